"""Fit the text of one cell into its width: type size, line breaks, height."""

import re
from functools import lru_cache
from typing import NamedTuple

from perf.domain.documents.blocks import Align, Cell, Role
from perf.rendering.line_breaking import HARD_BREAK, Line, Lines, balance_lines, break_lines
from perf.rendering.pdf.fonts import Typeface

TEXT_SIZE = 9.0
CONTINUED = "（续）"
"""Follows the text of a cell where it is repeated on a next page."""

_SMALLER_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5)
_LEAST_FOR_LOOKS = 8.0
"""Type gets smaller than this only to keep a word or number whole: two lines read better than tiny ones."""

_EM = 1000

_SIDE_PADDING = 3.0
_SHORT_LABEL = 4
_LONGEST_REMEMBERED = 60
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Spacing(NamedTuple):
    """How close a table is set.

    Attributes:
        lowest_row: height of a row of one line in points.
        leading: distance of lines as a share of the type size.
        margin: free room above and below the lines of a cell in points.
    """

    lowest_row: float
    leading: float
    margin: float


USUAL = Spacing(18.0, 1.35, 2.6)
"""Rows of 6.4 mm, as printed forms have them."""

TIGHT = Spacing(15.6, 1.25, 1.6)
"""For a table of which only a few rows would stand on a last page."""


class FittedText(NamedTuple):
    """Text broken for its cell.

    Attributes:
        lines: its lines; none where there is no text.
        size: type size in points.
        padding: free room left and right in points.
        spacing: how close the lines stand.
    """

    lines: tuple[Line, ...]
    size: float
    padding: float
    spacing: "Spacing"

    @property
    def leading(self) -> float:
        """Distance of the lines in points."""
        return self.size * self.spacing.leading

    @property
    def margin(self) -> float:
        """Free room above and below the lines in points."""
        return self.spacing.margin

    def height(self, count: int) -> float:
        """Give the height in points that so many lines need."""
        return count * self.size * self.spacing.leading + 2 * self.spacing.margin

    def capacity(self, height: float) -> int:
        """Say how many lines find room in a height in points."""
        return max(0, int((height - 2 * self.spacing.margin + 0.01) / (self.size * self.spacing.leading)))


def printable(text: str) -> str:
    """Give the text as it is drawn: line ends as ``HARD_BREAK``, a tab as a space, no control characters."""
    if text.isalnum():
        return text
    text = _LINE_ENDS.sub(HARD_BREAK, text).replace("\t", " ")
    return _SURROGATES.sub("\ufffd", _UNPRINTABLE.sub("", text))


def fit_cell(cell: Cell, width: float, typeface: Typeface, spacing: Spacing = USUAL) -> FittedText:
    """Fit the text of a cell.

    Args:
        cell: its text and its role count.
        width: width of the cell in points.
        typeface: the face it is set in.
        spacing: how close the table is set.
    """
    balanced = cell.role is not Role.VALUE or cell.align is Align.CENTER
    fitted = fit(cell.text, width, typeface, balanced=balanced)
    return fitted if spacing is USUAL else fitted._replace(spacing=spacing)


def fit_again(text: str, width: float, typeface: Typeface, spacing: Spacing = USUAL) -> FittedText:
    """Fit the text of a cell that a next page repeats, with the words that say so on its last line or below it."""
    fitted = fit(text + CONTINUED, width, typeface, balanced=True)._replace(spacing=spacing)
    if len(fitted.lines) == 1 or not text:
        return fitted
    fitted = fit(f"{text}\n{CONTINUED}", width, typeface, balanced=True)
    lines = (line._replace(text=line.text.removesuffix(HARD_BREAK)) for line in fitted.lines)
    return fitted._replace(lines=tuple(lines), spacing=spacing)


def fit(text: str, width: float, typeface: Typeface, *, balanced: bool) -> FittedText:
    """Fit a text into a width in points.

    Balanced lines are as equal as can be, for what stands in the middle. Type gets smaller where that keeps a word or
    a number whole, or a short label on one line. Short texts are remembered, for forms repeat them.
    """
    if len(text) <= _LONGEST_REMEMBERED:
        return _fit_short(text, width, typeface, balanced=balanced)
    padding = min(_SIDE_PADDING, width * 0.12)
    size = min(TEXT_SIZE, width - 2 * padding)
    room = int((width - 2 * padding) / size * 1000)
    return FittedText(break_lines(printable(text), room, typeface.widths).lines, size, padding, USUAL)


@lru_cache(maxsize=4096)
def _fit_short(text: str, width: float, typeface: Typeface, *, balanced: bool) -> FittedText:
    padding = min(_SIDE_PADDING, width * 0.12)
    inner = width - 2 * padding
    widest = min(TEXT_SIZE, inner)
    clean = printable(text)
    if not clean:
        return FittedText((), widest, padding, USUAL)
    if HARD_BREAK not in clean:
        width_of_all = sum(map(typeface.widths.__getitem__, clean))
        if width_of_all * widest <= inner * 1000 and not clean.endswith(" "):
            return FittedText((Line(clean, width_of_all, soft=False),), widest, padding, USUAL)
    if balanced:
        lines, size = _fit_balanced(clean, inner, widest, typeface)
    else:
        lines, size = _fit_flowing(clean, inner, widest, typeface)
    return FittedText(lines, size, padding, USUAL)


def _fit_balanced(text: str, inner: float, widest: float, typeface: Typeface) -> tuple[tuple[Line, ...], float]:
    """Fit what stands in the middle; it may get a little smaller for one line, or for a bracket to stay whole."""
    lines, torn = balance_lines(text, int(inner / widest * 1000), typeface.widths)
    is_short = len(text) <= _SHORT_LABEL and len(lines) > 1
    if torn or is_short:
        is_word_torn = torn and break_lines(text, int(inner / widest * 1000), typeface.widths).torn
        for size in _SMALLER_SIZES:
            if size >= widest or (size < _LEAST_FOR_LOOKS and not is_word_torn):
                continue
            smaller = balance_lines(text, int(inner / size * 1000), typeface.widths)
            if not smaller.torn and (torn or len(smaller.lines) == 1):
                return smaller.lines, size
    return lines, widest


def _fit_flowing(text: str, inner: float, widest: float, typeface: Typeface) -> tuple[tuple[Line, ...], float]:
    """Fit what starts at an edge; it gets smaller only for a word or a number to stay whole."""
    for size in (widest, *(size for size in _SMALLER_SIZES if size < widest)):
        room = int(inner / size * 1000)
        broken = break_lines(text, room, typeface.widths)
        if not broken.torn:
            return _without_lonely_character(text, broken, room, typeface), size
    return break_lines(text, int(inner / widest * 1000), typeface.widths).lines, widest


def _without_lonely_character(text: str, broken: Lines, room: int, typeface: Typeface) -> tuple[Line, ...]:
    """Let no single character stand on the last line of a short text, if another can join it without a further line."""
    if len(broken.lines) > 1 and broken.lines[-1].width <= _EM and broken.lines[-2].soft:
        closer = break_lines(text, room - _EM, typeface.widths)
        if len(closer.lines) == len(broken.lines) and not closer.torn:
            return closer.lines
    return broken.lines
