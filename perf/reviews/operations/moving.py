"""Moving a table along: submitting, withdrawing, opening, passing, returning, adjusting, all in one place."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from perf.accounts.queries import account_by_id
from perf.domain.days import day_in_china
from perf.domain.review import Action, Event, ReviewState, Standing, State, why_not
from perf.domain.review.form import OVERALL, Review
from perf.drafting.operations.holding import hold
from perf.drafting.records import TargetDraft
from perf.reviews.operations.adjusting import close_rows, give_back_approved, open_rows
from perf.reviews.operations.disclosing import disclose_approved
from perf.reviews.operations.refusals import NotFilled, Overtaken, ReviewError, optional_text, required_text
from perf.reviews.operations.submitting import keep_version
from perf.reviews.queries.access import access_to
from perf.reviews.queries.chains import chain_of_department
from perf.reviews.queries.events import KeptEvent, events_of, states_of
from perf.reviews.records import ReviewEventRecord
from perf.table_schemas import review_form


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody wants to do to a table.

    Attributes:
        action: what.
        expected: how many events the table had on the page that they decided on.
        note: what they wrote with it.
        review: what they filled in, where the step fills in the form of review.
        rows: the rows that an adjustment is to open.
    """

    action: Action
    expected: int
    note: str = ""
    review: Review | None = None
    rows: Collection[int] = ()


def move(session: Session, draft_id: int, wanted: Move, *, user_id: int, now: datetime) -> ReviewState:
    """Do something to a table and give where it stands then; asked for twice by the same person, it is done once.

    Refuses, with :class:`ReviewError`, what they may not do now; with its subclasses ``Overtaken`` what was decided on
    a state that is no more, ``NotFilled`` a form of review that does not fit, ``NotReady`` a table that cannot be
    submitted yet. Nothing is written then.
    """
    held = hold(session, draft_id)
    events = events_of(session, draft_id)
    state = states_of(events)[-1]
    standing = _standing(session, held, user_id, now)
    if wanted.expected != state.count:
        _require_repetition(events, state, wanted, user_id)
        return state
    reason = why_not(state, wanted.action, standing)
    if reason is not None:
        raise ReviewError(reason)
    review = _fitting_review(state, wanted)
    event = Event(
        wanted.action,
        user_id,
        standing.on_behalf_of(state),
        _note(state, wanted, review),
        chain_of_department(session, held.department_id) if wanted.action is Action.SUBMIT else (),
    )
    after = state.after(event)
    _do(session, held, events, wanted, user_id=user_id, now=now)
    _write(session, held, state, event, review, now=now)
    if after.state is State.APPROVED:
        close_rows(session, held)
    held.state, held.step, held.is_open = after.state.value, after.step, after.state.is_editable
    session.flush()
    return after


def _standing(session: Session, held: TargetDraft, user_id: int, now: datetime) -> Standing:
    """Say what somebody is to a draft; to who may not read it, it is missing."""
    account = account_by_id(session, user_id)
    assert account is not None
    access = access_to(session, account, held.department_id, day_in_china(now))
    if not access.may_read:
        raise ReviewError("没有找到这张表，可能已经删除")
    return access.standing


def _require_repetition(events: tuple[KeptEvent, ...], state: ReviewState, wanted: Move, user_id: int) -> None:
    """Refuse what was decided on a state that is no more, unless it is what the same person just did."""
    since = events[wanted.expected :] if wanted.expected >= 0 else events
    if since and (since[0].event.action, since[0].event.actor) == (wanted.action, user_id):
        return
    by = f"{since[-1].who}已经{since[-1].event.action.label}" if since else "情况已经变了"
    raise Overtaken(
        f"您打开这一页以后，{by}，现在是“{state.label}”。您的“{wanted.action.label}”没有做，请看最新情况再决定"
    )


def _fitting_review(state: ReviewState, wanted: Move) -> Review | None:
    """Give the filled form where the step needs one; refuses one that does not fit the decision."""
    form = review_form()
    if wanted.action not in {Action.PASS, Action.RETURN} or not form.is_filled_at(state.step):
        return None
    review = wanted.review or Review()
    faults = review.faults(form, wanted.action)
    if faults:
        raise NotFilled(faults)
    return review


def _note(state: ReviewState, wanted: Move, review: Review | None) -> str | None:
    """Give what is kept of the words; a filled form has its own, which count as reason."""
    transition = state.transition(wanted.action)
    assert transition is not None
    if review is not None:
        return review.on(OVERALL).opinion
    if transition.note is None:
        return optional_text(wanted.note, "说明")
    return required_text(wanted.note, transition.note)


def _do(
    session: Session,
    held: TargetDraft,
    events: tuple[KeptEvent, ...],
    wanted: Move,
    *,
    user_id: int,
    now: datetime,
) -> None:
    """Do what an action takes besides the event itself."""
    match wanted.action:
        case Action.SUBMIT:
            keep_version(session, held, events, now=now)
        case Action.BEGIN_ADJUSTMENT:
            open_rows(session, held, wanted.rows)
        case Action.ABANDON_ADJUSTMENT:
            give_back_approved(session, held, events, user_id=user_id, now=now)
        case Action.DISCLOSE:
            disclose_approved(session, held, events, now=now)
        case _:
            pass


def _write(
    session: Session, held: TargetDraft, state: ReviewState, event: Event, review: Review | None, *, now: datetime
) -> None:
    """Keep an event; its number is given once, whatever two transactions have read."""
    session.add(
        ReviewEventRecord(
            draft_id=held.id or 0,
            number=state.count + 1,
            action=event.action.value,
            step=state.step,
            actor_id=event.actor,
            on_behalf_of_id=event.on_behalf_of,
            at=now,
            note=event.note,
            chain=" ".join(event.chain) or None,
            review=json.dumps(review.as_dict(), ensure_ascii=False) if review else None,
        )
    )
