"""Workbooks, by calamine: each visible sheet's cells as people see them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from operator import attrgetter

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from perf.domain.documents.blocks import Cell, FoundTable, Paragraph
from perf.domain.sources import Source
from perf.reading.cell_text import clean
from perf.reading.flow import Flow
from perf.reading.framing import frame_sheet
from perf.reading.grids import make_grid, require_size
from perf.reading.limits import TABLE_COLUMNS
from perf.reading.number_display import SheetValue, show_value
from perf.reading.packages import DAMAGED
from perf.reading.results import ContentError, Contents, printable_name
from perf.reading.sheet_parts import Codes

_Spans = dict[tuple[int, int], tuple[int, int]]
"""Rows and columns that a merged cell covers, by the row and column of its corner."""

_ALONE = (1, 1)
_position = attrgetter("row", "column")


def read_workbook(data: bytes, codes: Mapping[str, Codes]) -> Contents:
    """Read every visible sheet, split before each row that is a table's title; hidden sheets are not for reading.

    ``codes`` gives the cells' number formats, sheet by sheet, where they are known.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            sheets = [
                _read_sheet(workbook.get_sheet_by_name(sheet.name), codes.get(sheet.name, {})).contents()
                for sheet in workbook.sheets_metadata
                if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise ContentError("文件已加密，请取消打开密码另存后再试") from error
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        raise ContentError(DAMAGED) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise ContentError(DAMAGED) from error
        raise
    return _one_after_another(sheets)


def _one_after_another(sheets: Sequence[Contents]) -> Contents:
    """Join the sheets. What stands around a table is on its own sheet."""
    tables: list[FoundTable] = []
    paragraphs: list[Paragraph] = []
    for sheet in sheets:
        paragraphs += (replace(found, tables_before=len(tables) + found.tables_before) for found in sheet.paragraphs)
        tables += sheet.tables
    return Contents(tuple(tables), tuple(paragraphs))


def _read_sheet(sheet: CalamineSheet, codes: Codes) -> Flow:
    flow = Flow()
    if sheet.end is None:
        return flow
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    place = f"工作表“{printable_name(sheet.name)}”的"
    require_size(rows, columns, place)
    spans, covered = _merged(sheet, place)
    cells = _cells(sheet, codes, spans, covered)
    for framed in frame_sheet(cells):
        flow.add_cells(framed.before)
        source = framed.cells[0].source if framed.cells else None
        flow.add_table(make_grid(framed.cells, rows=(framed.first, framed.end)), source or Source(sheet=sheet.name))
        flow.add_cells(framed.after)
    return flow


def _merged(sheet: CalamineSheet, place: str) -> tuple[_Spans, set[tuple[int, int]]]:
    """Give the merged cells, and the places that they hide."""
    spans: _Spans = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        require_size(bottom + 1, right + 1, f"{place}合并单元格使")
        if (top, left) not in covered:
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    return spans, covered.difference(spans)


def _cells(sheet: CalamineSheet, codes: Codes, spans: _Spans, covered: set[tuple[int, int]]) -> Sequence[Cell]:
    """Give the cells that have text or are merged, by row and column."""
    found = list(_filled_cells(sheet, codes, spans, covered))
    filled = set(map(_position, found))
    found += [
        Cell(*place, "", *span, source=_source(sheet.name, *place))
        for place, span in spans.items()
        if place not in filled
    ]
    return sorted(found, key=_position)


def _filled_cells(sheet: CalamineSheet, codes: Codes, spans: _Spans, covered: set[tuple[int, int]]) -> Iterator[Cell]:
    name = sheet.name
    values: list[list[SheetValue]] = sheet.to_python(skip_empty_area=False)
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            if value == "" or (place := (row, column)) in covered:
                continue
            text = clean(value if isinstance(value, str) else show_value(value, codes.get(place)))
            if text:
                rows, columns = spans.get(place, _ALONE)
                yield Cell(row, column, text, rows, columns, source=_source(name, row, column))


def _source(sheet: str, row: int, column: int) -> Source:
    return Source(None, sheet, f"{column_letters(column + 1)}{row + 1}")


@lru_cache(maxsize=TABLE_COLUMNS)
def column_letters(number: int) -> str:
    """Give the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
