"""The table of the indicator library. Rules are kept in operations, not here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.domain.library_entry import EntryState

_STATES = ", ".join(repr(state.value) for state in EntryState)
_ACCEPTED = text(f"state = '{EntryState.ACCEPTED.value}'")


def _text() -> Column[str]:
    return Column(Text, nullable=False)


class LibraryEntry(SQLModel, table=True):
    """An indicator of the library, or one proposed for it.

    The texts are those of :class:`perf.domain.library_entry.LibraryIndicator`.

    Attributes:
        shipped_key: by which an entry that came with the system is known again; none for people's own.
        state: an ``EntryState``.
        reason: why it was refused or retired.
        identity: what no two accepted entries share.
        search_text: what searching looks at, folded.
        proposed_by: who proposed it; none for an entry that came with the system.
        department_id: for which department, if they belong to one.
        proposed_at: when it came in.
        decided_by: who accepted, refused or retired it last.
        decided_at: when.
    """

    __tablename__ = "library_entry"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        CheckConstraint("state NOT IN ('refused', 'retired') OR reason IS NOT NULL", name="reason"),
        Index("uq_library_entry_identity", "identity", unique=True, sqlite_where=_ACCEPTED, postgresql_where=_ACCEPTED),
    )

    id: int | None = Field(default=None, primary_key=True)
    shipped_key: str | None = Field(default=None, sa_column=Column(Text, unique=True))
    field: str = Field(sa_column=_text())
    use_of_funds: str = Field(sa_column=_text())
    first_level: str = Field(sa_column=_text())
    second_level: str = Field(sa_column=_text())
    name: str = Field(sa_column=_text())
    comparison: str | None = Field(default=None, sa_column=Column(Text))
    value: str | None = Field(default=None, sa_column=Column(Text))
    unit: str | None = Field(default=None, sa_column=Column(Text))
    explanation: str | None = Field(default=None, sa_column=Column(Text))
    planned_standard: str | None = Field(default=None, sa_column=Column(Text))
    historical_standard: str | None = Field(default=None, sa_column=Column(Text))
    industry_standard: str | None = Field(default=None, sa_column=Column(Text))
    scoring_method: str | None = Field(default=None, sa_column=Column(Text))
    data_source: str | None = Field(default=None, sa_column=Column(Text))
    evidence: str | None = Field(default=None, sa_column=Column(Text))
    keywords: str | None = Field(default=None, sa_column=Column(Text))
    state: str = Field(sa_column=Column(Text, nullable=False, index=True))
    reason: str | None = Field(default=None, sa_column=Column(Text))
    identity: str = Field(sa_column=_text())
    search_text: str = Field(sa_column=_text())
    proposed_by: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    department_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    proposed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    decided_by: int | None = Field(default=None, foreign_key="user_account.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
