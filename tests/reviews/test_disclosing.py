"""What was approved is disclosed as it was approved; what is public and differs is said."""

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.domain.review import Action, State
from perf.drafting.queries import DraftSummary, draft_summary
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.disclosed import Disclosed, disclosed
from perf.reviews.queries.events import events_of
from perf.reviews.queries.versions import version_by_number, versions_of
from perf.targets.operations import store_target
from perf.targets.queries import target_by_id
from tests.pages import NOW, project_target
from tests.reviews.circulation import Circulation, a_circulation


def beside(table: Circulation) -> Disclosed | None:
    """What the review page says of the public table."""
    with reading(table.engine) as session:
        return disclosed(
            session, summary(table), versions_of(session, table.draft_id, events_of(session, table.draft_id))
        )


def summary(table: Circulation) -> DraftSummary:
    with reading(table.engine) as session:
        found = draft_summary(session, table.draft_id)
    assert found is not None
    return found


def test_what_is_disclosed_is_what_was_approved(engine: Engine) -> None:
    table = a_circulation(engine)
    assert beside(table) is None
    with pytest.raises(ReviewError):
        table.do("drafter", Action.DISCLOSE)
    table.approve()
    found = beside(table)
    assert found is not None
    assert found.public is None
    assert found.is_due
    for stranger in ("leader", "performance", "stranger"):
        with pytest.raises(ReviewError):
            table.do(stranger, Action.DISCLOSE)
    assert table.do("drafter", Action.DISCLOSE).state is State.APPROVED
    after = beside(table)
    assert after is not None
    assert after.public is not None
    assert not after.is_due
    with reading(table.engine) as session:
        public, version = target_by_id(session, after.public.id), version_by_number(session, table.draft_id, 1)
    assert public is not None
    assert version is not None
    assert public.target == version.target


def test_a_public_table_that_differs_is_told_apart_and_replaced(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    name = summary(table).project_name
    assert name is not None
    with transaction(table.engine) as session:
        store_target(session, "999001", project_target(name), source_name="旧表.docx", now=NOW)
    found = beside(table)
    assert found is not None
    assert "绩效指标" in found.differing
    assert "资金" in found.differing
    table.do("drafter", Action.DISCLOSE)
    after = beside(table)
    assert after is not None
    assert after.differing == ()


def test_an_approved_adjustment_is_disclosed_anew(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    table.do("drafter", Action.DISCLOSE)
    row = table.row("读者满意度")
    table.adjust(row.id)
    table.table().save(row, value="≥92%")
    table.approve()
    found = beside(table)
    assert found is not None
    assert found.differing == ("绩效指标",)
    assert [event.event.action for event in table.events()].count(Action.DISCLOSE) == 1
    table.do("drafter", Action.DISCLOSE)
    after = beside(table)
    assert after is not None
    assert not after.is_due


def test_two_presses_of_a_button_disclose_once(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve()
    seen = table.state().count
    table.do("drafter", Action.DISCLOSE, seen)
    table.do("drafter", Action.DISCLOSE, seen)
    assert table.state().count == seen + 1
