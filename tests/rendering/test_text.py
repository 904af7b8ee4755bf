import csv
from io import StringIO

import pytest
from hypothesis import given, settings

from perf.domain.documents.blocks import Cell, Document, Grid
from perf.rendering.placement import places_of, starts_here
from perf.rendering.text import render_text
from tests.rendering.example_documents import EXAMPLES, HOSTILE_TEXTS, department_document, documents


def _expected_rows(grid: Grid) -> list[list[str]]:
    return [
        [cell.text if cell is not None and starts_here(cell, row, column) else "" for column, cell in enumerate(places)]
        for row, places in enumerate(places_of(grid))
    ]


def _read_back(document: Document) -> list[list[str]]:
    """Read the rows with the csv module, as any spreadsheet would."""
    text = render_text([document]).decode()
    heading = 2 if document.subtitle is None else 4
    body = text.split("\n", heading)[heading]
    rows = list(csv.reader(StringIO(body, newline=""), dialect="excel-tab"))
    return rows[: document.grid.row_count]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_row_has_one_cell_for_each_column_and_its_exact_text(document: Document) -> None:
    assert _read_back(document) == _expected_rows(document.grid)


@pytest.mark.parametrize("document", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_official_tables_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(document) == _expected_rows(document.grid)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_every_text_is_exact(text: str) -> None:
    assert _read_back(Document("表", None, Grid((1, 1), 1, (Cell(0, 0, text), Cell(0, 1, text))))) == [[text, text]]


def test_paragraphs_stand_around_the_table_apart_from_it() -> None:
    lines = render_text([department_document()]).decode().split("\n")

    assert lines[:4] == ["部门（单位）整体绩效目标表", "", "（2026年度）", ""]
    assert lines[-5:] == [
        "",
        "注：1. 指标值类型为“定性”的，在“指标值内容”中填写文字。",
        "2. 权重合计应为90分。",
        "单位负责人：　　　　填表人：　　　　填报日期：",
        "",
    ]


def test_a_table_without_subtitle_and_notes_has_no_empty_paragraphs() -> None:
    document = Document("表", None, Grid((1, 1), 1, (Cell(0, 0, "甲"), Cell(0, 1, "乙"))))

    assert render_text([document]).decode() == "表\n\n甲\t乙\n"


def test_a_cell_with_a_tab_stays_one_cell() -> None:
    document = Document("表", None, Grid((1, 1), 1, (Cell(0, 0, "甲\t乙"), Cell(0, 1, '他说"好"'))))

    assert render_text([document]).decode() == '表\n\n"甲\t乙"\t他说"好"\n'


def test_many_tables_follow_each_other_after_two_blank_lines() -> None:
    document = Document("表", None, Grid((1, 1), 1, (Cell(0, 0, "甲"),)))

    assert render_text([document, document]).decode() == "表\n\n甲\t\n\n\n表\n\n甲\t\n"


def test_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match="no document"):
        render_text([])
