"""An approved table is adjusted, and every version is read for ever as it was submitted. On both databases."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from perf.database import reading, transaction
from perf.domain.review import Action, State
from perf.reviews.operations.refusals import NotReady, ReviewError
from perf.reviews.queries.versions import version_by_number
from tests.reviews.circulation import SLOTS, Circulation, a_circulation


def test_an_approved_table_is_adjusted_row_by_row_through_the_same_chain(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    chosen, other = table.row("新增图书数量"), table.row("读者满意度")
    assert table.adjust(chosen.id).label == "调整中"
    assert table.kept() == ("adjusting", None, True)
    assert table.table().save(table.row("新增图书数量"), value="≥3500册").is_whole
    refused = table.table().save(table.row("读者满意度"), value="≥1%")
    assert ["不在本次调整的范围内" in each.sentence for each in refused.refusals] == [True]
    table.table().save(table.table().slot("goals-annual"), text="不许改")
    assert table.table().slot("goals-annual").text("text").startswith("建成 5 个")
    state = table.approve()
    assert (state.state, state.adjustment, state.is_adjusting) == (State.APPROVED, 1, False)
    assert not any(row.is_locked for row in table.table().draft().rows)
    assert other.texts == table.row("读者满意度").texts
    assert [(each.label, each.outcome) for each in table.versions()] == [
        ("第2版（第1次调整）", "已批复"),
        ("第1版（年初）", "已批复"),
    ]


def test_an_adjustment_needs_a_reason_and_something_to_adjust(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    row = table.row("新增图书数量").id
    with pytest.raises(ReviewError, match="还没有写调整的理由"):
        table.adjust(row, reason="")
    for nothing in ((), (2**40,), (-1,)):
        with pytest.raises(ReviewError, match="还没有选要调整的内容"):
            table.adjust(*nothing)
    assert table.kept() == ("approved", None, False)


def test_an_adjustment_that_changes_nothing_is_not_submitted(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    table.adjust(table.row("新增图书数量").id)
    with pytest.raises(NotReady) as refused:
        table.submit()
    assert "还没有改动任何内容" in refused.value.blockers[0].sentence


def test_an_abandoned_adjustment_gives_back_what_was_approved(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    before = [(row.id, row.block, row.texts) for row in table.table().draft().rows]
    chosen = table.row("新增图书数量")
    table.adjust(chosen.id)
    table.table().save(table.row("新增图书数量"), value="≥1册", name="")
    table.table().add({"name": "多出来的一行"}, after=None)
    table.table().remove(next(row for row in table.table().lines() if row.id == chosen.id))
    assert table.do("drafter", Action.ABANDON_ADJUSTMENT).state is State.APPROVED
    draft = table.table().draft()
    assert [(row.id, row.block, row.texts) for row in draft.rows] == before
    assert table.kept() == ("approved", None, False)
    assert {change.kind.label for change in table.table().history()} >= {"恢复", "恢复整行", "删除整行"}
    assert table.adjust(chosen.id).adjustment == 1


def test_every_version_is_read_for_ever_as_it_was_submitted(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.do("drafter", Action.WITHDRAW)
    table.table().save(table.row("读者满意度"), value="≥92%")
    table.submit()
    assert [(each.number, each.outcome) for each in table.versions()] == [(2, "待单位负责人审核"), (1, "撤回")]
    with reading(engine) as session:
        first, second = (version_by_number(session, table.draft_id, number) for number in (1, 2))
        assert version_by_number(session, table.draft_id, 3) is None
        assert version_by_number(session, table.draft_id, 2**40) is None
    assert first is not None
    assert second is not None
    assert first.is_intact
    values = [version.draft.of_block("indicators")[-1].text("value") for version in (first, second)]
    assert values == ["≥90%", "≥92%"]
    assert [row.show() for row in second.target.funding] == ["20", "20"]


def test_the_database_itself_refuses_to_change_what_happened(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    for kept in ("review_event", "target_snapshot"):
        for statement in (f"DELETE FROM {kept}", f"UPDATE {kept} SET number = 7"):
            with pytest.raises(DBAPIError, match="append-only"), transaction(engine) as session:
                session.connection().execute(text(statement))
    assert len(table.events()) == len(table.versions()) == 1


def test_a_version_states_its_parts_in_the_order_of_the_form(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    with reading(engine) as session:
        version = version_by_number(session, table.draft_id, 1)
    assert version is not None
    filled_in = [part.removeprefix("fields-") for part in SLOTS if part.startswith("fields-")]
    assert [field.key for field in version.target.fields] == filled_in


def test_a_version_that_somebody_changed_in_the_database_is_seen(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    _forge(table)
    with reading(engine) as session:
        version = version_by_number(session, table.draft_id, 1)
    assert version is not None
    assert not version.is_intact


def _forge(table: Circulation) -> None:
    """Change a kept version behind the back of the triggers, as whoever owns the database could."""
    if table.engine.dialect.name == "sqlite":
        off, on = "DROP TRIGGER target_snapshot_no_update", "SELECT 1"
    else:
        trigger = "TRIGGER target_snapshot_is_append_only"
        off, on = (f"ALTER TABLE target_snapshot {verb} {trigger}" for verb in ("DISABLE", "ENABLE"))
    change = "UPDATE target_snapshot SET draft_rows = replace(draft_rows, '3000', '9000')"
    with transaction(table.engine) as session:
        for statement in (off, change, on):
            session.connection().execute(text(statement))
