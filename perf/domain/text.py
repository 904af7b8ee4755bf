"""What a written text may hold, and how two wordings of one label are told to be the same."""

import re
import string
import unicodedata
from functools import lru_cache

TEXT_LIMIT = 20_000
"""Longest text a cell may hold, in characters."""

_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "—": "-", "–": "-", "−": "-"})

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file can carry: controls but the line feed, lone surrogates, and the two that XML forbids."""

_INVISIBLE = "\ufeff\u200b"
"""Byte order mark and zero-width space: at the ends of a text they are leftovers of other programs."""


def clean_text(raw: str | None) -> str | None:
    """Give the text as it is kept: outer white space and control characters gone, ``None`` when nothing is left.

    Line ends become line feeds; everything else inside stays exactly as written.
    """
    if raw is None:
        return None
    # Nearly every text is printable, and then there is nothing in it to take out.
    if not raw.isprintable():
        raw = _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = raw.strip()
    if text and (text[0] in _INVISIBLE or text[-1] in _INVISIBLE):
        text = text.strip(_INVISIBLE + string.whitespace + "\u3000\u00a0")
    return text or None


def is_clean(text: str | None) -> bool:
    """Tell whether a text is ``None`` or already as :func:`clean_text` keeps it, and not too long."""
    return text is None or (clean_text(text) == text and len(text) <= TEXT_LIMIT)


def require_clean(owner: str, *texts: str | None) -> None:
    """Refuse, with ``ValueError``, a text that is empty, has outer white space or control characters.

    ``owner`` names the field in the message.
    """
    for text in texts:
        if not is_clean(text):
            raise ValueError(f"{owner} is not a clean text: {text!r:.80}")


_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")


def require_keys(owner: str, *keys: str) -> None:
    """Refuse, with ``ValueError``, names that are no keys (a-z, digits, underscores) or that are given twice."""
    wrong = [key for key in keys if not _KEY.fullmatch(key)]
    if wrong or len(keys) != len(set(keys)):
        raise ValueError(f"{owner} has a wrong or repeated key: {(wrong or keys)!r:.80}")


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Fold a printed label so that the many ways of setting it compare equal.

    Full-width and half-width forms, white space, colons and quotation marks do not count:
    ``项目资金 （万元）：`` and ``项目资金(万元)`` have the same key.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    return "".join(folded.split()).replace(":", "").casefold()
