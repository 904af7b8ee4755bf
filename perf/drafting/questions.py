"""What is still to be looked at in a draft that was begun from a file or a former table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, func, or_, select
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
    names = ("id", "row_id", "cell", "must_be_answered", "message", "read", "taken", "place")
    asked = _open(*(col(getattr(DraftQuestion, name)) for name in names))
    asked = asked.where(col(DraftQuestion.draft_id) == draft_id).order_by(col(DraftQuestion.id))
    return tuple(_question(row) for row in session.connection().execute(asked))


def open_question_counts(session: Session, draft_ids: Sequence[int]) -> dict[int, int]:
    """Count, for some drafts, what must still be looked at before they are submitted; one query."""
    draft_id = col(DraftQuestion.draft_id)
    asked = _open(draft_id, func.count()).where(draft_id.in_(draft_ids), col(DraftQuestion.must_be_answered))
    return {row[0]: row[1] for row in session.connection().execute(asked.group_by(draft_id))}


def _open(*columns: Any) -> Any:
    """Ask for questions that nobody has answered in any way."""
    question, change, row = DraftQuestion, DraftChange, DraftRowRecord
    changed = exists().where(
        col(change.row_id) == col(question.row_id),
        col(change.cell) == col(question.cell),
        col(change.kind) != ChangeKind.BEGUN.value,
    )
    there = or_(col(row.is_removed).is_(None), col(row.is_removed).is_(False))
    rows = select(*columns).select_from(question).outerjoin(row, col(row.id) == col(question.row_id))
    return rows.where(col(question.answered_at).is_(None), ~changed, there)


def _question(row: Row[Any]) -> OpenQuestion:
    cell = None if row.row_id is None else cell_name(row.row_id, row.cell)
    return OpenQuestion(row.id, cell, row.must_be_answered, row.message, row.read, row.taken, row.place)
