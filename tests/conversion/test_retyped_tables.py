"""The worked example typed anew into other files, without merged cells, as people do: it reads the same."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import pytest

from perf.conversion import FileReading
from perf.conversion.files_to_targets import recognise_file
from tests.reading.files_written_here import read_bytes, saved, xlsx

EXAMPLE = Path(__file__).parents[2] / "docs/example.txt"

Rows = list[list[str]]


def rows_of_example() -> list[Rows]:
    """Give each table's rows, its title and year above as rows of one cell."""
    runs = [
        list(run) for blank, run in groupby(EXAMPLE.read_text("utf-8").split("\n"), lambda line: not line) if not blank
    ]
    tables: list[Rows] = []
    for run in runs:
        if "\t" in run[-1]:
            tables[-1] += [line.split("\t") for line in run]
        elif "绩效目标表" in run[0]:
            tables.append([[line] for line in run])
        elif tables and len(run) == 1 and "年" in run[0]:
            tables[-1].append(run)
    return tables


def fill_sheet(workbook: openpyxl.Workbook, rows: Rows, *, right: int = 0, down: int = 0) -> None:
    sheet = workbook.create_sheet()
    for row, line in enumerate(rows, 1 + down):
        for column, text in enumerate(line, 1 + right):
            if text:
                sheet.cell(row, column, text)


def one_sheet_each(tables: Sequence[Rows], *, right: int = 0, down: int = 0) -> bytes:
    def fill(workbook: openpyxl.Workbook) -> None:
        for rows in tables:
            fill_sheet(workbook, rows, right=right, down=down)

    return xlsx(fill)


def one_sheet_for_all(tables: Sequence[Rows]) -> bytes:
    return xlsx(lambda workbook: fill_sheet(workbook, [line for rows in tables for line in rows]))


def away_from_the_corner(tables: Sequence[Rows]) -> bytes:
    return one_sheet_each(tables, right=2, down=3)


def word_tables_without_a_gap(tables: Sequence[Rows]) -> bytes:
    document = docx.Document()
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, line in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, line, strict=False):
                cell.text = text
    return saved(document)


def one_page(tables: Sequence[Rows]) -> bytes:
    cells = [["".join(f"<td>{escape(text)}</td>" for text in line) for line in rows] for rows in tables]
    return "".join(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>" for rows in cells).encode()


@pytest.fixture(scope="module")
def as_published(tmp_path_factory: pytest.TempPathFactory) -> FileReading:
    return recognise_file(read_bytes(tmp_path_factory.mktemp("a"), EXAMPLE.read_bytes()))


CONTAINERS = (one_sheet_each, one_sheet_for_all, away_from_the_corner, word_tables_without_a_gap, one_page)


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_retyped_document_says_the_same(
    tmp_path: Path, as_published: FileReading, container: Callable[[Sequence[Rows]], bytes]
) -> None:
    tables = rows_of_example()
    assert [len(rows) > 20 for rows in tables] == [True, True]
    assert recognise_file(read_bytes(tmp_path, container(tables))).targets == as_published.targets


def test_a_table_away_from_the_corner_asks_no_more(tmp_path: Path, as_published: FileReading) -> None:
    retyped = recognise_file(read_bytes(tmp_path, away_from_the_corner(rows_of_example())))
    asked = [[question.read for question in table.questions] for table in retyped.tables]
    assert asked == [[question.read for question in table.questions] for table in as_published.tables]
