"""Tables of deadlines. Rules are kept in the domain and in operations, not here."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.domain.duties import Duty


def _known_duty() -> CheckConstraint:
    return CheckConstraint(f"duty IN ({', '.join(repr(duty.value) for duty in Duty)})", name="duty")


class DeadlineRecord(SQLModel, table=True):
    """The last day of a duty on the tables of a budget year.

    Attributes:
        reminders: how many days before it people are reminded, whole numbers separated by blanks.
    """

    __tablename__ = "deadline"
    __table_args__ = (UniqueConstraint("fiscal_year", "duty"), _known_duty())

    id: int | None = Field(default=None, primary_key=True)
    fiscal_year: int = Field(foreign_key="fiscal_year.year")
    duty: str = Field(sa_column=Column(Text, nullable=False))
    day: date
    reminders: str = Field(sa_column=Column(Text, nullable=False))
    set_by_id: int = Field(foreign_key="user_account.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class DeadlineExtension(SQLModel, table=True):
    """A later last day for one department."""

    __tablename__ = "deadline_extension"
    __table_args__ = (UniqueConstraint("fiscal_year", "duty", "department_id"), _known_duty())

    id: int | None = Field(default=None, primary_key=True)
    fiscal_year: int = Field(foreign_key="fiscal_year.year")
    duty: str = Field(sa_column=Column(Text, nullable=False))
    department_id: int = Field(foreign_key="department.id")
    day: date
    reason: str = Field(sa_column=Column(Text, nullable=False))
    set_by_id: int = Field(foreign_key="user_account.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class YearClosing(SQLModel, table=True):
    """A budget year whose tables cannot be submitted for the first time once their drafting is due."""

    __tablename__ = "year_closing"

    fiscal_year: int = Field(
        primary_key=True, foreign_key="fiscal_year.year", sa_column_kwargs={"autoincrement": False}
    )
    reason: str = Field(sa_column=Column(Text, nullable=False))
    set_by_id: int = Field(foreign_key="user_account.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
