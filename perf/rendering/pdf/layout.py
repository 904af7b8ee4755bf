"""Place everything a document prints on A4 pages, as plain figures: no PDF is known here.

Places are in points from the lower left corner of the page, as PDF counts them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from perf.domain.documents.blocks import Align, Cell, Document, Role
from perf.rendering.pdf.fitting import printable
from perf.rendering.pdf.fonts import Typeface, hei, song
from perf.rendering.pdf.line_breaking import Line, balance_lines, break_lines
from perf.rendering.pdf.measuring import MeasuredGrid, measure
from perf.rendering.pdf.pagination import GridPage, Piece, paginate

A4 = (595.28, 841.89)
"""Width and height of the upright page in points."""

SIDE_MARGIN = 54.0
TOP_MARGIN = 56.0
BOTTOM_MARGIN = 54.0
_FOOTER_HEIGHT = 32.0
_FOOTER_SIZE = 8.0
_TITLE_SIZES = (18.0, 16.0, 15.0)
_SUBTITLE_SIZE = 11.0
_NOTE_SIZE = 8.5
_SIGNATURE_SIZE = 10.0
_TALLEST_SIGNATURES = 200.0
"""Signatures that side by side need more height than this (in points) stand below each other, over any pages."""

_RISE = 0.88
"""Height of a Chinese character above its base line, as a share of the type size."""

_MOST_SPREAD = 0.08
"""A line is spread to the cell's edge only while each gap grows by less than this share of the type size."""

_FEWEST_SPREAD = 8


class Part(StrEnum):
    """What a paragraph outside the grid is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SIGNATURE = "signature"


class TextRun(NamedTuple):
    """One line of text at its place.

    Attributes:
        text: the characters, spaces at the end included.
        x: left end.
        y: base line.
        size: type size in points.
        spread: room added after each character, in points.
        is_hei: whether it is set in Hei; otherwise in Song.
    """

    text: str
    x: float
    y: float
    size: float
    spread: float = 0.0
    is_hei: bool = False


class Paragraph(NamedTuple):
    """Text outside the grid; where it crosses a page end, each page has its lines under the same number."""

    number: int
    part: Part
    lines: tuple[TextRun, ...]


class Box(NamedTuple):
    """A cell, or the piece of it that stands on this page.

    Attributes:
        cell: number of the cell in :attr:`Arrangement.cells`.
        left, bottom, right, top: its edges.
        lines: its text.
        repeated: whether the text only repeats what stands on an earlier page.
    """

    cell: int
    left: float
    bottom: float
    right: float
    top: float
    lines: tuple[TextRun, ...]
    repeated: bool


class Rule(NamedTuple):
    """A line of the grid, from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class Page:
    """What stands on one page.

    Attributes:
        above: the paragraphs before the grid.
        boxes: the cells, or their pieces.
        rules: the lines between them.
        below: the paragraphs after the grid.
        footer: the page number; set once the number of pages is known.
    """

    above: list[Paragraph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    footer: TextRun | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A document, placed.

    Attributes:
        width, height: size of each page in points.
        cells: the cells of the grid, an empty one for each place that no cell covers.
        pages: the pages, at least one.
    """

    width: float
    height: float
    cells: tuple[Cell, ...]
    pages: tuple[Page, ...]


def arrange(document: Document) -> Arrangement:
    """Place a document on pages.

    Raises:
        ValueError: cells overlap or reach beyond the grid.
    """
    return _Arranger(document).arrange()


class _Arranger:
    """Writes one document from the top of the first page to the end of the last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._width, self._height = reversed(A4) if document.landscape else A4
        self._inner = self._width - 2 * SIDE_MARGIN
        self._song = song()
        self._pages: list[Page] = []
        self._paragraphs = 0
        self._turn_page()

    def arrange(self) -> Arrangement:
        document = self._document
        self._write_title()
        grid = measure(document.grid, self._inner, self._song)
        self._place_grid(grid)
        self._y -= 8.0 if document.notes else 0.0
        for note in document.notes:
            lines = break_lines(printable(note), int(self._inner / _NOTE_SIZE * 1000), self._song.widths).lines
            self._write(Part.NOTE, lines, _NOTE_SIZE, self._song)
        self._write_signatures()
        self._number_pages()
        return Arrangement(self._width, self._height, grid.cells, tuple(self._pages))

    def _turn_page(self) -> None:
        self._pages.append(Page())
        self._y = self._height - TOP_MARGIN

    def _write_title(self) -> None:
        document, face = self._document, hei()
        room = self._inner - 40
        for size in _TITLE_SIZES:
            lines = balance_lines(printable(document.title), int(room / size * 1000), face.widths).lines
            if len(lines) == 1:
                break
        self._write(Part.TITLE, lines, size, face)
        if document.subtitle:
            self._y -= 2.0
            lines = balance_lines(
                printable(document.subtitle), int(room / _SUBTITLE_SIZE * 1000), self._song.widths
            ).lines
            self._write(Part.SUBTITLE, lines, _SUBTITLE_SIZE, self._song)
        self._y -= 8.0

    def _write(self, part: Part, lines: Sequence[Line], size: float, face: Typeface) -> None:
        """Write a paragraph from the current height down, over as many pages as it needs."""
        leading = size * 1.4
        runs: list[TextRun] = []
        for line in lines:
            if self._y - leading < BOTTOM_MARGIN:
                self._keep(part, runs)
                runs = []
                self._turn_page()
            indent = (self._inner - line.width * size / 1000) / 2 if part in {Part.TITLE, Part.SUBTITLE} else 0.0
            y = self._y - (leading - size) / 2 - _RISE * size
            runs.append(TextRun(line.text, SIDE_MARGIN + indent, y, size, is_hei=face is not self._song))
            self._y -= leading
        self._keep(part, runs)
        self._paragraphs += 1

    def _keep(self, part: Part, runs: Sequence[TextRun]) -> None:
        page = self._pages[-1]
        if runs:
            paragraphs = page.above if part in {Part.TITLE, Part.SUBTITLE} else page.below
            paragraphs.append(Paragraph(self._paragraphs, part, tuple(runs)))

    def _write_signatures(self) -> None:
        """Write who signs, side by side, with room to sign behind each."""
        signatures = self._document.signatures
        if not signatures:
            return
        share = self._inner / len(signatures)
        room = int(max(share - 10.0, _SIGNATURE_SIZE) / _SIGNATURE_SIZE * 1000)
        columns = [break_lines(printable(text), room, self._song.widths).lines for text in signatures]
        leading = _SIGNATURE_SIZE * 1.5
        needed = max(map(len, columns)) * leading
        self._y -= 12.0
        if needed > _TALLEST_SIGNATURES:
            for lines in columns:
                self._write(Part.SIGNATURE, lines, _SIGNATURE_SIZE, self._song)
            return
        if self._y - needed < BOTTOM_MARGIN:
            self._turn_page()
        for column, lines in enumerate(columns):
            runs = [
                TextRun(line.text, SIDE_MARGIN + column * share, self._y - (place + 1) * leading, _SIGNATURE_SIZE)
                for place, line in enumerate(lines)
            ]
            self._keep(Part.SIGNATURE, runs)
            self._paragraphs += 1
        self._y -= needed

    def _place_grid(self, grid: MeasuredGrid) -> None:
        room = self._height - TOP_MARGIN - BOTTOM_MARGIN
        for place, part in enumerate(paginate(grid, self._y - BOTTOM_MARGIN, room, self._song)):
            if place:
                self._turn_page()
            levels = tuple(accumulate((-slice_.height for slice_ in part.slices), initial=self._y))
            edges = tuple(SIDE_MARGIN + edge for edge in grid.edges)
            page = self._pages[-1]
            page.boxes = [_box(piece, grid.cells[piece.cell], edges, levels) for piece in part.pieces]
            page.rules = list(_rules(part, grid, edges, levels))
            self._y = levels[-1]

    def _number_pages(self) -> None:
        count = len(self._pages)
        for number, page in enumerate(self._pages, 1):
            text = f"第 {number} 页 共 {count} 页"
            width = sum(map(self._song.widths.__getitem__, text)) * _FOOTER_SIZE / 1000
            page.footer = TextRun(text, (self._width - width) / 2, _FOOTER_HEIGHT, _FOOTER_SIZE)


def _box(piece: Piece, cell: Cell, edges: Sequence[float], levels: Sequence[float]) -> Box:
    left, right = edges[cell.column], edges[cell.column + cell.columns]
    top, bottom = levels[piece.first], levels[piece.last + 1]
    fitted = piece.fit
    align = Align.CENTER if piece.repeated or cell.role is not Role.VALUE else cell.align
    leading, size = fitted.leading, fitted.size
    y = (top + bottom + len(piece.lines) * leading) / 2 - (leading - size) / 2 - _RISE * size
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


def _rules(part: GridPage, grid: MeasuredGrid, edges: Sequence[float], levels: Sequence[float]) -> Iterator[Rule]:
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
