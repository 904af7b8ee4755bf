"""What reviewers said about cells, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from perf.accounts.records import User
from perf.domain.drafts.rows import cell_name
from perf.domain.review import ReviewState, State, Step
from perf.reviews.records import CellComment


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a cell, or on the table as a whole.

    Attributes:
        event_number: how many events the draft had when it was written.
        cell: name of the cell, ``None`` for the table.
        place: the cell as people found it then.
        read: what stood in it then.
        step: the step at which it was written.
        author_id, author: who wrote it.
        answer: what the drafter answered, by whom and when; ``None`` when nobody did yet.
    """

    id: int
    event_number: int
    cell: str | None
    place: str
    read: str
    text: str
    step: Step
    author_id: int
    author: str
    at: datetime
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None

    def is_given(self, state: ReviewState) -> bool:
        """Tell whether the reviewer is done with it: until they decide, a comment is theirs to take back."""
        return not (state.state is State.OPENED and self.event_number == state.count)


def comments_of(session: Session, draft_id: int) -> tuple[Comment, ...]:
    """Give the comments of a draft, in the order in which they were written."""
    return _comments(session, draft_id, true())


def comment_by_id(session: Session, draft_id: int, comment_id: int) -> Comment | None:
    """Find one comment of a draft, or ``None``."""
    if comment_id not in range(1, 2**31):
        return None
    return next(iter(_comments(session, draft_id, col(CellComment.id) == comment_id)), None)


def _comments(session: Session, draft_id: int, wanted: ColumnElement[bool]) -> tuple[Comment, ...]:
    author, answering = aliased(User), aliased(User)
    record = CellComment
    rows = session.connection().execute(
        select(
            SQLModel.metadata.tables[str(record.__tablename__)],
            col(author.full_name).label("author"),
            col(answering.full_name).label("answered_by"),
        )
        .join(author, col(author.id) == col(record.author_id))
        .outerjoin(answering, col(answering.id) == col(record.answered_by_id))
        .where(col(record.draft_id) == draft_id, wanted)
        .order_by(col(record.id))
    )
    return tuple(map(_comment, rows))


def _comment(row: Row[Any]) -> Comment:
    return Comment(
        row.id,
        row.event_number,
        None if row.row_id is None else cell_name(row.row_id, row.cell),
        row.place,
        row.read,
        row.text,
        Step(row.step),
        row.author_id,
        row.author,
        row.at,
        row.answer,
        row.answered_by,
        row.answered_at,
    )
