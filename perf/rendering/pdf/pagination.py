"""Cut a measured grid into pages: which rows stand where, and how much of each cell's text.

A page is filled row by row. Three things make it more than counting: a row that is taller than a page is cut
between two lines; a merged cell that crosses the page end is cut with it and goes on, or is repeated, on the next
page; and the cut is moved up where it would leave a heading row alone or a merged label without room.
"""

from collections.abc import Iterator
from typing import NamedTuple

from perf.domain.documents.blocks import Role
from perf.rendering.line_breaking import Line
from perf.rendering.pdf.fitting import FittedText, fit_again
from perf.rendering.pdf.fonts import Typeface
from perf.rendering.pdf.measuring import MeasuredGrid

_LEAST_CUT = 60.0
"""A row is cut only where at least this much of it (in points) stays on the page."""

_CUT_ABOVE = 160.0
"""Only rows taller than this (in points) are cut; others move to the next page as a whole."""

_EMPTIEST_PAGE = 0.55
"""A cut may move up only so far that the page stays filled by this share."""

_TALLEST_HEADING = 0.4
"""Heading rows that fill more than this share of a page are not repeated."""

_LONGEST_REPEATED = 60
"""A merged cell of more characters is not repeated; its next piece says only that it goes on."""

_ROUNDING = 0.01


class Slice(NamedTuple):
    """A row, or the part of it that stands on one page.

    Attributes:
        row: which row.
        height: in points.
        ends: whether the row ends here; otherwise it goes on on the next page.
        repeated: whether it is a heading row that already stood on an earlier page.
    """

    row: int
    height: float
    ends: bool
    repeated: bool


class Piece(NamedTuple):
    """What of a cell stands on one page.

    Attributes:
        cell: number of the cell in the measured grid.
        first: the first of the page's slices that it covers.
        last: the last of them.
        fit: type size and padding of its lines.
        lines: the lines that stand here.
        repeated: whether the lines repeat what an earlier page says.
    """

    cell: int
    first: int
    last: int
    fit: FittedText
    lines: tuple[Line, ...]
    repeated: bool


class GridPage(NamedTuple):
    """The part of a grid that stands on one page."""

    slices: tuple[Slice, ...]
    pieces: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """Height in points."""
        return sum(part.height for part in self.slices)


def paginate(grid: MeasuredGrid, first_room: float, room: float, typeface: Typeface) -> Iterator[GridPage]:
    """Cut a grid into pages.

    Args:
        grid: the measured grid.
        first_room: height in points that the first page leaves for it. Where not even the first row fits there, the
            first page given is empty.
        room: height in points that each further page leaves.
        typeface: the face of its texts.
    """
    paginator = _Paginator(grid, room, typeface)
    available = first_room
    while paginator.goes_on:
        yield paginator.fill(available)
        available = room


class _Paginator:
    """Fills one page after the other.

    Between two calls it stands at the cut: it knows the first row of the next page, whether a part of that row is
    already printed, and how many lines of each cell are.
    """

    def __init__(self, grid: MeasuredGrid, whole_room: float, typeface: Typeface) -> None:
        self._grid = grid
        self._whole_room = whole_room
        self._typeface = typeface
        self._last_rows = [cell.row + cell.rows - 1 for cell in grid.cells]
        self._merged = [number for number, cell in enumerate(grid.cells) if cell.rows > 1]
        self._row = 0
        self._inside = False
        self._placed: dict[int, int] = {}

    @property
    def goes_on(self) -> bool:
        """Whether rows are left for a next page."""
        return self._row < len(self._grid.heights)

    def fill(self, room: float) -> GridPage:
        """Fill a page of this height."""
        slices = self._repeated_headings()
        repeated = len(slices)
        heights = self._heights(slices)
        used = sum(part.height for part in slices)
        row = self._row
        while row < len(heights) and used + heights[row] <= room + _ROUNDING:
            slices.append(Slice(row, heights[row], ends=True, repeated=False))
            used += heights[row]
            row += 1
        inside = row < len(heights) and self._is_cut(row, heights[row], room, room - used)
        if inside:
            slices.append(Slice(row, room - used, ends=False, repeated=False))
        elif row < len(heights):
            row = self._better_end(row, heights, room)
            slices = slices[: repeated + row - self._row]
        if len(slices) == repeated:
            return GridPage((), ())
        page = GridPage(tuple(slices), tuple(self._pieces(slices)))
        self._row, self._inside = row, inside
        return page

    def _repeated_headings(self) -> list[Slice]:
        rows = self._grid.heading_rows
        if not rows or self._row <= rows[-1]:
            return []
        slices = [Slice(row, self._grid.heights[row], ends=True, repeated=True) for row in rows]
        too_tall = sum(part.height for part in slices) > _TALLEST_HEADING * self._whole_room
        return [] if too_tall else slices

    def _heights(self, headings: list[Slice]) -> list[float]:
        """Give the heights of all rows; cells that go on from the last page may need more of them, or less."""
        heights = list(self._grid.heights)
        if self._inside:
            heights[self._row] = self._grid.spacing.lowest_row
        for number in dict.fromkeys(self._grid.owners[self._row]):
            if not self._has_begun(number):
                continue
            fit_left, lines, _repeated = self._rest(number)
            rows = range(self._row, self._last_rows[number] + 1)
            above = sum(part.height for part in headings if number in self._grid.owners[part.row])
            lacking = fit_left.height(len(lines)) - above - sum(heights[row] for row in rows)
            if lacking > 0:
                for row in rows:
                    heights[row] += lacking / len(rows)
        return heights

    def _has_begun(self, number: int) -> bool:
        first = self._grid.cells[number].row
        return first < self._row or (first == self._row and self._inside)

    def _rest(self, number: int) -> tuple[FittedText, tuple[Line, ...], bool]:
        """Give what a cell has still to say: its further lines, or its text again when all of it is printed."""
        cell, fitted = self._grid.cells[number], self._grid.fits[number]
        placed = self._placed.get(number, 0)
        if placed < len(fitted.lines):
            return fitted, fitted.lines[placed:], False
        if not fitted.lines or (cell.rows == 1 and cell.role is Role.VALUE):
            return fitted, (), False
        again = self._fit_again(number, cell.text if len(cell.text) <= _LONGEST_REPEATED else "")
        return again, again.lines, True

    def _fit_again(self, number: int, text: str) -> FittedText:
        cell, edges = self._grid.cells[number], self._grid.edges
        width = edges[cell.column + cell.columns] - edges[cell.column]
        return fit_again(text, width, self._typeface, self._grid.spacing)

    def _is_cut(self, row: int, height: float, room: float, leftover: float) -> bool:
        """Say whether a row that does not fit any more is cut; otherwise it moves to the next page."""
        if row == self._row and room >= self._whole_room - _ROUNDING:
            return True
        return leftover >= _LEAST_CUT and height > _CUT_ABOVE

    def _better_end(self, row: int, heights: list[float], room: float) -> int:
        """Move the end of the page up, so that merged labels have room and no heading row stands last."""
        end = row
        while (start := self._cramped_label(end, heights, room)) is not None:
            end = start
        if sum(heights[self._row : end]) < _EMPTIEST_PAGE * room:
            end = row
        while end > self._row + 1 and end - 1 in self._grid.heading_rows:
            end -= 1
        return end

    def _cramped_label(self, end: int, heights: list[float], room: float) -> int | None:
        """Find the first row of a merged cell that would be cut at ``end`` with too little room above it."""
        for number in self._merged:
            first = self._grid.cells[number].row
            if self._row < first < end <= self._last_rows[number]:
                fitted = self._grid.fits[number]
                needed = fitted.height(len(fitted.lines))
                if sum(heights[first:end]) + _ROUNDING < needed < (1 - _EMPTIEST_PAGE) * room:
                    return first
        return None

    def _pieces(self, slices: list[Slice]) -> Iterator[Piece]:
        spans: dict[int, tuple[int, int]] = {}
        for place, part in enumerate(slices):
            for number in dict.fromkeys(self._grid.owners[part.row]):
                spans[number] = spans.get(number, (place,))[0], place
        for number, (first, last) in sorted(spans.items()):
            covered = slices[first : last + 1]
            if covered[-1].repeated:
                # A cell that reached below the heading rows, and has ended there, may not fit into them alone.
                fitted = self._grid.fits[number]
                fits = fitted.capacity(sum(part.height for part in covered)) >= len(fitted.lines)
                yield Piece(number, first, last, fitted, fitted.lines if fits else (), repeated=True)
            else:
                yield self._piece(number, first, last, covered)

    def _piece(self, number: int, first: int, last: int, covered: list[Slice]) -> Piece:
        """Say what stands in a cell whose rows on this page are these."""
        fitted, lines, repeated = self._rest(number)
        if covered[-1].row == self._last_rows[number] and covered[-1].ends:
            take = len(lines)
        else:
            take = min(len(lines), fitted.capacity(sum(part.height for part in covered)))
        if not repeated:
            self._placed[number] = self._placed.get(number, 0) + take
        elif take < len(lines):
            fitted = self._fit_again(number, "")
            lines = fitted.lines
            take = min(len(lines), fitted.capacity(sum(part.height for part in covered)))
        return Piece(number, first, last, fitted, lines[:take], repeated)
