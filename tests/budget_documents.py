"""A made-up department's public budget tables, in the files departments publish: text, worksheets, Word, PDF, HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from perf.domain.documents.blocks import Cell, Document, Grid
from tests.reading.files_written_here import saved, xlsx

Merge = tuple[int, int, int, int]
"""Row, column, rows and columns of a merged cell."""


@dataclass(frozen=True)
class Printed:
    """One table as it stands on the page."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merge, ...] = ()
    note: str = "备注：无内容应公开空表并说明情况。"


def _rows(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


PRINTED = (
    Printed(
        "部门收支总体情况表",
        _rows(
            "收入||支出|",
            "项目|预算数|项目|预算数",
            "一、一般公共预算财政拨款收入|90.50|一、一般公共服务支出|75.50",
            "二、政府性基金预算财政拨款收入||八、社会保障和就业支出|15",
            "本年收入合计|90.50|本年支出合计|90.50",
            "上年结转|||",
            "收 入 总 计|90.50|支 出 总 计|90.50",
        ),
        ((0, 0, 1, 2), (0, 2, 1, 2)),
    ),
    Printed(
        "财政拨款支出表",
        _rows(
            "单位名称|总计|一般公共预算支出|||政府性基金预算支出||",
            "||合计|基本支出|项目支出|合计|基本支出|项目支出",
            "|1|2|3|4|5|6|7",
            "总计|90.50|90.50|70.50|20|||",
            "县档案馆|90.50|90.50|70.50|20|||",
        ),
        ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3), (0, 5, 1, 3)),
    ),
    Printed(
        "一般公共预算支出情况表",
        _rows(
            "功能分类科目||一般公共预算支出||",
            "科目编码|科目名称|合计|基本支出|项目支出",
            "**|**|1|2|3",
            "|总计|90.50|70.50|20",
            "201|一般公共服务支出|75.50|55.50|20",
            "20126|档案事务|75.50|55.50|20",
            "2012601|行政运行|55.50|55.50|",
            "2012604|档案馆|20||20",
            "208|社会保障和就业支出|15|15|",
            "2080505|机关事业单位基本养老保险缴费支出|15|15|",
        ),
        ((0, 0, 1, 2), (0, 2, 1, 3)),
    ),
    Printed(
        "一般公共预算“三公”经费、会议费、培训费支出情况表",
        _rows(
            "单位名称|“三公”经费|||||会议费|培训费",
            "|合计|因公出国（境）费用|公务接待费|公务用车购置和运行费|||",
            "||||公务用车购置费|公务用车运行费||",
            "总计|1.20||0.20||1.00|0.50|",
            "县档案馆|1.20||0.20||1.00|0.50|",
        ),
        ((0, 0, 3, 1), (0, 1, 1, 5), (0, 6, 3, 1), (0, 7, 3, 1),
         (1, 1, 2, 1), (1, 2, 2, 1), (1, 3, 2, 1), (1, 4, 1, 2)),
    ),
    Printed(
        "一般公共预算机关运行经费表",
        _rows(
            "序号|项目|合计|基本支出|项目支出",
            "|总计|8.50|3.50|5",
            "1|[30201]办公费|8.50|3.50|5",
            "2|[30205]水费|||",
        ),
    ),
    Printed(
        "政府性基金预算支出情况表",
        _rows("项目|预算数", "|1", "总计|"),
        note="备注：本单位没有政府性基金预算，本表为空表。",
    ),
    Printed(
        "政府采购预算表",
        _rows("单位名称|采购品目|采购金额", "县档案馆|合计|3.40", "|复印纸|1.20", "|密集架|2.20"),
    ),
)  # fmt: skip
"""Seven of the thirteen: two sides, code columns, merged headings of two and three rows, empty ones."""

_UNIT = "单位：万元"


def as_text(tables: Sequence[Printed] = PRINTED) -> bytes:
    """Give a text file, tabs between cells, as published documents are often kept."""
    parts = (
        (f"表{number}", table.title, "", _UNIT, "", *map("\t".join, table.rows), "", table.note, "")
        for number, table in enumerate(tables, start=1)
    )
    return "\n".join(chain(*parts)).encode()


def as_sheets(tables: Sequence[Printed] = PRINTED) -> bytes:
    """Give a workbook with a sheet a table, title and note in cells over the whole width."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.remove(workbook.worksheets[0])
        for number, table in enumerate(tables, start=1):
            _fill(workbook.create_sheet(f"表{number}"), table, number, 1)

    return xlsx(fill)


def as_one_sheet(tables: Sequence[Printed] = PRINTED) -> bytes:
    """Give a workbook with all tables below each other on one sheet."""

    def fill(workbook: openpyxl.Workbook) -> None:
        top = 1
        for number, table in enumerate(tables, start=1):
            top = _fill(workbook.worksheets[0], table, number, top) + 2

    return xlsx(fill)


def _fill(sheet: Worksheet, table: Printed, number: int, top: int) -> int:
    """Write a table from a row on; give the row after it."""
    width = len(table.rows[0])
    for further, text in enumerate((f"表{number}", table.title, _UNIT)):
        sheet.cell(top + further, 1, text)
    sheet.merge_cells(start_row=top + 1, start_column=1, end_row=top + 1, end_column=width)
    first = top + 3
    for row, line in enumerate(table.rows, start=first):
        for column, text in enumerate(line, start=1):
            if text:
                sheet.cell(row, column, text).data_type = "s"
    for row, column, rows, columns in table.merged:
        sheet.merge_cells(
            start_row=first + row, start_column=column + 1, end_row=first + row + rows - 1, end_column=column + columns
        )
    sheet.cell(first + len(table.rows), 1, table.note)
    return first + len(table.rows) + 1


def as_word(tables: Sequence[Printed] = PRINTED) -> bytes:
    """Give a Word document with titles and notes in paragraphs."""
    document = docx.Document()
    for number, table in enumerate(tables, start=1):
        for text in (f"表{number}、{table.title}", _UNIT):
            document.add_paragraph(text)
        written = document.add_table(len(table.rows), len(table.rows[0]))
        for row, line in enumerate(table.rows):
            for column, text in enumerate(line):
                written.cell(row, column).text = text
        for row, column, rows, columns in table.merged:
            written.cell(row, column).merge(written.cell(row + rows - 1, column + columns - 1))
        document.add_paragraph(table.note)
    return saved(document)


def as_documents(tables: Sequence[Printed] = PRINTED) -> list[Document]:
    """Give the tables as this system's own writers take them."""
    return [
        Document(f"表{number}、{table.title}", _UNIT, _grid(table), (table.note,), landscape=True)
        for number, table in enumerate(tables, start=1)
    ]


def _grid(table: Printed) -> Grid:
    spans = {(row, column): (rows, columns) for row, column, rows, columns in table.merged}
    hidden = {
        (row + down, column + right)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }
    cells = [
        Cell(row, column, text, *spans.get((row, column), (1, 1)))
        for row, line in enumerate(table.rows)
        for column, text in enumerate(line)
        if (row, column) not in hidden
    ]
    return Grid((1.0,) * len(table.rows[0]), len(table.rows), tuple(cells))
