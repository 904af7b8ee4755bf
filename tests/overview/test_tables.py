"""Whose turn a table is, since when and until when, on its whole way, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from perf.accounts.queries import account_by_id
from perf.database import reading, transaction
from perf.domain.days import day_in_china
from perf.domain.duties import Duty
from perf.domain.review import Action
from perf.overview.queries.figures import figures_of
from perf.overview.queries.returns import returns_of
from perf.overview.queries.tables import Standing, TableFilter, count_tables, tables_found
from perf.reviews.operations.delegations import delegate
from tests.overview.days import day, give_longer, set_days, the_table, waiting_for
from tests.pages import HOSTILE, NOW
from tests.reviews.circulation import STEPS, WHO, Circulation, a_circulation, begin_sound_draft, filled

DAYS = {
    Duty.DRAFTING: 1,
    Duty.UNIT_LEADER: 2,
    Duty.SUPERVISING_DEPARTMENT: 3,
    Duty.FINANCE_BUSINESS: 4,
    Duty.FINANCE_PERFORMANCE: 5,
}


@pytest.fixture
def table(engine: Engine) -> Circulation:
    """A table that is being filled in, with deadlines."""
    made = a_circulation(engine)
    set_days(engine, made.people["performance"], DAYS)
    return made


def found(engine: Engine, wanted: TableFilter) -> list[int]:
    """The tables that are asked for, which are counted alike."""
    with reading(engine) as session:
        tables = tables_found(session, wanted)
        assert count_tables(session, wanted) == len(tables)
    return [each.id for each in tables]


def test_at_each_step_it_waits_for_those_of_that_step_until_its_day(engine: Engine, table: Circulation) -> None:
    drafters = ["drafter", "second_drafter"]
    assert waiting_for(engine, table.people, WHO) == drafters
    assert the_table(engine).day == day(1)
    table.submit()
    colleagues = {"performance": ["performance", "colleague"]}
    for days, who in enumerate(STEPS, 2):
        shown = the_table(engine)
        assert waiting_for(engine, table.people, WHO) == colleagues.get(who, [who])
        assert (shown.day, shown.label.startswith("待"), shown.since) == (day(days), True, table.now)
        assert shown.can_be_withdrawn
        table.open(who)
        opened = the_table(engine)
        assert (opened.since, opened.label.endswith("审核中"), opened.can_be_withdrawn) == (shown.since, True, False)
        table.do(who, Action.PASS, review=filled())
    assert waiting_for(engine, table.people, WHO) == []
    approved = the_table(engine)
    assert (approved.label, approved.day, approved.since) == ("已批复", None, table.now)


def test_what_was_returned_is_the_drafters_again_with_the_reason(engine: Engine, table: Circulation) -> None:
    table.submit()
    table.open("leader")
    row = table.row("读者满意度")
    first = table.comment("leader", f"r{row.id}-value", "请写依据")
    table.comment("leader", "", "全表再看一遍")
    table.give_back("leader", opinion=HOSTILE)
    assert waiting_for(engine, table.people, WHO) == ["drafter", "second_drafter"]
    returned = the_table(engine)
    assert (returned.was_returned, returned.day, returned.since) == (True, day(1), table.now)
    with reading(engine) as session:
        reason = returns_of(session, [table.draft_id])[table.draft_id]
    assert (reason.opinion, reason.by, reason.open_comments, reason.first_cell) == (
        HOSTILE,
        "某leader",
        2,
        f"r{row.id}-value",
    )
    assert "读者满意度" in reason.first_place
    table.answer(first, "已补充")
    with reading(engine) as session:
        reason = returns_of(session, [table.draft_id])[table.draft_id]
    assert (reason.open_comments, reason.first_cell, reason.first_place) == (1, None, "全表")


def test_who_signs_in_a_leaders_stead_has_the_table_on_the_list_as_long_as_that_counts(
    engine: Engine, table: Circulation
) -> None:
    with transaction(engine) as session:
        leader = account_by_id(session, table.people["leader"])
        assert leader is not None
        delegate(session, leader, table.people["own_reviewer"], (day(0), day(1)), now=NOW)
    table.submit()
    assert waiting_for(engine, table.people, ["leader", "own_reviewer", "second_drafter"]) == ["leader", "own_reviewer"]


def test_an_adjustment_has_no_deadline_of_the_years_beginning(engine: Engine, table: Circulation) -> None:
    table.approve()
    table.adjust(table.row("读者满意度").id)
    shown = the_table(engine)
    assert (shown.is_adjusting, shown.day, shown.label) == (True, None, "调整中")
    assert waiting_for(engine, table.people, WHO) == ["drafter", "second_drafter"]


def test_a_department_with_a_later_day_is_late_after_that_one(engine: Engine, table: Circulation) -> None:
    table.now = NOW + timedelta(days=4)
    table.submit()
    assert the_table(engine).days_late == 3
    give_longer(engine, table.people["performance"], "999001", 2)
    assert the_table(engine).days_late == 2
    give_longer(engine, table.people["performance"], "999001", 4)
    assert (the_table(engine).days_late, day_in_china(the_table(engine).first_submitted or NOW)) == (0, day(4))


def test_lists_are_narrowed_down_by_year_state_department_and_words(engine: Engine, table: Circulation) -> None:
    other = begin_sound_draft(engine, table.people["stranger"], department="999002")
    table.submit()
    both = [other, table.draft_id]
    assert found(engine, TableFilter()) == both
    for wanted, expected in (
        (TableFilter(fiscal_year=2026), both),
        (TableFilter(fiscal_year=2025), []),
        (TableFilter(standing=Standing.DRAFTING), [other]),
        (TableFilter(standing=Standing.UNIT_LEADER), [table.draft_id]),
        (TableFilter(standing=Standing.APPROVED), []),
        (TableFilter(standing=Standing.RETURNED), []),
        (TableFilter(is_in_review=True), [table.draft_id]),
        (TableFilter(due_by=day(1)), [other]),
        (TableFilter(department_ids=frozenset()), []),
        (TableFilter(words="图书角"), both),
        (TableFilter(words="图书角 999002"), [other]),
        (TableFilter(words="100%"), []),
        (TableFilter(words="_"), []),
        (TableFilter(words="\x00"), []),
        (TableFilter(words=HOSTILE), []),
        (TableFilter(approved_since=NOW), []),
    ):
        assert found(engine, wanted) == expected, wanted


def test_what_is_due_first_and_waits_longest_stands_first(engine: Engine, table: Circulation) -> None:
    other = begin_sound_draft(engine, table.people["stranger"], department="999002")
    give_longer(engine, table.people["performance"], "999001", 3)
    assert found(engine, TableFilter()) == [other, table.draft_id]
    give_longer(engine, table.people["performance"], "999002", 4)
    assert found(engine, TableFilter()) == [table.draft_id, other]
    set_days(engine, table.people["performance"], {})
    assert found(engine, TableFilter()) == [table.draft_id, other]


def test_a_list_says_the_amount_and_what_checking_found(engine: Engine, table: Circulation) -> None:
    def figures() -> tuple[str, str, int | None, int | None]:
        with reading(engine) as session:
            each = figures_of(session, tables_found(session, TableFilter()))[table.draft_id]
        return each.amount, each.unit, each.errors, each.warnings

    assert figures() == ("20", "万元", None, None)
    table.submit()
    amount, unit, errors, warnings = figures()
    assert (amount, unit, errors) == ("20", "万元", 0)
    assert warnings is not None
    assert figures() == (amount, unit, errors, warnings)
