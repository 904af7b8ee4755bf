"""What happened to a draft, in its order."""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from perf.accounts.records import User
from perf.domain.review import Action, Event, ReviewState, Step
from perf.domain.review.form import Review, read_review
from perf.reviews.records import ReviewEventRecord


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it is kept.

    Attributes:
        number: which event of the draft it is, from 1.
        event: what happened.
        step: the step at which it was done; ``None`` for what drafters do.
        at: when, UTC.
        by: 姓名 of who did it.
        in_stead_of: 姓名 of the leader in whose stead, if it was by delegation.
        review: what the reviewer filled in, if anything.
    """

    number: int
    event: Event
    step: Step | None
    at: datetime
    by: str
    in_stead_of: str | None
    review: Review | None

    @property
    def who(self) -> str:
        """Say who did it: 某某（代某某）."""
        return f"{self.by}（代{self.in_stead_of}）" if self.in_stead_of else self.by


def events_of(session: Session, draft_id: int) -> tuple[KeptEvent, ...]:
    """Give the events of a draft, oldest first."""
    record, leader = ReviewEventRecord, aliased(User)
    rows = session.connection().execute(
        select(
            SQLModel.metadata.tables[str(record.__tablename__)],
            col(User.full_name).label("by"),
            col(leader.full_name).label("leader"),
        )
        .join(User, col(User.id) == col(record.actor_id))
        .outerjoin(leader, col(leader.id) == col(record.on_behalf_of_id))
        .where(col(record.draft_id) == draft_id)
        .order_by(col(record.number))
    )
    return tuple(
        KeptEvent(
            row.number,
            Event(Action(row.action), row.actor_id, row.on_behalf_of_id, row.note, read_chain(row.chain)),
            Step(row.step) if row.step else None,
            row.at,
            row.by,
            row.leader,
            read_review(json.loads(row.review)) if row.review else None,
        )
        for row in rows
    )


def states_of(events: tuple[KeptEvent, ...]) -> tuple[ReviewState, ...]:
    """Give the state before any event, and after each."""
    return tuple(accumulate((kept.event for kept in events), ReviewState.after, initial=ReviewState()))


def read_chain(written: str | None) -> tuple[Step, ...]:
    """Read a chain as it is kept."""
    return tuple(map(Step, written.split())) if written else ()
