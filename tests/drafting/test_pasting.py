"""A block that was looked at goes into a draft whole, once, and over nobody's changes."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from perf.database import transaction
from perf.domain.pasting.pasted_block import Anchor
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.pasting import NotAsSeen, SeenPaste, fill_in, planned
from perf.drafting.records import ChangeKind
from tests.drafting.tables import Table, a_person, a_table
from tests.pages import NOW

BLOCK = "甲\t≥95%\t\t\r\n乙\t\t2 轮\t\r\n丙\t定性\t良好\t\r\n"


def looked_at(table: Table, text: str = BLOCK, anchor: Anchor | None = None) -> SeenPaste:
    """A block as the preview showed it."""
    at = anchor or Anchor(table.lines()[0].id, "name")
    rows = planned(table.draft(), text, at).rows
    return SeenPaste(text, at, {row.row_id: row.version for row in rows if row.row_id is not None}, "page-1")


def fill(table: Table, pasted: SeenPaste) -> int | None:
    with transaction(table.engine) as session:
        return fill_in(session, table.id, pasted, user_id=table.person, now=NOW)


def test_a_block_goes_into_the_rows_there_are_and_into_new_ones(engine: Engine) -> None:
    table = a_table(engine, "旧")
    assert fill(table, looked_at(table)) == table.lines()[0].id
    assert [dict(row.texts) for row in table.lines()] == [
        {"name": "甲", "comparison": "≥", "value": "95", "unit": "%"},
        {"name": "乙", "value": "2", "unit": "轮"},
        {"name": "丙", "comparison": "定性", "value": "良好"},
    ]
    first, second, _ = table.lines()
    assert {(each.kind, each.before, each.after) for each in table.history(first.id, "name")} >= {
        (ChangeKind.PASTED, "旧", "甲")
    }
    assert {each.kind for each in table.history(second.id)} == {ChangeKind.PASTED}


def test_pressing_twice_fills_in_once(engine: Engine) -> None:
    table = a_table(engine, "旧")
    pasted = looked_at(table)
    fill(table, pasted)
    after = table.draft()
    assert fill(table, pasted) is None
    assert table.draft() == after
    only_known = replace(looked_at(table, "丁\t\n戊\t"), origin="page-2")
    fill(table, only_known)
    after = table.draft()
    fill(table, only_known)
    assert table.draft() == after


def test_a_cell_that_somebody_else_changed_since_is_not_overwritten(engine: Engine) -> None:
    table = a_table(engine, "旧", "旧二")
    pasted = looked_at(table)
    other = table.seen_by(a_person(engine, "other", "某乙"))
    other.save(other.lines()[1], name="别人写的")
    before = table.draft()
    with pytest.raises(NotAsSeen, match="某乙改过其中 1 格"):
        fill(table, pasted)
    assert table.draft() == before
    fill(table, looked_at(table))
    assert table.names() == ["甲", "乙", "丙"]


def test_a_change_of_another_cell_in_the_row_is_no_hindrance(engine: Engine) -> None:
    table = a_table(engine, "旧")
    pasted = looked_at(table)
    other = table.seen_by(a_person(engine, "other", "某乙"))
    other.save(other.lines()[0], remark="说明")
    fill(table, pasted)
    assert table.lines()[0].text("remark") == "说明"
    assert table.lines()[0].text("name") == "甲"


def test_rows_that_moved_since_are_not_filled(engine: Engine) -> None:
    table = a_table(engine, "一", "二", "三")
    pasted = looked_at(table)
    table.remove(table.lines()[1])
    before = table.draft()
    with pytest.raises(NotAsSeen, match="行有了变动"):
        fill(table, pasted)
    assert table.draft() == before


def test_slots_and_lines_of_one_table_are_filled_together(engine: Engine) -> None:
    table = a_table(engine, "", project="某项目")
    text = "项目名称\t\t新名称\n总体目标\t中期目标\t\t\t\t年度目标\n\t三年办好\t\t\t\t今年办好\n"
    text += "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n"
    text += "\t产出指标\t数量指标\t甲\t6次\t数量指标\t甲\t2次\n"
    rows = planned(table.draft(), text, None).rows
    seen = {row.row_id: row.version for row in rows if row.row_id is not None}
    fill(table, SeenPaste(text, None, seen, "page"))
    assert table.slot("fields-project_name").text("text") == "新名称"
    assert table.slot("goals-medium_term").text("text") == "三年办好"
    assert table.slot("goals-annual").text("text") == "今年办好"
    assert table.lines()[0].text("medium_term_value") == "6次"
    assert table.lines()[0].text("value") == "2次"


def test_a_closed_draft_and_a_text_that_is_no_block_are_refused(engine: Engine) -> None:
    table = a_table(engine, "旧")
    pasted = looked_at(table)
    with pytest.raises(DraftError, match="只有一格"):
        fill(table, replace(pasted, text="甲"))
    table.close()
    with pytest.raises(DraftError, match="现在不能修改"):
        fill(table, pasted)
    assert table.names() == ["旧"]
