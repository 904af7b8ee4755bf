"""Tables of review. Rules are kept in the domain and in operations, not here."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.domain.review import Action, Step


class ReviewEventRecord(SQLModel, table=True):
    """Something that happened to a draft (:class:`perf.domain.review.Event`); the database refuses to change one.

    Attributes:
        number: which event of the draft it is, from 1; of two people who act at once, one gets the number.
        step: the step at which it was done, absent for what drafters do.
        chain: the steps of the round that a submission begins, separated by blanks.
        review: what the reviewer filled in, a JSON object by point.
    """

    __tablename__ = "review_event"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        CheckConstraint(f"action IN ({', '.join(repr(action.value) for action in Action)})", name="action"),
        CheckConstraint(f"step IN ({', '.join(repr(step.value) for step in Step)})", name="step"),
        CheckConstraint("(action = 'submit') = (chain IS NOT NULL)", name="submission_has_chain"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="target_draft.id")
    number: int
    action: str = Field(sa_column=Column(Text, nullable=False))
    step: str | None = Field(default=None, sa_column=Column(Text))
    actor_id: int = Field(foreign_key="user_account.id")
    on_behalf_of_id: int | None = Field(default=None, foreign_key="user_account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    note: str | None = Field(default=None, sa_column=Column(Text))
    chain: str | None = Field(default=None, sa_column=Column(Text))
    review: str | None = Field(default=None, sa_column=Column(Text))


class TargetSnapshot(SQLModel, table=True):
    """A draft as it was submitted; the database itself refuses to change or delete it.

    Attributes:
        number: which version of the draft it is, from 1.
        event_number: the submission that it belongs to.
        adjustment: 0 for the target of the year's beginning, else which adjustment was submitted.
        draft_rows: the rows in their order, a JSON list of objects with id, block, version and texts.
        target: the target that they state, as JSON.
        digest: SHA-256 over form, rows and target.
    """

    __tablename__ = "target_snapshot"
    __table_args__ = (UniqueConstraint("draft_id", "number"), UniqueConstraint("draft_id", "event_number"))

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="target_draft.id")
    number: int
    event_number: int
    adjustment: int
    schema_id: str = Field(sa_column=Column(Text, nullable=False))
    draft_rows: str = Field(sa_column=Column(Text, nullable=False))
    target: str = Field(sa_column=Column(Text, nullable=False))
    digest: str = Field(sa_column=Column(Text, nullable=False))


class CellComment(SQLModel, table=True):
    """What a reviewer says about a cell, and what the drafter answers.

    Attributes:
        event_number: how many events the draft had when it was written.
        row_id, cell: the cell; both absent for the table as a whole.
        place: the cell as people found it then.
        read: what stood in it then.
        step: the step at which it was written.
    """

    __tablename__ = "cell_comment"
    __table_args__ = (CheckConstraint("(row_id IS NULL) = (cell IS NULL)", name="cell_has_row"),)

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="target_draft.id", index=True)
    event_number: int
    row_id: int | None = Field(default=None, foreign_key="draft_row.id")
    cell: str | None = Field(default=None, sa_column=Column(Text))
    place: str = Field(sa_column=Column(Text, nullable=False))
    read: str = Field(sa_column=Column(Text, nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    step: str = Field(sa_column=Column(Text, nullable=False))
    author_id: int = Field(foreign_key="user_account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    answer: str | None = Field(default=None, sa_column=Column(Text))
    answered_by_id: int | None = Field(default=None, foreign_key="user_account.id")
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class FindingWaiver(SQLModel, table=True):
    """A finding that somebody asks to let pass (豁免), and what was decided.

    Attributes:
        rule: id of its rule.
        cells: the cells that it names, as names separated by blanks and in order; blank for the table as a whole.
        message: its wording when it was asked for.
        is_granted: the decision, absent until there is one; refused by who asked when it became needless.
        until: the last day on which it counts.
    """

    __tablename__ = "finding_waiver"
    __table_args__ = (
        CheckConstraint("(is_granted IS NULL) = (decided_at IS NULL)", name="decision_has_time"),
        CheckConstraint("(is_granted IS NULL) = (decided_by_id IS NULL)", name="decision_has_person"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="target_draft.id", index=True)
    rule: str = Field(sa_column=Column(Text, nullable=False))
    cells: str = Field(sa_column=Column(Text, nullable=False))
    message: str = Field(sa_column=Column(Text, nullable=False))
    reason: str = Field(sa_column=Column(Text, nullable=False))
    requested_by_id: int = Field(foreign_key="user_account.id")
    requested_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    is_granted: bool | None = Field(default=None)
    note: str | None = Field(default=None, sa_column=Column(Text))
    decided_by_id: int | None = Field(default=None, foreign_key="user_account.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    until: date | None = Field(default=None)


class Delegation(SQLModel, table=True):
    """A leader lets somebody of the same department sign in their stead (委托), from one day until another.

    Attributes:
        ended_at: when the leader took it back, if they did.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("leader_id <> delegate_id", name="two_people"),
        CheckConstraint("from_day <= until_day", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    leader_id: int = Field(foreign_key="user_account.id", index=True)
    delegate_id: int = Field(foreign_key="user_account.id", index=True)
    from_day: date
    until_day: date
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class ReviewChain(SQLModel, table=True):
    """The steps that a department's tables pass, where they are not the usual ones.

    Attributes:
        steps: the steps in their order, separated by blanks.
    """

    __tablename__ = "review_chain"

    department_id: int = Field(primary_key=True, foreign_key="department.id", sa_column_kwargs={"autoincrement": False})
    steps: str = Field(sa_column=Column(Text, nullable=False))
