"""Whose turn it is, by role and department; and how far a unit is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.duties import REVIEWING, Duty, duties_of, duty_of
from perf.domain.progress import Progress, TableCounts
from perf.domain.reach import Reach
from perf.domain.review import State, Step
from perf.domain.roles import ADMINISTRATORS, Role, permissions_of

OWN, BELOW, OTHER = 7, 8, 9
DEPARTMENTS = (OWN, BELOW, OTHER)
EVERYWHERE = list(DEPARTMENTS)


def where(role: Role, duty: Duty, *, represents_leader: bool = False) -> list[int]:
    """The departments on whose tables a duty is somebody's."""
    duties = duties_of(Reach(permissions_of([role]), OWN, frozenset({OWN, BELOW})), represents_leader=represents_leader)
    return [number for number in DEPARTMENTS if duties.has(duty, number)]


@pytest.mark.parametrize(
    ("role", "duty", "departments"),
    [
        (Role.DRAFTER, Duty.DRAFTING, [OWN]),
        (Role.UNIT_LEADER, Duty.UNIT_LEADER, [OWN]),
        (Role.DEPARTMENT_REVIEWER, Duty.SUPERVISING_DEPARTMENT, [BELOW]),
        (Role.FINANCE_BUSINESS_REVIEWER, Duty.FINANCE_BUSINESS, EVERYWHERE),
        (Role.FINANCE_PERFORMANCE_REVIEWER, Duty.FINANCE_PERFORMANCE, EVERYWHERE),
    ],
)
def test_each_role_has_its_duty_and_no_other(role: Role, duty: Duty, departments: list[int]) -> None:
    assert where(role, duty) == departments
    assert [other for other in Duty if where(role, other)] == [duty]


@pytest.mark.parametrize("role", [Role.AUDITOR, *sorted(ADMINISTRATORS)])
def test_who_only_reads_or_keeps_the_system_owes_nothing(role: Role) -> None:
    assert [duty for duty in Duty if where(role, duty)] == []
    assert duties_of(Reach(permissions_of([role]), None, frozenset())).held == ()


def test_who_represents_a_leader_signs_for_the_own_unit_only() -> None:
    assert where(Role.DRAFTER, Duty.UNIT_LEADER, represents_leader=True) == [OWN]
    assert where(Role.DRAFTER, Duty.DRAFTING, represents_leader=True) == [OWN]


def test_a_choice_of_duties_leaves_the_others_out() -> None:
    duties = duties_of(Reach(permissions_of([Role.DRAFTER]), OWN, frozenset({OWN})), represents_leader=True)
    assert duties.held == (Duty.DRAFTING, Duty.UNIT_LEADER)
    assert duties.among(*REVIEWING).held == (Duty.UNIT_LEADER,)


def test_a_table_is_somebodys_turn_until_it_is_approved() -> None:
    assert {duty_of(state, None) for state in State if state.is_editable} == {Duty.DRAFTING}
    assert [duty_of(State.WAITING, step) for step in Step] == list(REVIEWING)
    assert duty_of(State.APPROVED, None) is None
    assert [duty.step for duty in Duty] == [None, *Step]


@pytest.mark.parametrize(
    ("counts", "progress"),
    [
        (TableCounts(), Progress.NOT_BEGUN),
        (TableCounts(not_begun=2), Progress.NOT_BEGUN),
        (TableCounts(not_begun=1, drafting=1), Progress.NOTHING_SUBMITTED),
        (TableCounts(drafting=1, in_review=1), Progress.PARTLY_SUBMITTED),
        (TableCounts(not_begun=1, approved=3), Progress.PARTLY_SUBMITTED),
        (TableCounts(returned=1), Progress.SUBMITTED),
        (TableCounts(in_review=1, approved=2), Progress.SUBMITTED),
        (TableCounts(approved=2, late=2), Progress.APPROVED),
    ],
)
def test_a_unit_is_as_far_as_its_tables(counts: TableCounts, progress: Progress) -> None:
    assert counts.progress is progress


@given(st.lists(st.integers(0, 3), min_size=5, max_size=5))
def test_who_has_something_to_submit_is_on_the_list_of_those_who_do(numbers: list[int]) -> None:
    counts = TableCounts(*numbers)
    assert counts.progress.is_missing_something == bool(counts.not_begun or counts.drafting or not any(numbers))
