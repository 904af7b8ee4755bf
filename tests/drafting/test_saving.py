"""Saving: what was typed is kept, told as a conflict, or refused with a sentence; it is never written over unseen."""

import pytest
from sqlalchemy import Engine, event, text

from perf.database import transaction
from perf.domain.drafts.rows import INDICATORS, SLOT
from perf.domain.text import TEXT_LIMIT
from perf.drafting.operations.holding import DraftClosed, DraftError
from perf.drafting.operations.saving import RowEdit, save_rows
from perf.drafting.queries import kept_draft
from perf.drafting.records import ChangeKind, DraftRowRecord, TargetDraft
from tests.drafting.tables import Table, a_person, a_table
from tests.pages import HOSTILE, NOW


def test_what_was_typed_is_kept_exactly_with_its_history(engine: Engine) -> None:
    table = a_table(engine, "开放天数")
    texts = {"name": HOSTILE, "value": "≥３００", "unit": "𠮷\n第二行"}
    saved = table.save(table.lines()[0], **texts)
    assert saved.is_whole
    [row] = table.lines()
    assert row.texts == texts
    assert saved.rows == {row.id: row}
    told = {(each.cell, each.before, each.after, each.by, each.at, each.kind) for each in table.history()[:3]}
    assert told == {
        ("name", "开放天数", HOSTILE, "某甲", NOW, ChangeKind.TYPED),
        ("value", "", "≥３００", "某甲", NOW, ChangeKind.TYPED),
        ("unit", "", "𠮷\n第二行", "某甲", NOW, ChangeKind.TYPED),
    }


def test_saving_the_same_again_changes_nothing(engine: Engine) -> None:
    table = a_table(engine, "开放天数")
    first = table.lines()[0]
    table.save(first, value="300")
    before = table.draft(), table.history()
    for row in (first, table.lines()[0]):
        assert table.save(row, value="300", name="开放天数").is_whole
    assert (table.draft(), table.history()) == before


def test_an_emptied_cell_is_blank(engine: Engine) -> None:
    table = a_table(engine, "开放天数")
    table.save(table.lines()[0], name="")
    assert table.lines()[0].texts == {}
    assert table.history()[0].after == ""


def test_people_in_different_cells_of_one_row_keep_both(engine: Engine) -> None:
    mine = a_table(engine, "开放天数")
    theirs = mine.seen_by(a_person(engine, "other", "某乙"))
    row = mine.lines()[0]
    assert theirs.save(row, name="开放天数", value="300").is_whole
    assert mine.save(row, name="全年开放天数", value="").is_whole
    assert mine.lines()[0].texts == {"name": "全年开放天数", "value": "300"}


def test_a_cell_that_both_changed_stays_as_kept_and_is_told_with_who_kept_it(engine: Engine) -> None:
    mine = a_table(engine, "开放天数")
    theirs = mine.seen_by(a_person(engine, "other", "某乙"))
    row = mine.lines()[0]
    theirs.save(row, value="300")
    saved = mine.save(row, value="310", unit="天")
    assert mine.lines()[0].texts == {"name": "开放天数", "value": "300", "unit": "天"}
    [conflict] = saved.conflicts
    assert (conflict.key, conflict.typed, conflict.kept, conflict.by, conflict.at) == (
        "value", "310", "300", "某乙", NOW,
    )  # fmt: skip
    assert mine.save(saved.rows[row.id], value="310").is_whole
    assert mine.lines()[0].text("value") == "310"


def test_both_typing_the_same_is_no_conflict(engine: Engine) -> None:
    mine = a_table(engine, "开放天数")
    theirs = mine.seen_by(a_person(engine, "other", "某乙"))
    row = mine.lines()[0]
    theirs.save(row, value="300")
    assert mine.save(row, value="300").is_whole
    assert [each.by for each in mine.history(row.id, "value")] == ["某乙"]


def test_emptying_a_cell_that_somebody_else_changed_is_a_conflict(engine: Engine) -> None:
    table = a_table(engine, "开放天数")
    row = table.lines()[0]
    table.save(row, name="全年开放天数")
    assert [each.kept for each in table.save(row, name="").conflicts] == ["全年开放天数"]


def test_a_cell_that_was_changed_and_changed_back_may_be_changed(engine: Engine) -> None:
    table = a_table(engine, "甲")
    row = table.lines()[0]
    table.save(row, name="乙")
    table.save(table.lines()[0], name="甲")
    assert table.save(row, name="丙").is_whole


def test_one_row_sent_twice_at_different_versions_overwrites_nobody(engine: Engine) -> None:
    mine = a_table(engine, "开放天数")
    theirs = mine.seen_by(a_person(engine, "other", "某乙"))
    old = mine.lines()[0]
    theirs.save(old, value="300")
    new = mine.lines()[0]
    edits = [RowEdit(old.id, old.version, {"value": "310"}), RowEdit(new.id, new.version, {"unit": "天"})]
    saved = mine.save_all(*edits)
    assert [each.typed for each in saved.conflicts] == ["310"]
    assert mine.lines()[0].texts == {"name": "开放天数", "value": "300", "unit": "天"}


def test_a_version_that_never_was_knows_nothing_of_the_row(engine: Engine) -> None:
    table = a_table(engine, "开放天数")
    row = table.lines()[0]
    for version in (-(10**9), -1, 0):
        saved = table.save_all(RowEdit(row.id, version, {"name": "别的"}))
        assert [each.kept for each in saved.conflicts] == ["开放天数"]


def test_what_is_typed_in_a_removed_row_is_told_and_what_was_not_changed_is_not(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    table.remove(row)
    saved = table.save(row, name="甲", value="300")
    assert [(each.key, each.typed, each.kept) for each in saved.conflicts] == [("value", "300", None)]
    assert saved.rows == {}
    assert table.names() == ["乙"]
    table.bring_back(row.id)
    assert table.save(row, value="300").is_whole


def test_a_locked_row_is_not_changed_and_says_why(engine: Engine) -> None:
    table = a_table(engine, "甲", "乙")
    row = table.lines()[0]
    lock(table, row.id)
    saved = table.save(row, name="甲", value="300")
    assert [(each.key, each.typed) for each in saved.refusals] == [("value", "300")]
    assert "没有保存" in saved.refusals[0].sentence
    assert table.lines()[0].texts == {"name": "甲"}


def test_a_closed_draft_takes_nothing(engine: Engine) -> None:
    table = a_table(engine, "甲")
    row = table.lines()[0]
    table.close()
    for act in (
        lambda: table.save(row, name="乙"),
        lambda: table.add({"name": "乙"}),
        lambda: table.remove(row),
        lambda: table.up(row),
        lambda: table.bring_back(row.id),
        lambda: table.restore(table.history()[0], row.version),
    ):
        with pytest.raises(DraftClosed, match="现在不能修改"):
            act()
    assert table.names() == ["甲"]


def test_a_draft_that_was_closed_meanwhile_takes_nothing_though_it_was_read_open(engine: Engine) -> None:
    table = a_table(engine, "甲")
    with transaction(engine) as session:
        assert session.get_one(TargetDraft, table.id).is_open
        session.connection().execute(text("UPDATE target_draft SET is_open = false"))
        with pytest.raises(DraftClosed):
            save_rows(session, table.id, [RowEdit(1, 1, {"name": "乙"})], user_id=table.person, now=NOW)


def test_a_text_that_is_too_long_is_refused_whole_and_the_rest_is_kept(engine: Engine) -> None:
    table = a_table(engine, "甲")
    row = table.slot("goals-annual")
    long = "𠮷" * (TEXT_LIMIT + 1)
    line = table.lines()[0]
    saved = table.save_all(
        RowEdit(row.id, row.version, {SLOT: long}), RowEdit(line.id, line.version, {"name": "乙", "value": "1"})
    )
    [refusal] = saved.refusals
    assert refusal.typed == long
    assert "20001 字" in refusal.sentence
    assert table.slot("goals-annual").texts == {}
    assert table.lines()[0].texts == {"name": "乙", "value": "1"}
    assert table.save(row, **{SLOT: long[1:]}).is_whole
    assert table.slot("goals-annual").text(SLOT) == long[1:]


def test_what_no_file_can_carry_is_dropped(engine: Engine) -> None:
    table = a_table(engine, "甲")
    for typed, kept in (
        ("开放\0天数", "开放天数"),
        ("\x1b[31m红\x07", "[31m红"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("\ud800", ""),
        ("　 开放 天数　", "开放 天数"),
        ("=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"),
    ):
        assert table.save(table.lines()[0], name=typed).is_whole
        assert table.lines()[0].text("name") == kept


def test_rows_and_cells_of_no_draft_or_another_are_passed_over(engine: Engine) -> None:
    table = a_table(engine, "甲")
    other = a_table(engine, "丙", person=table.person, project="别的项目")
    row, foreign = table.lines()[0], other.lines()[0]
    unknown = [RowEdit(row_id, 1, {"name": "乙"}) for row_id in (foreign.id, 0, -1, 2**31, 2**63, 10**30)]
    saved = table.save_all(*unknown, RowEdit(row.id, row.version, {"no_such_cell": "乙", "name\0": "乙", SLOT: "乙"}))
    assert saved.is_whole
    assert set(saved.rows) == {row.id}
    assert table.lines()[0] == row
    assert other.lines()[0] == foreign


def test_no_draft_is_said_so(engine: Engine) -> None:
    for draft_id in (-1, 0, 999, 2**31, 10**30):
        with transaction(engine) as session, pytest.raises(DraftError, match="没有找到这张表"):
            save_rows(session, draft_id, [], user_id=1, now=NOW)


def test_the_number_of_queries_does_not_grow_with_the_rows(engine: Engine) -> None:
    table = a_table(engine, "甲", *(f"指标{number}" for number in range(39)))
    old = table.lines()
    table.save_all(*(RowEdit(row.id, row.version, {"value": "1"}) for row in old))
    one, all_others = (
        queries_of(table, [RowEdit(row.id, row.version, {"value": "2", "unit": "2"}) for row in rows])
        for rows in (old[:1], old[1:])
    )
    assert one == all_others <= 9


def queries_of(table: Table, edits: list[RowEdit]) -> int:
    """Count what is asked of the database to save, with conflicts, and to read the draft."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            seen.append(statement)

    event.listen(table.engine, "before_cursor_execute", note)
    try:
        saved = table.save_all(*edits)
        kept = table.draft()
    finally:
        event.remove(table.engine, "before_cursor_execute", note)
    assert len(saved.conflicts) == len(edits)
    assert kept.of_block(INDICATORS)
    return len(seen)


def lock(table: Table, row_id: int) -> None:
    """Lock a row, as an adjustment does for rows that it is not about."""
    with transaction(table.engine) as session:
        row = session.get_one(DraftRowRecord, row_id)
        row.is_locked = True


def test_reading_a_draft_that_is_not_there_gives_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        assert [kept_draft(session, number) for number in (-1, 0, 7, 2**31, 10**30)] == [None] * 5
