from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from perf.domain.documents.blocks import Cell, Document, Grid
from perf.rendering.xlsx import render_xlsx
from tests.rendering.example_documents import (
    EXAMPLES,
    GOAL,
    HOSTILE_TEXTS,
    department_document,
    documents,
    project_document,
)
from tests.rendering.expected import Placed, cells_of


def _read_back(data: bytes, document: Document, sheet_number: int = 0) -> list[Placed]:
    """Read the table's cells, its upper left corner at row 0."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet_number)
    rows = sheet.to_python(skip_empty_area=False)
    first = 2 if document.subtitle is None else 3
    merged = dict(sheet.merged_cell_ranges or ())
    covered = {
        (row, column)
        for (top, left), (bottom, right) in merged.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(merged)
    found = []
    for row in range(first, first + document.grid.row_count):
        for column in range(len(document.grid.widths)):
            if (row, column) not in covered:
                bottom, right = merged.get((row, column), (row, column))
                text = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
                assert isinstance(text, str)
                found.append(Placed(row - first, column, bottom - row + 1, right - column + 1, text))
    return found


@settings(max_examples=60, deadline=None)
@given(documents())
def test_places_spans_and_texts_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(render_xlsx([document]), document) == cells_of(document.grid)


@pytest.mark.parametrize("document", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_official_tables_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(render_xlsx([document]), document) == cells_of(document.grid)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_every_text_is_a_string_whatever_it_looks_like(text: str) -> None:
    grid = Grid((1, 1), 2, (Cell(0, 0, text), Cell(0, 1, text), Cell(1, 0, text, columns=2)))
    document = Document(text, text, grid, (text,), (text,))

    data = render_xlsx([document])

    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert _read_back(data, document) == cells_of(grid)
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"hyperlink" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def _sheet(document: Document) -> Any:
    return openpyxl.load_workbook(BytesIO(render_xlsx([document]))).worksheets[0]


def test_the_sheet_prints_on_a4_one_page_wide_with_its_heading_rows_repeated() -> None:
    sheet = _sheet(department_document())

    assert sheet.title == "部门（单位）整体绩效目标表"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$12:$12"
    assert sheet["A12"].value == "一级指标"
    assert sheet.print_area == "'部门（单位）整体绩效目标表'!$A$1:$I$34"
    assert sheet["A34"].value == "单位负责人："
    assert sheet.print_options.horizontalCentered
    assert "&P" in sheet.oddFooter.center.text


def test_a_wide_table_lies_on_its_side() -> None:
    assert _sheet(project_document()).page_setup.orientation == "landscape"


def test_the_form_looks_official() -> None:
    sheet = _sheet(department_document())

    assert "A1:I1" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert (sheet["A1"].font.name, sheet["A1"].font.bold, sheet["A1"].alignment.horizontal) == ("黑体", True, "center")
    assert (sheet["D13"].font.name, sheet["D13"].alignment.vertical) == ("宋体", "center")
    assert sheet["D13"].alignment.wrap_text
    assert {side.style for side in (sheet["I13"].border.left, sheet["I13"].border.bottom)} == {"thin"}
    assert sheet["A1"].border.left.style is None


def test_the_last_column_of_a_merged_cell_has_its_border() -> None:
    assert _sheet(department_document())["I4"].border.right.style == "thin"


def test_a_long_goal_gets_the_height_it_needs() -> None:
    short, long = (_sheet(department_document(goal=goal)) for goal in ("短", GOAL))

    assert short.row_dimensions[6].height < 40
    assert 60 < long.row_dimensions[6].height < 140


def test_a_row_higher_than_a_sheet_allows_is_drawn_in_parts() -> None:
    sheet = _sheet(department_document(goal=GOAL * 14))

    parts = [merged.bounds for merged in sheet.merged_cells.ranges if merged.min_row == 6]
    assert sorted((left, right) for left, _, right, _ in parts) == [(1, 1), (2, 9)]
    assert {bottom for _, _, _, bottom in parts} != {6}
    assert max(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) <= 409
    assert sheet["B6"].value == GOAL * 14
    assert sheet["B6"].alignment.vertical == "top", "a text over several pages begins at its upper line"
    assert sheet.print_title_rows is not None
    heading_row = int(sheet.print_title_rows.rpartition("$")[2])
    assert sheet.cell(heading_row, 1).value == "一级指标"


def test_many_tables_become_many_sheets() -> None:
    both = [department_document(), project_document(), project_document()]

    data = render_xlsx(both)

    assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names == [
        "部门（单位）整体绩效目标表",
        "项目支出绩效目标表",
        "项目支出绩效目标表 (2)",
    ]
    for number, document in enumerate(both):
        assert _read_back(data, document, number) == cells_of(document.grid)


def test_the_file_names_its_title_and_nobody() -> None:
    properties = openpyxl.load_workbook(BytesIO(render_xlsx([department_document()]))).properties

    assert properties.title == "部门（单位）整体绩效目标表"
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created.isoformat() == properties.modified.isoformat() == "2000-01-01T00:00:00"


def test_what_a_spreadsheet_cannot_hold_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="超过Excel单元格的上限32767个字"):
        render_xlsx([Document("表", None, Grid((1,), 1, (Cell(0, 0, "字" * 32_768),)))])
    with pytest.raises(ValueError, match="不能打印的字符（U\\+FFFE）"):
        render_xlsx([Document("表", None, Grid((1,), 1, (Cell(0, 0, "坏\ufffe"),)))])
    with pytest.raises(ValueError, match="no document"):
        render_xlsx([])


def test_more_signatures_than_columns_take_more_rows() -> None:
    document = Document("表", None, Grid((1, 1), 1, (Cell(0, 0, "甲", columns=2),)), (), ("一：", "二：", "三："))

    sheet = _sheet(document)

    assert [sheet["A5"].value, sheet["B5"].value, sheet["A6"].value] == ["一：", "二：", "三："]
