"""Who signs in whose stead, and which steps a department's tables pass. On both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.users import deactivate, set_roles
from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.days import day_in_china
from perf.domain.review import WHOLE_CHAIN, Action, Chain, Step
from perf.domain.roles import Role
from perf.reviews.operations.chains import set_chain
from perf.reviews.operations.delegations import delegate, end_delegation
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.access import access_to
from perf.reviews.queries.chains import chain_by_code, department_chains
from perf.reviews.queries.delegations import colleagues_of, delegations_of
from tests.pages import NOW
from tests.reviews.circulation import Circulation, a_circulation, account_of, everybody

TODAY = day_in_china(NOW)
WEEK = timedelta(days=7)


def delegated(
    engine: Engine, people: dict[str, int], to: str = "second_drafter", days: tuple[date, date] = (TODAY, TODAY + WEEK)
) -> int:
    """Let the leader delegate."""
    with transaction(engine) as session:
        return delegate(session, account_of(engine, people["leader"]), people[to], days, now=NOW)


def ended(engine: Engine, people: dict[str, int], delegation_id: int, who: str = "leader") -> bool:
    """Let somebody take a delegation back."""
    with transaction(engine) as session:
        return end_delegation(session, account_of(engine, people[who]), delegation_id, now=NOW)


def leaders_of(engine: Engine, people: dict[str, int], who: str, day: date = TODAY) -> tuple[int, ...]:
    """In whose stead somebody may sign for the department of the drafter."""
    department = account_of(engine, people["drafter"]).department_id
    assert department is not None
    with reading(engine) as session:
        return access_to(session, account_of(engine, people[who]), department, day).standing.leaders


def test_a_delegate_signs_and_the_record_says_in_whose_stead(engine: Engine) -> None:
    table: Circulation = a_circulation(engine)
    delegated(engine, table.people)
    table.submit()
    table.open("second_drafter")
    table.do("second_drafter", Action.PASS)
    last = table.events()[-1]
    assert (last.who, last.event.on_behalf_of) == ("某second_drafter（代某leader）", table.people["leader"])


def test_a_delegate_does_not_pass_what_they_submitted(engine: Engine) -> None:
    table = a_circulation(engine)
    delegated(engine, table.people)
    table.submit("second_drafter")
    table.open("second_drafter")
    with pytest.raises(ReviewError, match="您本人送审"):
        table.do("second_drafter", Action.PASS)


def test_a_delegation_counts_on_its_days_only(engine: Engine) -> None:
    people = everybody(engine)
    delegated(engine, people, days=(TODAY, TODAY + WEEK))
    for days, counts in ((-1, False), (0, True), (7, True), (8, False)):
        found = leaders_of(engine, people, "second_drafter", TODAY + timedelta(days=days))
        assert found == ((people["leader"],) if counts else ())


def test_a_delegation_ends_with_the_leader_taking_it_back(engine: Engine) -> None:
    people = everybody(engine)
    delegation = delegated(engine, people)
    assert not ended(engine, people, delegation, "drafter")
    assert leaders_of(engine, people, "second_drafter")
    for _ in range(2):
        assert ended(engine, people, delegation)
    assert leaders_of(engine, people, "second_drafter") == ()
    assert not ended(engine, people, 2**40)
    with reading(engine) as session:
        [told] = delegations_of(session, people["leader"])
    assert (told.delegate, told.state_on(TODAY)) == ("某second_drafter", "已收回")


def test_a_delegation_does_not_outlive_the_leaders_role_or_account(engine: Engine) -> None:
    people = everybody(engine)
    delegated(engine, people)
    with transaction(engine) as session:
        set_roles(session, COMMAND_LINE, people["leader"], frozenset({Role.DRAFTER}), now=NOW)
    assert leaders_of(engine, people, "second_drafter") == ()
    with transaction(engine) as session:
        set_roles(session, COMMAND_LINE, people["leader"], frozenset({Role.UNIT_LEADER}), now=NOW)
        deactivate(session, COMMAND_LINE, people["leader"], now=NOW)
    assert leaders_of(engine, people, "second_drafter") == ()


def test_the_same_delegation_twice_is_one(engine: Engine) -> None:
    people = everybody(engine)
    assert delegated(engine, people) == delegated(engine, people)


def test_only_a_colleague_with_work_in_the_department_is_a_delegate(engine: Engine) -> None:
    people = everybody(engine)
    for to in ("leader", "stranger", "administrator", "business"):
        with pytest.raises(ReviewError, match="只能委托本单位"):
            delegated(engine, people, to)
    with reading(engine) as session:
        assert colleagues_of(session, account_of(engine, people["business"])) == ()
        names = [each.sign_in_name for each in colleagues_of(session, account_of(engine, people["leader"]))]
    assert names == ["drafter", "own_reviewer", "second_drafter"]


def test_days_that_make_no_sense_are_refused(engine: Engine) -> None:
    people = everybody(engine)
    for begin, end, sentence in ((0, -1, "早于开始日期"), (-9, -1, "已经过去了"), (0, 367, "最长一年")):
        days = TODAY + timedelta(days=begin), TODAY + timedelta(days=end)
        with pytest.raises(ReviewError, match=sentence):
            delegated(engine, people, days=days)


def chain_of(engine: Engine, code: str) -> Chain:
    """The chain of a department."""
    with reading(engine) as session:
        found = chain_by_code(session, code)
    assert found is not None
    return found.chain


def set_to(engine: Engine, code: str, *steps: Step) -> None:
    """Set a chain."""
    with transaction(engine) as session:
        set_chain(session, code, steps)


SHORT = (Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE)


def test_a_department_without_supervisor_skips_that_step(engine: Engine) -> None:
    everybody(engine)
    assert chain_of(engine, "999001") == WHOLE_CHAIN
    assert chain_of(engine, "999") == tuple(step for step in WHOLE_CHAIN if step is not Step.SUPERVISING_DEPARTMENT)


def test_a_chain_is_set_and_set_back(engine: Engine) -> None:
    everybody(engine)
    for _ in range(2):
        set_to(engine, "999001", *reversed(SHORT))
    assert chain_of(engine, "999001") == SHORT
    with reading(engine) as session:
        assert [(each.code, each.is_set) for each in department_chains(session)] == [
            ("999", False),
            ("999001", True),
            ("999002", False),
        ]
    set_to(engine, "999001", *WHOLE_CHAIN)
    with reading(engine) as session:
        found = chain_by_code(session, "999001")
    assert found is not None
    assert (found.chain, found.is_set) == (WHOLE_CHAIN, False)


def test_a_supervisor_that_is_registered_later_joins_the_usual_chain(engine: Engine) -> None:
    everybody(engine)
    set_to(engine, "999002", Step.UNIT_LEADER, Step.FINANCE_BUSINESS, Step.FINANCE_PERFORMANCE)
    with transaction(engine) as session:
        register_department(session, "999002", "示例市档案馆", supervising_code="999", now=NOW)
    assert chain_of(engine, "999002") == WHOLE_CHAIN


def test_a_chain_that_cannot_be_is_refused(engine: Engine) -> None:
    everybody(engine)
    for code, steps, sentence in (
        ("999001", (Step.UNIT_LEADER,), "绩效科是批复的环节"),
        ("999002", WHOLE_CHAIN, "没有登记主管部门"),
        ("unknown", SHORT, "没有单位代码为“unknown”的单位"),
    ):
        with pytest.raises(ReviewError, match=sentence):
            set_to(engine, code, *steps)
