"""Personal data in free text: where it is, and how it is shown without being given away (个人信息保护法).

Mobile numbers, also ones already masked, identity numbers with a right check digit, and addresses of mail are found;
office telephones and the numbers of units and projects are not personal.
"""

import re

_WIDE = str.maketrans("０１２３４５６７８９－＠．＊Ｘｘ", "0123456789-@.*Xx")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.*])(?:\+?86[- ]?)?(1[3-9][0-9][- ]?(?:[0-9]{4}|\*{4})[- ]?[0-9]{4})(?![0-9A-Za-z*]|[.][0-9])"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z.*])([1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"|[1-9][0-9]{2,5}\*{8,14}[0-9]{2,3}[0-9Xx])(?![0-9A-Za-z*])"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})")
_KINDS = (("身份证号", _IDENTITY), ("手机号", _MOBILE), ("电子邮箱", _MAIL))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MAY_HOLD_ANY = re.compile("[0-9０-９][-－ 0-9０-９*＊]{9}|[@＠]")
"""Ten digits or stars on end, or an at sign: nearly no text holds either."""


def personal_data_in(text: str) -> tuple[str, ...]:
    """Name the kinds of personal data that a text holds: 身份证号, 手机号, 电子邮箱."""
    if not _MAY_HOLD_ANY.search(text):
        return ()
    folded = text.translate(_WIDE)
    return tuple(kind for kind, pattern in _KINDS if any(map(_is_personal, pattern.finditer(folded))))


def masked(text: str) -> str:
    """Give a text with its personal data masked (138****1234), everything else as it is."""
    if not _MAY_HOLD_ANY.search(text):
        return text
    folded = text.translate(_WIDE)
    shown = list(text)
    for _, pattern in _KINDS:
        for found in filter(_is_personal, pattern.finditer(folded)):
            shown[found.start(1) : found.end(1)] = _starred(found[1])
    return "".join(shown)


def masked_name(text: str) -> str:
    """Give a person's name, or whatever else stands in a personal field, with all but its first character hidden."""
    return masked(text) if personal_data_in(text) else _starred_name(text)


def _is_personal(found: re.Match[str]) -> bool:
    """Tell an identity number by its check digit; everything else is what its pattern says."""
    written = found[1].upper()
    if len(written) != 18 or not written[:17].isdigit():
        return True
    total = sum(int(digit) * weight for digit, weight in zip(written, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == written[17]


def _starred(written: str) -> str:
    """Hide the middle, keeping the length: three characters stay in front, four behind; of a mail address the host."""
    if "@" in written:
        owner, at, host = written.partition("@")
        return owner[0] + "*" * (len(owner) - 1) + at + host
    return written[:3] + re.sub("[^- ]", "*", written[3:-4]) + written[-4:]


def _starred_name(text: str) -> str:
    """Hide every letter and digit but the first."""
    first = next((at for at, character in enumerate(text) if character.isalnum()), 0)
    return text[: first + 1] + re.sub(r"\w", "*", text[first + 1 :])
