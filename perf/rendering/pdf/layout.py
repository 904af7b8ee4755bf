"""Place everything a document prints on A4 pages, as plain figures: no PDF is known here.

Places are in points from the lower left corner of the page, as PDF counts them.
"""

from collections.abc import Sequence
from itertools import accumulate

from perf.domain.documents.blocks import Document
from perf.rendering.line_breaking import Line, balance_lines, break_lines
from perf.rendering.pdf.boxes import box, rules
from perf.rendering.pdf.fitting import TIGHT, USUAL, Spacing, printable
from perf.rendering.pdf.fonts import Typeface, hei, song
from perf.rendering.pdf.measuring import MeasuredGrid, measure
from perf.rendering.pdf.page import RISE, Arrangement, Page, Paragraph, Part, TextRun
from perf.rendering.pdf.pagination import paginate

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

_EMPTIEST_LAST_PAGE = 0.3
"""A document that would fill less than this share of its last page is set closer, if that saves the page."""


def arrange(document: Document) -> Arrangement:
    """Place a document on pages.

    Raises:
        ValueError: cells overlap or reach beyond the grid.
    """
    usual = _Arranger(document, USUAL)
    placed = usual.arrange()
    if len(placed.pages) > 1 and usual.share_of_last_page < _EMPTIEST_LAST_PAGE:
        tight = _Arranger(document, TIGHT).arrange()
        if len(tight.pages) < len(placed.pages):
            return tight
    return placed


class _Arranger:
    """Writes one document from the top of the first page to the end of the last."""

    def __init__(self, document: Document, spacing: Spacing) -> None:
        self._document = document
        self._spacing = spacing
        self._width, self._height = reversed(A4) if document.landscape else A4
        self._inner = self._width - 2 * SIDE_MARGIN
        self._song = song()
        self._pages: list[Page] = []
        self._paragraphs = 0
        self._turn_page()

    def arrange(self) -> Arrangement:
        document = self._document
        self._write_title()
        grid = measure(document.grid, self._inner, self._song, self._spacing)
        self._place_grid(grid)
        self._y -= 8.0 if document.notes else 0.0
        for note in document.notes:
            lines = break_lines(printable(note), int(self._inner / _NOTE_SIZE * 1000), self._song.widths).lines
            self._write(Part.NOTE, lines, _NOTE_SIZE, self._song)
        self._write_signatures()
        self._number_pages()
        return Arrangement(self._width, self._height, grid.cells, tuple(self._pages))

    @property
    def _room(self) -> float:
        return self._height - TOP_MARGIN - BOTTOM_MARGIN

    @property
    def share_of_last_page(self) -> float:
        """How much of the last page is filled, from 0 to 1."""
        return (self._height - TOP_MARGIN - self._y) / self._room

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
            y = self._y - (leading - size) / 2 - RISE * size
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
        for place, part in enumerate(paginate(grid, self._y - BOTTOM_MARGIN, self._room, self._song)):
            if place:
                self._turn_page()
            levels = tuple(accumulate((-slice_.height for slice_ in part.slices), initial=self._y))
            edges = tuple(SIDE_MARGIN + edge for edge in grid.edges)
            page = self._pages[-1]
            page.boxes = [box(piece, grid.cells[piece.cell], edges, levels) for piece in part.pieces]
            page.rules = list(rules(part, grid, edges, levels))
            self._y = levels[-1]

    def _number_pages(self) -> None:
        count = len(self._pages)
        for number, page in enumerate(self._pages, 1):
            text = f"第 {number} 页 共 {count} 页"
            width = sum(map(self._song.widths.__getitem__, text)) * _FOOTER_SIZE / 1000
            page.footer = TextRun(text, (self._width - width) / 2, _FOOTER_HEIGHT, _FOOTER_SIZE)
