"""Titles that stand in cells begin tables, and texts that merely sound like titles do not."""

from collections.abc import Sequence

from perf.domain.documents.blocks import Cell
from perf.reading.framing import Framed, frame_sheet, frame_tables

TITLE = "项目支出绩效目标表"


def cells_of(rows: Sequence[Sequence[str]]) -> list[Cell]:
    return [Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)]


def shown(framed: Framed) -> tuple[tuple[str, ...], list[str]]:
    return tuple(cell.text for cell in framed.before), [cell.text for cell in framed.cells if cell.text]


def test_two_tables_set_directly_below_each_other_are_two() -> None:
    rows = [["部门整体支出绩效目标表", ""], ["部门名称", "甲"], [TITLE, ""], ["（2026年度）", ""], ["项目名称", "乙"]]
    assert list(map(shown, frame_tables(cells_of(rows)))) == [
        (("部门整体支出绩效目标表",), ["部门名称", "甲"]),
        ((TITLE, "（2026年度）"), ["项目名称", "乙"]),
    ]


def test_a_table_without_any_title_is_one() -> None:
    rows = [["部门名称", "甲"], ["总体目标", ""], ["", "乙"]]
    (framed,) = frame_tables(cells_of(rows))
    assert (framed.before, framed.first, framed.end) == ((), 0, 3)


def test_an_indicator_that_sounds_like_a_title_stays_in_its_table() -> None:
    merged = Cell(1, 0, "产出指标", rows=2)
    rows = [["一级指标", "三级指标"], ["", "公开"], ["", TITLE], ["效益指标", "满意度"]]
    cells = sorted([merged, *(cell for cell in cells_of(rows) if cell.text)], key=lambda cell: (cell.row, cell.column))
    assert [len(framed.cells) for framed in frame_tables(cells)] == [len(cells)]
    assert [len(framed.cells) for framed in frame_sheet(cells)] == [len(cells)]


def test_a_sheet_whose_table_begins_further_right_is_read_from_its_first_column() -> None:
    rows = [["", ""], ["", "", "项目名称", "甲"], ["", "", "实施单位", "乙"]]
    (framed,) = frame_sheet([cell for cell in cells_of(rows) if cell.text])
    assert [(cell.column, cell.text) for cell in framed.cells] == [
        (0, "项目名称"),
        (1, "甲"),
        (0, "实施单位"),
        (1, "乙"),
    ]


def test_sentences_above_a_table_on_its_sheet_are_paragraphs() -> None:
    rows = [["三、收支情况"], ["支出预算 9 万元。"], ["单位：万元"], ["项目", "预算数"], ["支出", "9"], ["均已批复。"]]
    (framed,) = frame_sheet([cell for cell in cells_of(rows) if cell.text])

    above, inside = shown(framed)
    assert above == ("三、收支情况", "支出预算 9 万元。")
    assert inside[:3] == ["单位：万元", "项目", "预算数"]
