"""How many lines a text will take, estimated without a font.

Spreadsheets do not fit the height of merged cells by themselves, and a word processor must be told
which rows may break over a page, so both need a guess before anything is drawn. Chinese makes the
guess good: a full-width character is exactly as wide as the font is high, others about half of it.
"""

import math
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def character_widths(text: str) -> float:
    """Give the width of one line of text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55 for character in text)


def lines_needed(text: str, capacity: float) -> int:
    """Give the number of lines (at least 1) that a text takes where a line holds ``capacity`` full-width characters.

    Errs to the long side: a line rarely fills to its end, because no line may begin with a closing mark.
    """
    room = max(1.0, capacity)
    return sum(_wrapped(character_widths(line), room) for line in text.split("\n"))


def _wrapped(width: float, room: float) -> int:
    """Lines of one paragraph; from the second line on, one character's room in eight lines counts as lost."""
    if width <= room:
        return 1
    return math.ceil(width / (room - min(0.5, room / 8)))
