"""Whose tables somebody reaches, by what they may do and where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.reach import SCOPES, Reach, Scope, needs_departments_below
from perf.domain.roles import ADMINISTRATORS, PERMISSIONS, Permission, Role, permissions_of

OWN, BELOW, OTHER = 7, 8, 9


def reach(*roles: Role, own: int | None = OWN) -> Reach:
    return Reach(permissions_of(roles), own, frozenset({OWN, BELOW}) if own else frozenset())


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.UNIT_LEADER])
def test_those_of_a_unit_reach_their_own_unit_only(role: Role) -> None:
    assert reach(role).readable_ids == frozenset({OWN})
    (permission,) = PERMISSIONS[role] & set(SCOPES)
    assert [reach(role).may(permission, department) for department in (OWN, BELOW, OTHER)] == [True, False, False]


def test_the_reviewer_of_a_department_reaches_all_that_it_supervises() -> None:
    reviewer = reach(Role.DEPARTMENT_REVIEWER)
    assert reviewer.readable_ids == frozenset({OWN, BELOW})
    assert [reviewer.may(Permission.REVIEW_SUPERVISED_TARGETS, number) for number in (OWN, BELOW, OTHER)] == [
        True,
        True,
        False,
    ]
    assert not reviewer.may(Permission.DRAFT_TARGETS, OWN)


def test_reviewing_more_does_not_widen_what_one_may_draft() -> None:
    both = reach(Role.DRAFTER, Role.DEPARTMENT_REVIEWER)
    assert both.readable_ids == frozenset({OWN, BELOW})
    assert both.ids_for(Permission.DRAFT_TARGETS) == frozenset({OWN})


@pytest.mark.parametrize("role", [Role.FINANCE_BUSINESS_REVIEWER, Role.FINANCE_PERFORMANCE_REVIEWER, Role.AUDITOR])
def test_finance_and_auditors_reach_every_department(role: Role) -> None:
    somebody = reach(role, own=None)
    assert somebody.readable_ids is None
    assert somebody.may_read(OTHER)
    assert somebody.may(Permission.SIGN_TARGETS, OTHER) is False


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_reach_no_table_wherever_they_belong(role: Role) -> None:
    assert reach(role).readable_ids == frozenset()
    assert not reach(role).may_read(OWN)


@given(st.frozensets(st.sampled_from(Role)), st.booleans())
def test_whoever_may_do_something_to_a_table_may_read_it(roles: frozenset[Role], belongs: bool) -> None:
    somebody = reach(*roles, own=OWN if belongs else None)
    for permission in Permission:
        for department in (OWN, BELOW, OTHER):
            if somebody.may(permission, department):
                assert permission in somebody.permissions
                assert somebody.may_read(department)
    is_asked_below = needs_departments_below(somebody.permissions)
    assert is_asked_below == any(SCOPES.get(held) is Scope.OWN_AND_BELOW for held in somebody.permissions)


def test_a_department_is_among_its_own() -> None:
    with pytest.raises(ValueError, match="one of its own"):
        Reach(frozenset(), OWN, frozenset({BELOW}))
