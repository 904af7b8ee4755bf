"""What is still to be looked at in a draft that was begun from a file or a former table."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlmodel import Session, col

from perf.domain.drafts.rows import cell_name
from perf.drafting.records import ChangeKind, DraftChange, DraftQuestion, DraftRowRecord


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing to look at; its texts are those of :class:`perf.drafting.records.DraftQuestion`.

    Attributes:
        cell: name of the cell it is about, ``None`` for what found no place in the form.
    """

    id: int
    cell: str | None
    must_be_answered: bool
    message: str
    read: str
    taken: str | None
    place: str | None


def open_questions(session: Session, draft_id: int) -> tuple[OpenQuestion, ...]:
    """Give what is still to be looked at, in the order of the file; one query.

    A question is answered by somebody who says that it is right as it is, by changing its cell, or by removing its
    row.
    """
    question, change, row = DraftQuestion, DraftChange, DraftRowRecord
    changed = exists().where(
        col(change.row_id) == col(question.row_id),
        col(change.cell) == col(question.cell),
        col(change.kind) != ChangeKind.BEGUN.value,
    )
    names = ("id", "row_id", "cell", "must_be_answered", "message", "read", "taken", "place")
    asked = (
        select(*(col(getattr(question, name)) for name in names))
        .outerjoin(row, col(row.id) == col(question.row_id))
        .where(col(question.draft_id) == draft_id, col(question.answered_at).is_(None), ~changed)
        .where(or_(col(row.is_removed).is_(None), col(row.is_removed).is_(False)))
        .order_by(col(question.id))
    )
    return tuple(
        OpenQuestion(
            each.id,
            None if each.row_id is None else cell_name(each.row_id, each.cell),
            each.must_be_answered,
            each.message,
            each.read,
            each.taken,
            each.place,
        )
        for each in session.connection().execute(asked)
    )
