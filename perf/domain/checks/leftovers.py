"""What is left of a form's own wording in a filled text: hints, placeholders, choices that were not made."""

import re
from collections.abc import Sequence
from functools import lru_cache

_BRACKETS = str.maketrans("（），：＋＊Ｘｘ", "(),:+*XX")

_PATTERNS = (
    re.compile(r"(?<![A-Za-z×])[Xx×]{2,}(?![A-Za-z])"),
    re.compile(r"(?<![0-9*])\*{2,}(?![0-9*])|^\*+$"),
    re.compile(r"(?:20[0-9Xx×]{2}\s?年?\s?[-—–~至]\s?)?20[0-9Xx×]{2}\s?年?\s?\+\s?[nN0-9]{1,2}\s?年"),
    re.compile(r"\([^()]{0,40}[0-9]\s?字(?:以内|左右|以上)[^()]{0,10}\)"),
    re.compile(r"^(?:指标|目标|任务)\s?[0-9一二三四五六七八九十]{1,2}\s?:?$"),
    re.compile(r":[ \t]*(?:…+|\.{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"^(?:…+|\.{2,}|。{2,}|·{3,})$"),
)
"""××, 20XX年 · ** · 2026+3年 · （100字以内） · 指标1： · 目标2：…… · ……"""

_IN_PATTERNS = re.compile(r"[Xx×]{2}|[*+….。·]|字[以左]|^(?:指标|目标|任务)")
"""One of these is in whatever a pattern finds; a word like the names of most indicators holds none."""


def leftovers_in(text: str, phrases: Sequence[str]) -> tuple[str, ...]:
    """Give every leftover in a text as it is written there, in the order of the kinds; ``phrases`` are known hints."""
    folded = text.translate(_BRACKETS)
    found: list[str] = []
    if phrases and _any_of(tuple(phrases)).search(folded):
        places = ((folded.find(phrase.translate(_BRACKETS)), len(phrase)) for phrase in phrases)
        found += (text[at : at + length] for at, length in places if at >= 0)
    if _IN_PATTERNS.search(folded):
        for pattern in _PATTERNS:
            found += (text[match.start() : match.end()].strip() for match in pattern.finditer(folded))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds whether a text holds any phrase at all: nearly none does."""
    return re.compile("|".join(re.escape(phrase.translate(_BRACKETS)) for phrase in phrases))
