"""Why tables were returned: who sent them back, with which opinion, and which comments wait for an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from perf.accounts.records import User
from perf.domain.drafts.rows import cell_name
from perf.domain.review import Action, Step
from perf.reviews.records import CellComment, ReviewEventRecord


@dataclass(frozen=True, slots=True)
class ReturnedWith:
    """A return.

    Attributes:
        step: who returned it.
        by: 姓名 of whom.
        at: when, UTC.
        opinion: why, ``""`` when nothing was written.
        open_comments: how many comments wait for an answer.
        first_cell: name of the cell of the first of them, ``None`` when it is about the table as a whole.
        first_place: that cell as people find it.
    """

    step: Step
    by: str
    at: datetime
    opinion: str
    open_comments: int = 0
    first_cell: str | None = None
    first_place: str = ""


def returns_of(session: Session, draft_ids: Sequence[int]) -> dict[int, ReturnedWith]:
    """Give the latest return of drafts by id, of those that have one; two queries."""
    record = ReviewEventRecord
    latest = (
        select(func.max(col(record.id)))
        .where(col(record.draft_id).in_(draft_ids), col(record.action) == Action.RETURN.value)
        .group_by(col(record.draft_id))
    )
    asked = (
        select(col(record.draft_id), col(record.step), col(User.full_name), col(record.at), col(record.note))
        .join(User, col(User.id) == col(record.actor_id))
        .where(col(record.id).in_(latest))
    )
    rows: Iterable[Any] = session.connection().execute(asked)
    returns = {draft_id: ReturnedWith(Step(step), by, at, note or "") for draft_id, step, by, at, note in rows}
    for draft_id, comments in _open_comments(session, list(returns)).items():
        row_id, cell, place = comments[0]
        first = None if row_id is None else cell_name(row_id, cell)
        returns[draft_id] = replace(returns[draft_id], open_comments=len(comments), first_cell=first, first_place=place)
    return returns


def _open_comments(session: Session, draft_ids: Sequence[int]) -> dict[int, list[tuple[int | None, str, str]]]:
    """Give the comments without answer by draft, in the order in which they were written: row, cell and place."""
    record = CellComment
    rows: Iterable[Any] = session.connection().execute(
        select(col(record.draft_id), col(record.row_id), col(record.cell), col(record.place))
        .where(col(record.draft_id).in_(draft_ids), col(record.answer).is_(None))
        .order_by(col(record.id))
    )
    comments: dict[int, list[tuple[int | None, str, str]]] = {}
    for draft_id, row_id, cell, place in rows:
        comments.setdefault(draft_id, []).append((row_id, cell, place))
    return comments
