"""Lines: added, moved and removed once however often a button is pressed, and nothing of a removed line is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from perf.drafting.operations import lines as operations
from perf.drafting.operations.holding import DraftError
from perf.drafting.records import ChangeKind
from tests.drafting.tables import a_person, a_table
from tests.drafting.test_saving import lock
from tests.pages import HOSTILE


def test_lines_are_added_where_they_were_asked_for(engine: Engine) -> None:
    table = a_table(engine, "甲", "丁")
    first = table.lines()[0]
    table.add({"name": "乙", "value": HOSTILE}, {"name": "丙"}, after=first.id)
    table.add({"name": "戊"})
    assert table.names() == ["甲", "乙", "丙", "丁", "戊"]
    assert table.lines()[1].texts == {"name": "乙", "value": HOSTILE}
    assert {(each.kind, each.cell, each.after) for each in table.history(table.lines()[1].id)} == {
        (ChangeKind.ADDED, None, ""),
        (ChangeKind.ADDED, "name", "乙"),
        (ChangeKind.ADDED, "value", HOSTILE),
    }


def test_a_button_that_is_pressed_twice_adds_once(engine: Engine) -> None:
    table = a_table(engine, "甲")
    first = table.add({"name": "乙"}, {"name": "丙"}, origin="the/same page")
    assert table.add({"name": "乙"}, {"name": "丙"}, origin="the/same page") == first
    table.remove(next(row for row in table.lines() if row.id == first[0]))
    assert table.add({"name": "乙"}, {"name": "丙"}, origin="the/same page") == first[1:]
    assert table.names() == ["甲", "丙"]


def test_an_origin_that_no_page_sends_is_refused(engine: Engine) -> None:
    table = a_table(engine, "甲")
    for origin in ("\0", " ", "x" * 101, "甲\0乙"):
        with pytest.raises(DraftError, match="刷新页面"):
            table.add({"name": "乙"}, origin=origin)


def test_rows_that_are_not_there_cannot_be_moved_or_removed(engine: Engine) -> None:
    table = a_table(engine, "甲")
    foreign = a_table(engine, "乙", person=table.person, project="别的项目").lines()[0]
    nobody = [replace(foreign, id=number) for number in (0, -1, 999, 2**31, 10**30)]
    for row in (*nobody, foreign, table.slot("goals-annual")):
        for act in (table.remove, table.up, table.down):
            with pytest.raises(DraftError, match="没有找到这一行"):
                act(row)
        with pytest.raises(DraftError, match="没有找到这一行"):
            table.bring_back(row.id)
    for row in (*nobody, foreign):
        table.add({"name": "末"}, after=row.id)
    assert table.names() == ["甲", *["末"] * 6]


def test_lines_that_cannot_be_kept_are_refused(engine: Engine) -> None:
    table = a_table(engine, "甲")
    for block in ("fields-department_name", "no_such_block", ""):
        with pytest.raises(DraftError, match="不能加行"):
            table.add({}, block=block)
    for texts in ({"no_such_cell": "1"}, *({"name": text} for text in (" 甲", "甲\0", "x" * 20_001, ""))):
        with pytest.raises(DraftError, match="不能保存"):
            table.add({"name": "乙"}, texts)
    assert table.names() == ["甲"]


def test_nothing_to_add_is_refused(engine: Engine) -> None:
    with pytest.raises(DraftError, match="不能加行"):
        a_table(engine, "甲").add()


def test_a_removed_line_comes_back_where_it_stood_with_all_it_held(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙", "丙")
    table.save(table.lines()[1], value=HOSTILE)
    row = table.lines()[1]
    table.remove(row)
    table.remove(row)
    assert table.names() == ["甲", "丙"]
    table.add({"name": "丁"}, after=table.lines()[0].id)
    table.down(table.lines()[1])
    table.bring_back(row.id)
    table.bring_back(row.id)
    assert table.names() in (["甲", "乙", "丙", "丁"], ["甲", "丙", "乙", "丁"])
    assert next(each for each in table.lines() if each.id == row.id).texts == {"name": "乙", "value": HOSTILE}
    kinds = [each.kind for each in table.history(row.id)]
    assert kinds[:2] == [ChangeKind.BROUGHT_BACK, ChangeKind.REMOVED]


def test_a_line_comes_back_between_its_old_neighbours_though_others_were_added_above(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙", "丙")
    second = table.lines()[1]
    table.remove(second)
    table.add({"name": "一"}, {"name": "二"}, after=table.lines()[0].id)
    table.add({"name": "末"})
    table.bring_back(second.id)
    assert table.names().index("乙") == table.names().index("丙") - 1


def test_a_line_in_which_somebody_else_just_typed_is_not_removed_unseen(engine: Engine) -> None:
    mine = a_table(engine, "甲", "乙")
    theirs = mine.seen_by(a_person(engine, "other", "某乙"))
    row = mine.lines()[0]
    theirs.save(row, value="300")
    with pytest.raises(DraftError, match="某乙刚才改过这一行"):
        mine.remove(row)
    assert mine.names() == ["甲", "乙"]
    mine.save(row, unit="天")
    mine.remove(theirs.lines()[0])
    assert mine.names() == ["乙"]


def test_ones_own_typing_does_not_keep_a_line(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    table.save(row, value="300")
    table.remove(row)
    assert table.names() == ["乙"]


def test_lines_move_past_their_neighbours_and_stay_at_the_ends(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙", "丙")
    table.up(table.lines()[0])
    table.down(table.lines()[2])
    assert table.names() == ["甲", "乙", "丙"]
    assert all(row.version == 1 for row in table.lines())
    table.down(table.lines()[0])
    table.down(table.lines()[1])
    assert table.names() == ["乙", "丙", "甲"]
    table.up(table.lines()[1])
    assert table.names() == ["丙", "乙", "甲"]
    last = table.history()[0]
    assert (last.kind, last.before, last.after) == (ChangeKind.MOVED, "2", "1")


def test_a_line_moves_past_removed_ones(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙", "丙")
    table.remove(table.lines()[1])
    table.up(table.lines()[1])
    assert table.names() == ["丙", "甲"]


def test_a_button_that_is_pressed_twice_moves_once(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙", "丙", "丁")
    row = table.lines()[0]
    table.down(row)
    table.down(row)
    assert table.names() == ["乙", "甲", "丙", "丁"]
    table.save(table.lines()[1], value="1")
    table.down(table.lines()[1])
    assert table.names() == ["乙", "丙", "甲", "丁"]


def test_typing_goes_on_in_a_line_that_was_moved(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    table.down(row)
    assert table.save(row, name="丙").is_whole
    assert table.names() == ["乙", "丙"]


def test_a_removed_line_cannot_be_moved(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    table.remove(row)
    with pytest.raises(DraftError, match="已经被别人删除"):
        table.down(row)


def test_a_locked_line_cannot_be_moved_or_removed(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    lock(table, row.id)
    for act in (table.remove, table.down):
        with pytest.raises(DraftError, match="不在本次调整的范围内"):
            act(row)


def test_no_block_has_more_lines_than_the_limit(engine: Engine) -> None:
    table = a_table(engine, "甲")
    names = [{"name": f"指标{number}"} for number in range(operations.LINES_LIMIT - 1)]
    table.add(*names, origin="paste")
    with pytest.raises(DraftError, match="最多 1000 行"):
        table.add({"name": "多"})
    row = table.lines()[500]
    table.remove(row)
    table.add({"name": "补"}, after=table.lines()[2].id)
    with pytest.raises(DraftError, match="最多 1000 行"):
        table.bring_back(row.id)
    assert len(table.lines()) == operations.LINES_LIMIT
    assert table.names()[3] == "补"


def test_two_lines_of_a_list_are_lines_too(engine: Engine) -> None:
    table = a_table(engine, "甲")
    blocks = {row.block for row in table.draft().rows if not row.is_slot} - {"indicators"}
    for block in blocks:
        table.add({}, block=block)
        assert len(table.lines(block)) == 2
