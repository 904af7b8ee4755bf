"""The PDF that this system publishes is read back by its lines alone, whatever its pages cut."""

from pathlib import Path

import pytest

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.rendering.pdf.publishing import render_pdf
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes

ROWS = 60


def form(goal: str) -> Document:
    """A form of several pages: a goal, and indicators under merged labels."""
    cells = [
        *[Cell(0, 0, "项目名称", role=Role.LABEL), Cell(0, 1, "巡察经费", columns=4)],
        *[Cell(1, 0, "年度目标", role=Role.LABEL), Cell(1, 1, goal, columns=4)],
        *[Cell(2, 0, "一级指标", role=Role.HEADING), Cell(2, 1, "二级指标", role=Role.HEADING)],
        *[Cell(2, 2, "三级指标", role=Role.HEADING), Cell(2, 3, "指标值", role=Role.HEADING)],
        Cell(2, 4, "备注", role=Role.HEADING),
        Cell(3, 0, "产出指标", rows=ROWS, role=Role.LABEL),
        Cell(3, 1, "数量指标", rows=ROWS // 2, role=Role.LABEL),
        Cell(3 + ROWS // 2, 1, "质量指标", rows=ROWS // 2, role=Role.LABEL),
    ]
    for row in range(ROWS):
        remark = HOSTILE_TEXTS[row % len(HOSTILE_TEXTS)] if row % 3 == 0 else ""
        cells.append(Cell(3 + row, 2, f"完成第{row}类巡察任务的数量与及时率情况说明"))
        cells += [Cell(3 + row, 3, "≥95%", align=Align.CENTER), Cell(3 + row, 4, remark.split("\n")[0])]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    grid = Grid((1, 1, 3, 1, 2), 3 + ROWS, tuple(ordered), heading_rows=(2,))
    return Document("项目支出绩效目标表", "（2026年度）", grid, notes=("备注：无",))


@pytest.mark.parametrize("sentences", [1, 30, 60, 100])
def test_a_published_table_of_several_pages_is_read_back_whole(tmp_path: Path, sentences: int) -> None:
    goal = "".join(
        f"第{number}项：按照部署做好巡察工作，组织开展巡察{number}轮，完成率≥95%。" + "\n" * (number % 7 == 0)
        for number in range(1, sentences + 1)
    ).strip()
    document = form(goal)
    table = only_table(read_bytes(tmp_path, render_pdf([document])))
    written = [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in document.grid.cells if cell.text]
    found = [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.grid.cells if cell.text]
    assert found == written
    assert (table.before, table.after) == ((document.title, "（2026年度）"), document.notes)
    assert table.grid.row_count == document.grid.row_count


def test_two_documents_in_one_file_stay_two_tables(tmp_path: Path) -> None:
    tables = read_bytes(tmp_path, render_pdf([form("甲"), form("乙")])).tables
    assert [cell.text for table in tables for cell in table.grid.cells if (cell.row, cell.column) == (1, 1)] == [
        "甲",
        "乙",
    ]
