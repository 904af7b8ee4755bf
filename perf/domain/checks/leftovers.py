"""What is left of a form's own wording in a filled text: hints, placeholders, choices that were not made."""

import re
from collections.abc import Iterator
from functools import lru_cache

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z×])[XxＸｘ×]{2,}(?![A-Za-z])"
    r"|(?:20[0-9Xx×]{2}\s?年?\s?[-—–~至]\s?)?20[0-9Xx×]{2}\s?年?\s?[+＋]\s?[nN0-9]{1,2}\s?年"
    r"|[（(][^（）()]{0,40}[0-9]\s?字(?:以内|左右|以上)[^（）()]{0,10}[）)]"
)
"""××, 20XX · 2026+3年 · （100字以内）: left over wherever they stand."""

_IN_CELLS = (
    re.compile(r"(?<![0-9*＊])[*＊]{2,}(?![0-9*＊])|^[*＊]+$"),
    re.compile(r"^(?:指标|目标|任务)\s?[0-9一二三四五六七八九十]{1,2}\s?[:：]?$"),
    re.compile(r"[:：][ \t]*(?:…+|\.{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"^(?:…+|\.{2,}|。{2,}|·{3,})$"),
)
"""** · 指标1： · 目标2：…… · ……: left over in a cell; running text has reasons of its own for them."""

_SIGN_OF_ANY = re.compile(r"[XxＸｘ×]{2}|[*＊+＋…]|字[以左]|\.{2}|^(?:指标|目标|任务|。。|··)")
"""One of these is in whatever a pattern finds; nearly no text holds any."""

_BRACKETS = {"（": "[（(]", "）": "[）)]"}


def leftovers_in(text: str, hints: re.Pattern[str]) -> tuple[str, ...]:
    """Give every leftover in a cell once, as it is written there; ``hints`` is what :func:`any_of` gives."""
    found = [match[0] for match in hints.finditer(text)]
    if _SIGN_OF_ANY.search(text):
        found += (match[0].strip() for pattern in (_PLACEHOLDER, *_IN_CELLS) for match in pattern.finditer(text))
    return tuple(dict.fromkeys(found)) if found else ()


def placeholders_in(text: str) -> Iterator[re.Match[str]]:
    """Find the placeholders in running text."""
    return _PLACEHOLDER.finditer(text)


@lru_cache(maxsize=16)
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds any of a form's known hints, their brackets full-width or not; without hints nothing."""
    written = ("".join(_BRACKETS.get(each, re.escape(each)) for each in phrase) for phrase in phrases)
    return re.compile("|".join(written) or "(?!)")
