"""Workbooks: what people see in the cells, merged cells, titles in rows of their own."""

import datetime
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from perf.domain.sources import Source
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes, texts, xlsx, xlsx_of_rows


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (95.0, "General", "95"),
        (0.95, "0%", "95%"),
        (0.955, "0%", "95.5%"),
        (1, "0.00%", "100.00%"),
        (10606.7522, "General", "10606.7522"),
        (10606.7522, "#,##0.00", "10606.7522"),
        (267.3, "0.00", "267.30"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "0.00", "0.33"),
        (2.5000000000000001 / 3 * 100, "0", "83"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        (-5, "0.00_);(0.00)", "-5.00"),
        (306, '0"万元"', "306万元"),
        (1e20, "General", "100000000000000000000"),
        (0.00001, "General", "0.00001"),
        (12345, "0.00E+00", "12345"),
        (True, "General", "TRUE"),
        (datetime.date(2026, 12, 31), "yyyy-mm-dd", "2026-12-31"),
        (datetime.date(2026, 12, 31), 'yyyy"年"m"月"d"日"', "2026年12月31日"),
        (datetime.date(2026, 12, 31), 'yyyy"年"m"月"', "2026年12月"),
        (datetime.datetime.fromisoformat("2026-12-31T09:05"), "yyyy-mm-dd hh:mm", "2026-12-31 09:05"),
    ],
)
def test_a_value_reads_as_people_see_it(tmp_path: Path, value: object, number_format: str, shown: str) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        cell = workbook.worksheets[0]["B2"]
        cell.value = value
        cell.number_format = number_format

    table = only_table(read_bytes(tmp_path, xlsx(fill)))
    assert [cell.text for cell in table.grid.cells] == [shown]


def written_as_strings(column: Sequence[str]) -> bytes:
    """Give a workbook with one column of texts and one of ``x``."""
    written = BytesIO()
    workbook = xlsxwriter.Workbook(written)
    sheet = workbook.add_worksheet()
    for row, text in enumerate(column):
        sheet.write_string(row, 0, text)
        sheet.write_string(row, 1, "x")
    workbook.close()
    return written.getvalue()


def test_hostile_texts_come_out_exact(tmp_path: Path) -> None:
    table = only_table(read_bytes(tmp_path, written_as_strings(HOSTILE_TEXTS)))
    assert [row[0] for row in texts(table.grid)] == list(HOSTILE_TEXTS)


def merged_form(workbook: openpyxl.Workbook) -> None:
    """A form as departments draw it: title and year over all columns, merged labels, a note and signatures."""
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = "目标"
    rows: list[list[str | int]] = [
        ["项目支出绩效目标表"],
        ["（2026年度）"],
        [],
        ["项目名称", "", "巡察经费"],
        ["绩效指标", "数量指标", "组织开展巡察", 2],
        ["", "", "举办培训", 3],
        [],
        ["备注：无"],
        ["单位负责人：", "", "填报人："],
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value or None
    for area in ("A1:D1", "A2:D2", "A4:B4", "C4:D4", "A5:A6", "B5:B6", "A8:D8"):
        sheet.merge_cells(area)


def test_a_form_gives_title_table_and_notes_apart(tmp_path: Path) -> None:
    table = only_table(read_bytes(tmp_path, xlsx(merged_form)))
    assert table.before == ("项目支出绩效目标表", "（2026年度）")
    assert table.after == ("备注：无", "单位负责人：", "填报人：")
    assert texts(table.grid) == [
        ["项目名称", "", "巡察经费", ""],
        ["绩效指标", "数量指标", "组织开展巡察", "2"],
        ["", "", "举办培训", "3"],
    ]
    spans = {cell.text: (cell.rows, cell.columns) for cell in table.grid.cells}
    assert spans["项目名称"] == (1, 2)
    assert spans["绩效指标"] == (2, 1)
    assert [cell.source for cell in table.grid.cells if cell.text == "举办培训"] == [Source(sheet="目标", cell="C6")]


def test_two_forms_on_one_sheet_are_two_tables(tmp_path: Path) -> None:
    form = [["项目支出绩效目标表"], ["项目名称", "甲"], ["", ""], ["指标", "≥95"]]
    first, second = read_bytes(tmp_path, xlsx_of_rows([*form, [], *form])).tables
    assert first.before == second.before[-1:] == ("项目支出绩效目标表",)
    assert texts(first.grid) == texts(second.grid) == [["项目名称", "甲"], ["", ""], ["指标", "≥95"]]
    assert second.source == Source(sheet="Sheet", cell="A7")


def test_a_row_drawn_as_several_sheet_rows_is_one_row(tmp_path: Path) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["A1"], sheet["B1"], sheet["A4"], sheet["B4"] = "年度目标", "很长", "指标", "≥95"
        sheet.merge_cells("A1:A3")
        sheet.merge_cells("B1:B3")

    grid = only_table(read_bytes(tmp_path, xlsx(fill))).grid
    assert texts(grid) == [["年度目标", "很长"], ["指标", "≥95"]]
    assert {cell.rows for cell in grid.cells} == {1}


def test_every_visible_sheet_is_read_and_no_hidden_one(tmp_path: Path) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0].append(["甲", "乙"])
        workbook.create_sheet("字典").append(["丙", "丁"])
        workbook.create_sheet("说明").append(["戊", "己"])
        workbook["字典"].sheet_state = "hidden"

    tables = read_bytes(tmp_path, xlsx(fill)).tables
    assert [table.grid.cells[0].text for table in tables] == ["甲", "戊"]


def test_a_text_hidden_under_a_merged_cell_is_not_read(tmp_path: Path) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.append(["甲", "乙"])
        sheet.merged_cells.add("A1:B1")

    assert texts(only_table(read_bytes(tmp_path, xlsx(fill))).grid) == [["甲", ""]]
