"""What is left of a form's own wording in a filled text: hints, placeholders, choices that were not made."""

import re
from collections.abc import Sequence

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


def leftovers_in(text: str, phrases: Sequence[str]) -> tuple[str, ...]:
    """Give every leftover in a text as it is written there, in the order of the kinds; ``phrases`` are known hints."""
    folded = text.translate(_BRACKETS)
    found = [text[at : at + len(phrase)] for phrase in phrases if (at := folded.find(phrase.translate(_BRACKETS))) >= 0]
    for pattern in _PATTERNS:
        found += (text[match.start() : match.end()].strip() for match in pattern.finditer(folded))
    return tuple(dict.fromkeys(found))
