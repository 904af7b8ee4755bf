"""Tables of drafts. Rules are kept in the domain and in operations, not here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.departments.records import one_a_year
from perf.domain.terms import Labelled


class ChangeKind(Labelled):
    """What was done to a row or to a cell of it."""

    BEGUN = ("begun", "建表时写入")
    TYPED = ("typed", "填写")
    PASTED = ("pasted", "粘贴")
    RESTORED = ("restored", "恢复")
    ADDED = ("added", "加了一行")
    REMOVED = ("removed", "删除整行")
    MOVED = ("moved", "移动")
    BROUGHT_BACK = ("brought_back", "恢复整行")


def _draft_of(*, index: bool = False) -> Column[int]:
    """Make the column that names the draft; what belongs to it goes when it goes."""
    return Column(Integer, ForeignKey("target_draft.id", ondelete="CASCADE"), nullable=False, index=index)


class TargetDraft(SQLModel, table=True):
    """A target table that is filled in here.

    Attributes:
        project_id: the project it is about; absent for a department's own table.
        kind: ``department`` or ``project``.
        schema_id: its form.
        state, step: where it is on its way, as the events of its review say; kept beside them for lists.
        is_open: whether it may be changed now.
        changed_at: when a cell was last changed.
    """

    __tablename__ = "target_draft"
    __table_args__ = one_a_year("target_draft")

    id: int | None = Field(default=None, primary_key=True)
    department_id: int = Field(foreign_key="department.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id")
    fiscal_year: int = Field(foreign_key="fiscal_year.year", index=True)
    kind: str = Field(sa_column=Column(Text, nullable=False))
    schema_id: str = Field(sa_column=Column(Text, nullable=False))
    title: str = Field(sa_column=Column(Text, nullable=False))
    state: str = Field(default="drafting", sa_column=Column(Text, nullable=False, index=True))
    step: str | None = Field(default=None, sa_column=Column(Text))
    is_open: bool = Field(default=True)
    created_by: int = Field(foreign_key="user_account.id")
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class DraftRowRecord(SQLModel, table=True):
    """A row of a draft (:class:`perf.domain.drafts.rows.DraftRow`); ``texts`` is a JSON object of the filled cells.

    Attributes:
        position: its place among the rows of its block, from 0.
        origin: what the page called it when it was added, so that a double click adds one row.
        is_removed: rows are never deleted: what stood in them can be brought back.
    """

    __tablename__ = "draft_row"
    __table_args__ = (UniqueConstraint("draft_id", "origin"),)

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(sa_column=_draft_of(index=True))
    block: str = Field(sa_column=Column(Text, nullable=False))
    position: int
    version: int
    texts: str = Field(sa_column=Column(Text, nullable=False))
    origin: str | None = Field(default=None, sa_column=Column(Text))
    is_locked: bool = Field(default=False)
    is_removed: bool = Field(default=False)


class DraftChange(SQLModel, table=True):
    """A change of one cell, or of a row as a whole: only ever added to.

    Attributes:
        version: the row's version after it.
        cell: key of the cell; absent for the row as a whole.
        before, after: what the cell held.
    """

    __tablename__ = "draft_change"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(repr(kind.value) for kind in ChangeKind)})", name="kind"),
        Index("ix_draft_change_row_id_version", "row_id", "version"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(sa_column=_draft_of(index=True))
    row_id: int = Field(sa_column=Column(Integer, ForeignKey("draft_row.id", ondelete="CASCADE"), nullable=False))
    version: int
    kind: str = Field(sa_column=Column(Text, nullable=False))
    cell: str | None = Field(default=None, sa_column=Column(Text))
    before: str = Field(default="", sa_column=Column(Text, nullable=False))
    after: str = Field(default="", sa_column=Column(Text, nullable=False))
    user_id: int = Field(foreign_key="user_account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class DraftQuestion(SQLModel, table=True):
    """Something to look at in a draft that was begun from a file or a former table.

    Attributes:
        row_id, cell: the cell it is about; both absent for what found no place in the form.
        must_be_answered: whether the table may not be submitted before.
        message: what was seen and made of it.
        read: the text as it stood in the file or the former table.
        taken: what it was taken for, absent when it was not taken.
        place: where it stood there, in words.
        answered_by, answered_at: who said that it is right as it is, and when.
    """

    __tablename__ = "draft_question"
    __table_args__ = (
        CheckConstraint("(row_id IS NULL) = (cell IS NULL)", name="cell_has_row"),
        CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name="answer_has_time"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(sa_column=_draft_of(index=True))
    row_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("draft_row.id", ondelete="CASCADE"), nullable=True)
    )
    cell: str | None = Field(default=None, sa_column=Column(Text))
    must_be_answered: bool
    message: str = Field(sa_column=Column(Text, nullable=False))
    read: str = Field(sa_column=Column(Text, nullable=False))
    taken: str | None = Field(default=None, sa_column=Column(Text))
    place: str | None = Field(default=None, sa_column=Column(Text))
    answered_by: int | None = Field(default=None, foreign_key="user_account.id")
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
