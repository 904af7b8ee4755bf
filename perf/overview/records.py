"""Tables of reminders and of projects that ended. Rules are kept in the domain and in operations, not here."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.domain.duties import Duty


class ReminderSent(SQLModel, table=True):
    """That somebody was written to about a duty of a year; of two runs at once one writes.

    Attributes:
        point: the day from which they were to be reminded.
        day: the day in China on which they were.
    """

    __tablename__ = "reminder_sent"
    __table_args__ = (
        UniqueConstraint("user_id", "fiscal_year", "duty", "point"),
        CheckConstraint(f"duty IN ({', '.join(repr(duty.value) for duty in Duty)})", name="duty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id")
    fiscal_year: int = Field(foreign_key="fiscal_year.year")
    duty: str = Field(sa_column=Column(Text, nullable=False))
    point: date
    day: date
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class EndedProject(SQLModel, table=True):
    """That a project had a table the year before and needs none for a year, as its unit's drafters say."""

    __tablename__ = "ended_project"

    project_id: int = Field(primary_key=True, foreign_key="project.id", sa_column_kwargs={"autoincrement": False})
    fiscal_year: int = Field(
        primary_key=True, foreign_key="fiscal_year.year", sa_column_kwargs={"autoincrement": False}
    )
    set_by_id: int = Field(foreign_key="user_account.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
