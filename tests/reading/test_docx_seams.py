"""Two tables with nothing to be seen between them are read as the one that people see."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from perf.domain.documents.blocks import Grid
from tests.reading.files_written_here import read_bytes

_WIDE = (1000, 1000, 2000)
_NARROW = (2000, 500, 1500)


def _add_table(document: Any, widths: tuple[int, ...], rows: list[list[str]]) -> Any:
    table = document.add_table(len(rows), len(widths))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return table


def _add_seam(document: Any, *, hidden: str | None = None, text: str = "") -> None:
    paragraph = document.add_paragraph(text)
    mark = OxmlElement("w:rPr")
    vanish = OxmlElement("w:vanish")
    if hidden is not None:
        vanish.set(qn("w:val"), hidden)
    mark.append(vanish)
    paragraph._p.get_or_add_pPr().append(mark)


def _grids(folder: Path, document: Any) -> list[Grid]:
    written = BytesIO()
    document.save(written)
    return [table.grid for table in read_bytes(folder, written.getvalue()).tables]


def _places(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells}


def test_rows_below_the_seam_follow_those_above_it(tmp_path: Path) -> None:
    document = docx.Document()
    _add_table(document, _WIDE, [["甲", "乙", "丙"]])
    _add_seam(document)
    _add_table(document, _WIDE, [["丁", "戊", "己"]])

    (grid,) = _grids(tmp_path, document)

    assert _places(grid) == {
        "甲": (0, 0, 1, 1),
        "乙": (0, 1, 1, 1),
        "丙": (0, 2, 1, 1),
        "丁": (1, 0, 1, 1),
        "戊": (1, 1, 1, 1),
        "己": (1, 2, 1, 1),
    }
    assert grid.widths == _WIDE


def test_different_columns_are_laid_on_the_lines_of_both(tmp_path: Path) -> None:
    document = docx.Document()
    _add_table(document, _WIDE, [["甲", "乙", "丙"]])
    _add_seam(document)
    below = _add_table(document, _NARROW, [["丁", "戊", "己"], ["庚", "辛", ""]])
    below.cell(1, 1).merge(below.cell(1, 2))

    (grid,) = _grids(tmp_path, document)

    # The lines: 0, 1000, 2000, 2500, 4000.
    assert grid.widths == (1000, 1000, 500, 1500)
    assert _places(grid) == {
        "甲": (0, 0, 1, 1),
        "乙": (0, 1, 1, 1),
        "丙": (0, 2, 1, 2),
        "丁": (1, 0, 1, 2),
        "戊": (1, 2, 1, 1),
        "己": (1, 3, 1, 1),
        "庚": (2, 0, 1, 2),
        "辛": (2, 2, 1, 2),
    }


def test_lines_that_nearly_meet_are_one_line(tmp_path: Path) -> None:
    document = docx.Document()
    _add_table(document, (1000, 3000), [["甲", "乙"]])
    _add_seam(document)
    _add_table(document, (1010, 2985), [["丙", "丁"]])

    (grid,) = _grids(tmp_path, document)

    assert [(cell.row, cell.column, cell.columns) for cell in grid.cells] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 1),
    ]


def test_more_than_two_tables_are_joined_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    for text in "甲乙丙":
        _add_table(document, (4000,), [[text]])
        _add_seam(document)

    (grid,) = _grids(tmp_path, document)

    assert [cell.text for cell in grid.cells] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(("hidden", "text"), [("0", ""), (None, "说明")], ids=["shown", "with text"])
def test_a_paragraph_that_is_seen_keeps_tables_apart(tmp_path: Path, hidden: str | None, text: str) -> None:
    document = docx.Document()
    _add_table(document, _WIDE, [["甲", "乙", "丙"]])
    _add_seam(document, hidden=hidden, text=text)
    _add_table(document, _WIDE, [["丁", "戊", "己"]])

    assert len(_grids(tmp_path, document)) == 2


def test_tables_of_different_widths_stay_apart(tmp_path: Path) -> None:
    document = docx.Document()
    _add_table(document, _WIDE, [["甲", "乙", "丙"]])
    _add_seam(document)
    _add_table(document, (1000, 1000), [["丁", "戊"]])

    assert len(_grids(tmp_path, document)) == 2


def test_tables_whose_widths_cannot_be_told_stay_apart(tmp_path: Path) -> None:
    document = docx.Document()
    for texts in (["甲", "乙", "丙"], ["丁", "戊", "己"]):
        table = _add_table(document, _WIDE, [texts])
        table._tbl.tblGrid.gridCol_lst[0].set(qn("w:w"), "很宽")
        _add_seam(document)

    assert len(_grids(tmp_path, document)) == 2
