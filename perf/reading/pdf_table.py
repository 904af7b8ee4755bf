"""One table on one page of a PDF: boxes between its lines, and the text in each."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from perf.reading.pdf_text import Glyph, TextLine, lines_of

_SAME_EDGE = 2.0
"""Lines of a table closer than this, in points, are one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page.

    Attributes:
        left, right: its edges in points.
        row: number of its first row in the table on this page, from 0.
        rows: rows it covers there.
        height: in points.
        lines: its text.
        page, table, place: where it stands: page, table on it, and cell of its row, each from 1.
        source_row: row of the table on its page, from 1.
    """

    left: float
    right: float
    row: int
    rows: int
    height: float
    lines: tuple[TextLine, ...]
    page: int
    table: int
    source_row: int
    place: int

    @property
    def text(self) -> str:
        """The text without any white space, for comparing."""
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class PageTable:
    """The boxes of a table on one page, by row and then from left to right; edges from the left and the top."""

    boxes: tuple[Box, ...]
    row_count: int
    top: float
    bottom: float
    left: float
    right: float

    def row(self, number: int) -> list[Box]:
        """Give the boxes that begin in a row."""
        return [box for box in self.boxes if box.row == number]


Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom edge, in points from the upper left corner of the page."""


def merged_edges(values: Iterable[float]) -> list[float]:
    """Give the edges in order, those that are one line only once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def edge_index(edges: Sequence[float], value: float) -> int:
    """Give the number of the edge that a value lies on."""
    return max(0, bisect_right(edges, value + _SAME_EDGE / 2) - 1)


def page_table(rectangles: Sequence[Rectangle], glyphs: Iterable[Glyph], page: int, table: int) -> PageTable:
    """Make a table of the rectangles between its lines and the characters inside its outer edges.

    Characters in a place without a closed rectangle get one between the nearest lines: no text is lost.
    """
    columns = merged_edges(edge for left, _, right, _ in rectangles for edge in (left, right))
    rows = merged_edges(edge for _, top, _, bottom in rectangles for edge in (top, bottom))
    owners: dict[tuple[int, int], int] = {}
    areas: list[tuple[int, int, int, int]] = []
    for left, top, right, bottom in rectangles:
        area = (edge_index(rows, top), edge_index(columns, left), edge_index(rows, bottom), edge_index(columns, right))
        _claim(area, owners, areas)
    texts: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        row = min(edge_index(rows, glyph.middle), len(rows) - 2)
        column = min(edge_index(columns, (glyph.left + glyph.right) / 2), len(columns) - 2)
        if (row, column) not in owners:
            _claim((row, column, row + 1, column + 1), owners, areas)
        texts.setdefault(owners[row, column], []).append(glyph)
    boxes = [
        Box(
            columns[left], columns[right], top, bottom - top, rows[bottom] - rows[top],
            tuple(lines_of(texts.get(number, ()))), page, table, top + 1, 0,
        )
        for number, (top, left, bottom, right) in enumerate(areas)
    ]  # fmt: skip
    return PageTable(_numbered(boxes), len(rows) - 1, rows[0], rows[-1], columns[0], columns[-1])


def _claim(
    area: tuple[int, int, int, int], owners: dict[tuple[int, int], int], areas: list[tuple[int, int, int, int]]
) -> None:
    """Give the places of an area to a new box, unless another has them or there are none."""
    top, left, bottom, right = area
    places = [(row, column) for row in range(top, bottom) for column in range(left, right)]
    if places and not any(place in owners for place in places):
        owners.update(dict.fromkeys(places, len(areas)))
        areas.append(area)


def _numbered(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Order boxes, and count them in each row."""
    ordered: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.row, box.left)):
        place = ordered[-1].place + 1 if ordered and ordered[-1].row == box.row else 1
        ordered.append(replace(box, place=place))
    return tuple(ordered)
