"""Who may do what in which state: every state, every action, everybody."""

import re

import pytest

from perf.domain.review import (
    TRANSITIONS,
    WHOLE_CHAIN,
    Action,
    ReviewState,
    Side,
    Standing,
    State,
    Step,
    actions_open_to,
    chain_of,
    why_not,
)
from perf.domain.roles import PERMISSIONS, Role

SUBMITTER, OTHER, LEADER = 1, 2, 3

STATES = tuple(
    ReviewState(state, 5, WHOLE_CHAIN, step, 1, submitted_by=SUBMITTER)
    for state in State
    for step in (Step if state in {State.WAITING, State.OPENED} else (None,))
)


def standing_of(role: Role) -> Standing:
    """What somebody of one role is to a table of a department in their reach."""
    steps = frozenset(step for step in Step if step.permission in PERMISSIONS[role])
    return Standing(OTHER, role is Role.DRAFTER, steps)


# By hand, not from the table: what each role finds open.
DRAFTERS_OWN = {
    State.DRAFTING: {Action.SUBMIT},
    State.RETURNED: {Action.SUBMIT},
    State.WAITING: {Action.WITHDRAW},
    State.OPENED: set(),
    State.APPROVED: {Action.BEGIN_ADJUSTMENT, Action.DISCLOSE},
    State.ADJUSTING: {Action.SUBMIT, Action.ABANDON_ADJUSTMENT},
    State.ADJUSTMENT_RETURNED: {Action.SUBMIT, Action.ABANDON_ADJUSTMENT},
}
REVIEWERS_OWN = {State.WAITING: {Action.OPEN}, State.OPENED: {Action.PASS, Action.RETURN}}
STEP_OF = {
    Role.UNIT_LEADER: Step.UNIT_LEADER,
    Role.DEPARTMENT_REVIEWER: Step.SUPERVISING_DEPARTMENT,
    Role.FINANCE_BUSINESS_REVIEWER: Step.FINANCE_BUSINESS,
    Role.FINANCE_PERFORMANCE_REVIEWER: Step.FINANCE_PERFORMANCE,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.state.value}-{state.step or ''}")
def test_each_role_finds_open_what_is_its_own_and_nothing_else(state: ReviewState, role: Role) -> None:
    expected: set[Action] = set()
    if role is Role.DRAFTER:
        expected = DRAFTERS_OWN[state.state]
    elif role in STEP_OF and state.step is STEP_OF[role]:
        expected = REVIEWERS_OWN[state.state]
    assert set(actions_open_to(state, standing_of(role))) == expected


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.state.value}-{state.step or ''}")
@pytest.mark.parametrize("action", Action)
def test_whatever_is_refused_is_refused_in_a_chinese_sentence(state: ReviewState, action: Action) -> None:
    for role in Role:
        reason = why_not(state, action, standing_of(role))
        assert reason is None or re.search("[\u4e00-\u9fff]", reason)
        assert (reason is None) <= ((state.state, action) in TRANSITIONS)


def test_somebody_with_every_role_finds_open_all_that_may_happen_and_no_more() -> None:
    everything = Standing(OTHER, is_drafter=True, steps=frozenset(Step))
    for state in STATES:
        assert set(actions_open_to(state, everything)) == {action for at, action in TRANSITIONS if at is state.state}


@pytest.mark.parametrize("step", Step)
def test_who_submitted_a_round_may_return_but_not_pass_it(step: Step) -> None:
    opened = ReviewState(State.OPENED, 2, WHOLE_CHAIN, step, 1, submitted_by=SUBMITTER)
    both = Standing(SUBMITTER, is_drafter=True, steps=frozenset(Step))
    assert actions_open_to(opened, both) == (Action.RETURN,)
    assert "您本人送审" in (why_not(opened, Action.PASS, both) or "")


def test_a_delegate_signs_in_the_leaders_stead_at_the_leaders_step_only() -> None:
    delegate = Standing(OTHER, leaders=(LEADER,))
    for step in Step:
        opened = ReviewState(State.OPENED, 2, WHOLE_CHAIN, step, 1, submitted_by=SUBMITTER)
        is_theirs = step is Step.UNIT_LEADER
        assert actions_open_to(opened, delegate) == ((Action.PASS, Action.RETURN) if is_theirs else ())
        assert delegate.on_behalf_of(opened) == (LEADER if is_theirs else None)


def test_a_leader_signs_in_their_own_name_although_another_leader_delegated_to_them() -> None:
    opened = ReviewState(State.OPENED, 2, WHOLE_CHAIN, Step.UNIT_LEADER, 1, submitted_by=SUBMITTER)
    assert Standing(OTHER, steps=frozenset({Step.UNIT_LEADER}), leaders=(LEADER,)).on_behalf_of(opened) is None


def test_nobody_passes_in_the_stead_of_who_submitted() -> None:
    opened = ReviewState(State.OPENED, 2, WHOLE_CHAIN, Step.UNIT_LEADER, 1, submitted_by=LEADER)
    assert "委托您的负责人" in (why_not(opened, Action.PASS, Standing(OTHER, leaders=(LEADER,))) or "")
    assert why_not(opened, Action.PASS, Standing(OTHER, leaders=(LEADER, 4))) is None
    assert Standing(OTHER, leaders=(LEADER, 4)).on_behalf_of(opened) == 4


def test_a_chain_keeps_its_order_and_its_end() -> None:
    assert chain_of({Step.FINANCE_PERFORMANCE, Step.UNIT_LEADER}) == (Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE)
    assert chain_of(reversed(WHOLE_CHAIN)) == WHOLE_CHAIN
    with pytest.raises(ValueError, match="approves"):
        chain_of({Step.UNIT_LEADER})


def test_only_reviewers_decide_and_only_drafters_do_the_rest() -> None:
    sides = {(action, transition.by) for (_, action), transition in TRANSITIONS.items()}
    assert {action for action, side in sides if side is Side.REVIEWERS} == {Action.OPEN, Action.PASS, Action.RETURN}
    assert len(sides) == len(Action)


def test_a_table_is_editable_only_while_it_is_the_drafters_turn() -> None:
    assert {state for state in State if state.is_editable} == {
        state for (state, action) in TRANSITIONS if action is Action.SUBMIT
    }
