"""The state of a table is what its events make of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.review import (
    TRANSITIONS,
    WHOLE_CHAIN,
    Action,
    Event,
    ReviewState,
    Standing,
    State,
    Step,
    actions_open_to,
    chain_of,
    replay,
    version_label,
    why_not,
)

DRAFTER, REVIEWER = 1, 2
SHORT = (Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE)


def submit(chain: tuple[Step, ...] = SHORT) -> Event:
    return Event(Action.SUBMIT, DRAFTER, chain=chain)


def by_reviewer(action: Action, note: str | None = None) -> Event:
    return Event(action, REVIEWER, note=note)


OPEN, PASS = by_reviewer(Action.OPEN), by_reviewer(Action.PASS)
APPROVAL = (submit(), OPEN, PASS, OPEN, PASS)
ADJUST = Event(Action.BEGIN_ADJUSTMENT, DRAFTER, note="年中追加预算")
ABANDON = Event(Action.ABANDON_ADJUSTMENT, DRAFTER)


def test_nothing_happened_is_drafting() -> None:
    assert replay(()) == ReviewState(State.DRAFTING)


def test_a_round_goes_through_the_chain_step_by_step_to_its_approval() -> None:
    labels = [replay(APPROVAL[:number]).label for number in range(len(APPROVAL) + 1)]
    assert labels == ["填报中", "待单位负责人审核", "单位负责人审核中", "待绩效科审核", "绩效科审核中", "已批复"]


def test_the_last_step_is_called_approval() -> None:
    assert replay(APPROVAL[:2]).label_of(Action.PASS) == "通过"
    assert replay(APPROVAL[:4]).label_of(Action.PASS) == "批复"
    assert replay(APPROVAL[:4]).label_of(Action.RETURN) == "退回"


def test_steps_that_passed_are_known() -> None:
    at_the_end = replay([submit(WHOLE_CHAIN), *[OPEN, PASS] * 3])
    assert at_the_end.passed == WHOLE_CHAIN[:3]


def test_it_is_withdrawn_until_it_is_opened() -> None:
    withdraw = Event(Action.WITHDRAW, DRAFTER)
    assert replay([submit(), withdraw]).state is State.DRAFTING
    assert replay([submit(), OPEN, PASS, withdraw]).state is State.DRAFTING
    with pytest.raises(ValueError, match="opened"):
        replay([submit(), OPEN, withdraw])


def test_a_return_goes_to_the_drafter_and_the_chain_begins_anew() -> None:
    back = by_reviewer(Action.RETURN, "指标值缺单位")
    returned = replay([submit(), OPEN, PASS, OPEN, back])
    assert (returned.state, returned.step) == (State.RETURNED, None)
    assert returned.last_return is not None
    assert (returned.last_return.step, returned.last_return.event, returned.last_return.number) == (SHORT[1], back, 5)
    again = returned.after(submit())
    assert (again.step, again.round, again.passed, again.last_return) == (SHORT[0], 2, (), returned.last_return)
    assert replay([submit(), OPEN, back, *APPROVAL]).last_return is None


def test_the_chain_of_a_round_is_the_one_it_was_submitted_with() -> None:
    back = by_reviewer(Action.RETURN, "请补主管部门")
    assert replay([submit(SHORT), OPEN, back, submit(WHOLE_CHAIN), OPEN, PASS]).step is Step.SUPERVISING_DEPARTMENT


def test_an_adjustment_goes_through_the_same_chain_and_is_numbered() -> None:
    adjusting = replay([*APPROVAL, ADJUST])
    assert (adjusting.state, adjusting.adjustment, adjusting.round) == (State.ADJUSTING, 1, 0)
    assert adjusting.after(submit()).after(OPEN).after(by_reviewer(Action.RETURN, "理由不足")).label == "调整被退回"
    assert adjusting.after(submit()).after(Event(Action.WITHDRAW, DRAFTER)).state is State.ADJUSTING
    approved = replay([*APPROVAL, ADJUST, *APPROVAL])
    assert (approved.state, approved.adjustment, approved.is_adjusting) == (State.APPROVED, 1, False)
    assert replay([*APPROVAL, ADJUST, *APPROVAL, ADJUST]).adjustment == 2
    assert [version_label(number) for number in range(3)] == ["年初", "第1次调整", "第2次调整"]


def test_an_abandoned_adjustment_leaves_what_was_approved_and_its_number_free() -> None:
    abandoned = replay([*APPROVAL, ADJUST, ABANDON])
    assert (abandoned.state, abandoned.adjustment, abandoned.is_adjusting) == (State.APPROVED, 0, False)
    assert replay([*APPROVAL, ADJUST, ABANDON, ADJUST]).adjustment == 1


def test_what_who_submitted_passes_themselves_is_no_approval() -> None:
    own = Event(Action.PASS, DRAFTER)
    in_their_stead = Event(Action.PASS, REVIEWER, on_behalf_of=DRAFTER)
    for event in (own, in_their_stead):
        with pytest.raises(ValueError, match="submitted"):
            replay([submit(), OPEN, event])


@pytest.mark.parametrize(("action", "chain"), [(Action.SUBMIT, ()), (Action.PASS, SHORT)])
def test_a_submission_and_nothing_else_has_a_chain(action: Action, chain: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match="chain"):
        Event(action, DRAFTER, chain=chain)


CHAINS = st.sets(st.sampled_from(Step)).map(lambda steps: chain_of({*steps, Step.FINANCE_PERFORMANCE}))
PEOPLE = st.builds(
    Standing,
    st.integers(1, 3),
    st.booleans(),
    st.frozensets(st.sampled_from(Step)),
    st.lists(st.integers(1, 3), max_size=2).map(tuple),
)
ATTEMPTS = st.lists(st.tuples(st.sampled_from(Action), PEOPLE, CHAINS), max_size=40)


@given(ATTEMPTS)
def test_whatever_is_open_to_somebody_happens_and_leads_where_the_table_says(
    attempts: list[tuple[Action, Standing, tuple[Step, ...]]],
) -> None:
    events: list[Event] = []
    state = ReviewState()
    for action, somebody, chain in attempts:
        if action not in actions_open_to(state, somebody):
            assert why_not(state, action, somebody)
            continue
        event = Event(
            action, somebody.user_id, somebody.on_behalf_of(state), chain=chain if action is Action.SUBMIT else ()
        )
        before, state = state, state.after(event)
        events.append(event)
        goes_to = TRANSITIONS[before.state, action].to
        leads = (
            {State.APPROVED} if action is Action.PASS and before.is_at_last_step else {goes_to, goes_to.while_adjusting}
        )
        assert state.state in leads
        assert state.count == len(events)
        assert (state.step is not None) == (state.state in {State.WAITING, State.OPENED})
        assert (state.step in state.chain) if state.step else True
        assert state.is_adjusting <= (state.adjustment > 0)
    assert replay(events) == state


@given(ATTEMPTS)
def test_what_the_table_does_not_know_never_happens(
    attempts: list[tuple[Action, Standing, tuple[Step, ...]]],
) -> None:
    state = ReviewState()
    for action, somebody, chain in attempts:
        event = Event(action, somebody.user_id, chain=chain if action is Action.SUBMIT else ())
        if (state.state, action) not in TRANSITIONS:
            with pytest.raises(ValueError, match="does not happen"):
                state.after(event)
        elif not (TRANSITIONS[state.state, action].needs_other_eyes and state.submitted_by == somebody.user_id):
            state = state.after(event)
