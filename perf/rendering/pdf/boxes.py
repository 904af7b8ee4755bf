"""Place the cells of one page and the lines between them."""

from collections.abc import Iterator, Sequence

from perf.domain.documents.blocks import Align, Cell, Role
from perf.rendering.line_breaking import Line
from perf.rendering.pdf.measuring import MeasuredGrid
from perf.rendering.pdf.page import RISE, Box, Rule, TextRun
from perf.rendering.pdf.pagination import GridPage, Piece

_MOST_SPREAD = 0.08
"""A line is spread to the cell's edge only while each gap grows by less than this share of the type size."""

_FEWEST_SPREAD = 8


def box(piece: Piece, cell: Cell, edges: Sequence[float], levels: Sequence[float]) -> Box:
    """Place the lines of a cell, or of the piece of it that stands on this page.

    Args:
        piece: which lines, and which slices of the page they stand in.
        cell: the cell.
        edges: the places of all column edges.
        levels: the upper edges of all slices of the page, and the lower edge of the last.
    """
    left, right = edges[cell.column], edges[cell.column + cell.columns]
    top, bottom = levels[piece.first], levels[piece.last + 1]
    fitted = piece.fit
    align = Align.CENTER if piece.repeated or cell.role is not Role.VALUE else cell.align
    leading, size = fitted.leading, fitted.size
    # Text that flows from page to page starts at the top; whole text stands in the middle.
    flows = 0 < len(piece.lines) < len(fitted.lines)
    start = top - fitted.margin if flows else (top + bottom + len(piece.lines) * leading) / 2
    y = start - (leading - size) / 2 - RISE * size
    lines = []
    for line in piece.lines:
        slack = right - left - line.width * size / 1000
        x, spread = left + slack / 2, 0.0
        if align is Align.LEFT:
            x, spread = left + fitted.padding, _spread(line, slack - 2 * fitted.padding, size)
        elif align is Align.RIGHT:
            x = left + slack - fitted.padding
        lines.append(TextRun(line.text, x, y, size, spread))
        y -= leading
    return Box(piece.cell, left, bottom, right, top, tuple(lines), piece.repeated)


def _spread(line: Line, slack: float, size: float) -> float:
    """Give the room to add after each character so that the line reaches the cell's edge, as printed forms do."""
    gaps = len(line.text.rstrip(" ")) - 1
    if not line.soft or gaps < _FEWEST_SPREAD or not 0 < slack < gaps * size * _MOST_SPREAD:
        return 0.0
    return slack / gaps


def rules(part: GridPage, grid: MeasuredGrid, edges: Sequence[float], levels: Sequence[float]) -> Iterator[Rule]:
    """Draw a line wherever two different cells meet, each as long as it runs straight."""
    rows = [grid.owners[slice_.row] for slice_ in part.slices]
    if not rows:
        return
    nothing = (-1,) * len(rows[0])
    for y, above, below in zip(levels, (nothing, *rows), (*rows, nothing), strict=True):
        for start, stop in _stretches([one != other for one, other in zip(above, below, strict=True)]):
            yield Rule(edges[start], y, edges[stop], y)
    columns = list(zip(*rows, strict=True))
    outside = (-1,) * len(rows)
    for x, before, after in zip(edges, (outside, *columns), (*columns, outside), strict=True):
        for start, stop in _stretches([one != other for one, other in zip(before, after, strict=True)]):
            yield Rule(x, levels[start], x, levels[stop])


def _stretches(marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give first and past-last place of each unbroken run of true marks."""
    start: int | None = None
    for place, mark in enumerate(marks):
        if mark and start is None:
            start = place
        elif not mark and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(marks)
