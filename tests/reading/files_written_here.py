"""Small files of every kind, written by the programs that departments use or byte by byte."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl

from perf.domain.documents.blocks import FoundTable, Grid
from perf.reading import ReadFile, read_file

HOSTILE_TEXTS = (
    "<b>",
    "A&B",
    "x<y and y>z",
    "=cmd|' /C calc'!A0",
    "{{7*7}}",
    "ＦＵＬＬ　ｗｉｄｔｈ≧９５％",
    "&lt;b&gt;",
    "𬭎䶮㛃 𠮷",
    "“三公”经费控制率",
    '"三公"经费控制率',
    "@SUM(1)",
    "-1+1",
    "'quoted",
    "第一行\n第二行",
    "10,606.7522万元",
    "&#65;&amp;",
    "]]>",
    "_x0041_",
)
"""Texts that careless programs change, run, or lose."""


def read_bytes(folder: Path, data: bytes, name: str = "表.bin") -> ReadFile:
    """Read a content through a file whose name says nothing."""
    path = folder / name
    path.write_bytes(data)
    return read_file(path)


def texts(grid: Grid) -> list[list[str]]:
    """Give the texts row by row, blank where no cell begins."""
    rows = [[""] * len(grid.widths) for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only_table(read: ReadFile) -> FoundTable:
    """Give the one table of a file that must have exactly one."""
    assert len(read.tables) == 1
    return read.tables[0]


def xlsx(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Give a workbook after ``fill`` has worked on it."""
    workbook = openpyxl.Workbook()
    fill(workbook)
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def xlsx_of_rows(rows: Sequence[Sequence[object]]) -> bytes:
    """Give a workbook with one sheet of these rows."""

    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value  # type: ignore[assignment]  # the stubs know fewer types than the library
                if isinstance(value, str):
                    cell.data_type = "s"

    return xlsx(fill)


def docx_of_rows(rows: Sequence[Sequence[str]], style: str | None = None) -> bytes:
    """Give a Word document with one table of these rows."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]), style)
    for row, line in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """Give a Word document's bytes."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Give a zip archive with some parts replaced or added."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, part in parts.items():
            target.writestr(name, part)
    return written.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Give one part of a zip archive."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)
