"""A disclosed document kept as text, typed anew into the files departments publish: places differ, no word does."""

from collections.abc import Iterator, Sequence
from html import escape

import docx
import openpyxl

from tests.reading.files_written_here import saved, xlsx

Rows = list[list[str]]
_HEADING_LINES = 3
"""So many lines right above a table stand on its worksheet."""


def blocks(text: str) -> list[str | Rows]:
    """Give the paragraphs and tables of a text, in order; a line with tabs is a row."""
    found: list[str | Rows] = []
    for line in filter(str.strip, text.splitlines()):
        if "\t" not in line:
            found.append(line.strip())
        elif found and isinstance(found[-1], list):
            found[-1].append(line.split("\t"))
        else:
            found.append([line.split("\t")])
    return found


def as_word(text: str) -> bytes:
    """Give a Word document; its rows may go on over the end of a page."""
    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(map(len, block)), "Table Grid")
        for row, line in zip(table.rows, block, strict=True):
            for cell, written in zip(row.cells, line, strict=False):
                cell.text = written
    return saved(document)


def as_page(text: str) -> bytes:
    """Give a web page."""
    return "".join(
        f"<p>{escape(each)}</p>" if isinstance(each, str) else _table(each) for each in blocks(text)
    ).encode()


def _table(rows: Rows) -> str:
    cells = ("".join(f"<td>{escape(text)}</td>" for text in line) for line in rows)
    return f"<table><tr>{'</tr><tr>'.join(cells)}</tr></table>"


def as_workbook(text: str) -> bytes:
    """Give a workbook: the running text on sheets of its own, each table on one with the lines above it."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.remove(workbook.worksheets[0])
        for rows in _sheets(blocks(text)):
            _fill(workbook, rows)

    return xlsx(fill)


def as_one_sheet(text: str) -> bytes:
    """Give a workbook with everything on one sheet."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.remove(workbook.worksheets[0])
        _fill(workbook, [row for each in blocks(text) for row in ([[each]] if isinstance(each, str) else each)])

    return xlsx(fill)


def _sheets(found: Sequence[str | Rows]) -> Iterator[Rows]:
    waiting: list[str] = []
    for block in found:
        if isinstance(block, str):
            waiting.append(block)
            continue
        sentences = [number for number, line in enumerate(waiting, 1) if "。" in line]
        cut = max((*sentences, len(waiting) - _HEADING_LINES, 0))
        if cut:
            yield [[line] for line in waiting[:cut]]
        yield [*([line] for line in waiting[cut:]), *block]
        waiting = []
    if waiting:
        yield [[line] for line in waiting]


def _fill(workbook: openpyxl.Workbook, rows: Rows) -> None:
    sheet = workbook.create_sheet()
    for row, line in enumerate(rows, 1):
        for column, text in enumerate(line, 1):
            if text:
                sheet.cell(row, column, text).data_type = "s"
