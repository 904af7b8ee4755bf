"""Lines for a terminal, where a Chinese character takes two columns: broken as a printer would, hanging."""

import shutil
import unicodedata
from collections.abc import Iterable, Iterator

from perf.rendering.line_breaking import HARD_BREAK, break_lines

PAGE_WIDTH = 80
"""Columns of a text that is read elsewhere than at a terminal."""

_NARROWEST, _WIDEST = 40, 100
_LEAST_ROOM = 20
_UNSEEN = {"Cc", "Cf", "Cs"}


class _Columns(dict[str, int]):
    """Columns that characters take; what is narrow or wide, as the terminal likes, counts as wide."""

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in ("Mn", "Me") or character == HARD_BREAK:
            columns = 0
        else:
            columns = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        self[character] = columns
        return columns


_COLUMNS = _Columns()


def terminal_width() -> int:
    """Give the columns to write in: the terminal's, if that is neither very narrow nor too wide to read."""
    return min(max(shutil.get_terminal_size((PAGE_WIDTH, 24)).columns, _NARROWEST), _WIDEST)


def columns_of(text: str) -> int:
    """Give the columns a text takes."""
    return sum(map(_COLUMNS.__getitem__, text))


def terminal_text(text: str) -> str:
    """Give a text in one line, without characters that would steer the terminal or that nobody sees."""
    spaced = " ".join(text.split())
    return "".join(character for character in spaced if unicodedata.category(character) not in _UNSEEN)


def wrapped(text: str, width: int, indent: str = "", *, first: str | None = None) -> Iterator[str]:
    """Break a text into lines of at most so many columns, indents included; ``first`` begins the first of them."""
    start = indent if first is None else first
    room = max(_LEAST_ROOM, width - max(columns_of(start), columns_of(indent)))
    for number, line in enumerate(break_lines(terminal_text(text), room, _COLUMNS).lines):
        yield (indent if number else start) + line.text.rstrip(f" {HARD_BREAK}")


def packed(items: Iterable[str], width: int, indent: str) -> Iterator[str]:
    """Set items one behind the other, parted by ；, each whole on a line where it is not longer than one."""
    line = ""
    for item in map(terminal_text, items):
        longer = f"{line}；{item}" if line else item
        if line and columns_of(indent + longer) > width - 2:
            yield from wrapped(f"{line}；", width, indent)
            line = item
        else:
            line = longer
    if line:
        yield from wrapped(line, width, indent)
