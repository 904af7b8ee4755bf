"""Target tables as a workbook that looks like the official form: one sheet a table, A4, ready to print.

Every text is written as a string, never as a formula, number or link: ``=cmd|…`` stays what it is.
Two facts of spreadsheets shape this module. Merged cells are not fitted to their text, so heights are
estimated here. And a row is at most 409 points high, so a grid row that needs more becomes several
sheet rows, in which every cell of the grid row is merged downwards: nothing is cut off in print.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from perf.domain.documents.blocks import Align, Cell, Document, Role
from perf.rendering.placement import places_of, scaled_widths, starts_here
from perf.rendering.printable import require_printable
from perf.rendering.row_heights import row_heights, text_height
from perf.rendering.sheet_names import sheet_names

_PIXELS_WIDE = {False: 680, True: 1008}
"""Width of the table on A4 between margins of 15 mm, upright and lying, at 96 pixels an inch."""

_POINTS_PER_PIXEL = 0.75
_FONT_SIZE = 10
_LEAST_HEIGHT = 19.5
_GREATEST_HEIGHT = 409.0
_TITLE_HEIGHT = 36.0
_SPACER_HEIGHT = 6.0
_MARGIN_INCHES = 0.59
_A4 = 9
_CELL_LIMIT = 32_767

# A made-up moment, the same in every file: the same document must give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)

_SONG = {"font_name": "宋体", "font_size": _FONT_SIZE, "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_SONG, "font_name": "黑体", "font_size": 18, "bold": True, "align": "center"},
    "subtitle": {**_SONG, "align": "center"},
    "note": {**_SONG, "align": "left"},
    "heading": {**_SONG, "font_name": "黑体", "align": "center", "border": 1},
    **{align.value: {**_SONG, "align": align.value, "border": 1} for align in Align},
    "tall": {**_SONG, "align": "left", "valign": "top", "border": 1},
}


def render_xlsx(documents: Sequence[Document]) -> bytes:
    """Give a workbook with one sheet for each document; the same documents give the same bytes.

    Refuses, with ``ValueError``, no documents at all, and a text that a spreadsheet's cell cannot hold.
    """
    if not documents:
        raise ValueError("there is no document to write")
    written = BytesIO()
    workbook = xlsxwriter.Workbook(written, {"in_memory": True, **_default_font()})
    workbook.set_properties({"title": documents[0].title, "created": _CREATED})
    styles = {name: workbook.add_format(style) for name, style in _STYLES.items()}
    names = sheet_names([document.title for document in documents])
    for name, document in zip(names, documents, strict=True):
        _Sheet(workbook.add_worksheet(name), styles, document).write()
    workbook.close()
    return written.getvalue()


def _default_font() -> dict[str, Any]:
    """Measure columns by 宋体, as Chinese office programs do: the Calibri of others is often missing there."""
    return {
        "default_format_properties": {"font_name": "宋体", "font_size": 11},
        "default_column_width": 72,
        "default_row_height": 18,
    }


class _Sheet:
    """One document on one worksheet, written from the top down."""

    def __init__(self, worksheet: xlsxwriter.worksheet.Worksheet, styles: dict[str, Any], document: Document) -> None:
        self._worksheet = worksheet
        self._styles = styles
        self._document = document
        self._pixels = scaled_widths(document.grid.widths, _PIXELS_WIDE[document.landscape])
        self._last_column = len(self._pixels) - 1
        self._row = 0

    def write(self) -> None:
        """Write title, table, notes and signatures, then set the page around them."""
        for column, pixels in enumerate(self._pixels):
            self._worksheet.set_column_pixels(column, column, pixels)
        self._put_line(self._document.title, "title", _TITLE_HEIGHT)
        if self._document.subtitle is not None:
            self._put_line(self._document.subtitle, "subtitle")
        self._space()
        first_row, last_row = self._put_grid()
        self._space()
        for note in self._document.notes:
            self._put_line(note, "note")
        self._put_signatures()
        self._set_page(first_row, last_row)

    def _put_line(self, text: str, style: str, least: float = _LEAST_HEIGHT) -> None:
        """Write a paragraph across the whole table."""
        size = float(_STYLES[style]["font_size"])
        height = text_height(text, sum(self._pixels) * _POINTS_PER_PIXEL, size)
        self._set_height(min(_GREATEST_HEIGHT, max(least, height)))
        self._put((self._row, 0, self._row, self._last_column), text, style)
        self._row += 1

    def _space(self) -> None:
        """Leave a thin empty row, which tells paragraphs from the table for whoever reads the sheet."""
        self._set_height(_SPACER_HEIGHT)
        self._row += 1

    def _put_grid(self) -> tuple[int, int]:
        """Write the table; give the first and last sheet row of its heading rows, or (0, -1)."""
        grid = self._document.grid
        widths = [pixels * _POINTS_PER_PIXEL for pixels in self._pixels]
        starts = [self._row]
        for height in row_heights(grid, widths, _FONT_SIZE, _LEAST_HEIGHT):
            parts = math.ceil(height / _GREATEST_HEIGHT)
            for _ in range(parts):
                self._set_height(height / parts)
                self._row += 1
            starts.append(self._row)
        for row, places in enumerate(places_of(grid)):
            for column, found in enumerate(places):
                cell = found or Cell(row, column, "")
                if starts_here(cell, row, column):
                    area = (starts[row], column, starts[row + cell.rows] - 1, column + cell.columns - 1)
                    is_tall = starts[row + 1] - starts[row] > 1 and _style_of(cell) == Align.LEFT.value
                    self._put(area, cell.text, "tall" if is_tall else _style_of(cell))
        if not grid.heading_rows:
            return 0, -1
        return starts[grid.heading_rows[0]], starts[grid.heading_rows[-1] + 1] - 1

    def _put_signatures(self) -> None:
        """Write signatures side by side, each over its share of the columns, in as many rows as they need."""
        columns = len(self._pixels)
        for first in range(0, len(self._document.signatures), columns):
            row = self._document.signatures[first : first + columns]
            self._set_height(_LEAST_HEIGHT)
            for place, text in enumerate(row):
                left, right = place * columns // len(row), (place + 1) * columns // len(row) - 1
                self._put((self._row, left, self._row, right), text, "note")
            self._row += 1

    def _put(self, area: tuple[int, int, int, int], text: str, style: str) -> None:
        """Write one text as a string into an area: first row, first column, last row, last column."""
        if len(require_printable(text).encode("utf-16-le")) // 2 > _CELL_LIMIT:
            raise ValueError(
                f"“{text[:20]}…”一格有{len(text)}个字，超过Excel单元格的上限{_CELL_LIMIT}个字，请分段填写。"
            )
        first_row, first_column, last_row, last_column = area
        if (first_row, first_column) != (last_row, last_column):
            self._worksheet.merge_range(*area, "", self._styles[style])
        # merge_range() would guess a type from the text; write_string() never does.
        self._worksheet.write_string(first_row, first_column, text, self._styles[style])

    def _set_height(self, height: float) -> None:
        self._worksheet.set_row(self._row, round(height * 4) / 4)

    def _set_page(self, first_heading_row: int, last_heading_row: int) -> None:
        """Set A4 paper, one page wide, with the table's heading rows repeated and pages numbered."""
        worksheet = self._worksheet
        worksheet.set_paper(_A4)
        if self._document.landscape:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES)
        worksheet.center_horizontally()
        worksheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
        worksheet.hide_gridlines(2)
        worksheet.print_area(0, 0, self._row - 1, self._last_column)
        if last_heading_row >= first_heading_row:
            worksheet.repeat_rows(first_heading_row, last_heading_row)


def _style_of(cell: Cell) -> str:
    """Labels and headings are centred whatever their alignment says; values keep theirs."""
    if cell.role is Role.HEADING:
        return "heading"
    return Align.CENTER.value if cell.role is Role.LABEL else cell.align.value
