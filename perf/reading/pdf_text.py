"""Characters on a PDF page put together to lines, and the lines of a cell to its text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from perf.reading.cell_text import clean

_SPACE_GAP = 0.25
"""A gap between two Latin letters or digits wider than this share of the type size is a space."""

_COLUMN_GAP = 2.0
"""A gap wider than this many type sizes parts two texts on one line of the page."""

_SAME_LINE = 0.5
_LEAST_WIDTH_FOR_PARAGRAPHS = 12
_LEAST_SLACK = 4.0
_PADDING = 8.0
_INDENT = 1.5
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)


class Glyph(NamedTuple):
    """One character: its text, left and right edge, middle height from the top of the page, size; in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters beside each other, in points.

    Attributes:
        text: what they say, outer spaces kept.
        left, right: where they begin and end.
        middle: their height from the top of the page.
        size: type size.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Put characters together to lines, from the top; characters drawn twice for boldness count once."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if lines and glyph.middle - lines[-1][0].middle <= _SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    made = (_line(sorted(line, key=lambda glyph: glyph.left)) for line in lines)
    return [line for line in made if clean(line.text)]


def _line(glyphs: Sequence[Glyph]) -> TextLine:
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < 0.3 * (before.right - before.left):
                continue
            pieces.append(_gap(before, glyph))
        pieces.append(glyph.text)
        before = glyph
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()] or list(glyphs)
    first = inked[0]
    return TextLine(
        "".join(pieces), first.left, max(glyph.right for glyph in inked), first.middle, max(g.size for g in inked)
    )


def _gap(before: Glyph, glyph: Glyph) -> str:
    gap = (glyph.left - before.right) / max(before.size, 1.0)
    if before.text.isspace() or glyph.text.isspace():
        return ""
    if gap > _COLUMN_GAP:
        return "  "
    return " " if gap > _SPACE_GAP and _is_word(before.text) and _is_word(glyph.text) else ""


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def cell_text(lines: Sequence[TextLine], left: float, right: float) -> str:
    r"""Join a cell's lines to its text; ``left`` and ``right`` are the cell's edges.

    Lines broken by the cell's width join, Chinese without a space, Latin words with one. A line that ends long before
    the edge, or is followed by an indented one, ended a paragraph: there stands ``\n``. The page does not tell a
    paragraph that happens to end at the edge from a broken line; such a ``\n`` is lost.
    """
    pieces: list[str] = []
    for before, line in pairwise(lines):
        pieces.append(before.text.strip())
        pieces.append("\n" if _ends_paragraph(before, line, left, right) else _joint(before.text, line.text))
    return clean("".join([*pieces, lines[-1].text])) if lines else ""


def _joint(before: str, after: str) -> str:
    if not before.strip() or not after.strip():
        return ""
    ends, starts = before.strip()[-1], after.strip()[0]
    between_words = before[-1].isspace() and ends.isascii() and starts.isascii()
    both_letters = ends.isascii() and ends.isalpha() and starts.isascii() and starts.isalpha()
    return " " if between_words or both_letters else ""


def _ends_paragraph(before: TextLine, line: TextLine, left: float, right: float) -> bool:
    """Tell a line that was ended by hand, in wide cells whose text begins at the left edge."""
    size = max(before.size, 1.0)
    if right - left - _PADDING < _LEAST_WIDTH_FOR_PARAGRAPHS * size:
        return False
    begins = min(before.left, line.left) - left
    if begins > _PADDING + _INDENT * size:
        return False
    if line.left - left - begins > _INDENT * size and before.left - left - begins < _INDENT * size:
        return True
    token = _TOKEN.match(line.text.strip())
    needed = (len(token[0]) if token else 1) * size
    slack = right - before.right - _PADDING / 2
    return slack > max(needed + 2 * size, _LEAST_SLACK * size)


def is_full(lines: Sequence[TextLine], right: float) -> bool:
    """Tell whether the last line reaches its cell's right edge, so that its text may go on elsewhere."""
    return bool(lines) and right - lines[-1].right - _PADDING / 2 < 2.5 * lines[-1].size
