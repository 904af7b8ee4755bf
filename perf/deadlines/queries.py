"""What pages, submissions and reminders ask about deadlines."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from perf.accounts.records import User
from perf.deadlines.records import DeadlineExtension, DeadlineRecord, YearClosing
from perf.departments.records import Department
from perf.domain.deadlines import Closing
from perf.domain.duties import Duty


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """The last day of a duty.

    Attributes:
        day: the day.
        reminders: how many days before it people are reminded.
        set_by: 姓名 of who set it.
    """

    day: date
    reminders: tuple[int, ...]
    set_by: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A later last day for one department.

    Attributes:
        day: the later day.
        usual_day: the day for all others, ``None`` when there is none any more.
        reason: why.
        set_by: 姓名 of who gave it.
    """

    id: int
    duty: Duty
    department_id: int
    code: str
    name: str
    day: date
    usual_day: date | None
    reason: str
    set_by: str


@dataclass(frozen=True, slots=True)
class YearDeadlines:
    """All that is set for a budget year."""

    fiscal_year: int
    days: Mapping[Duty, SetDeadline]
    extensions: tuple[Extension, ...]
    closing: Closing | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The deadlines of some years, for everybody.

    Attributes:
        usual: day and days of reminders by year and duty.
        extended: later days by year, duty and department.
    """

    usual: Mapping[tuple[int, Duty], tuple[date, tuple[int, ...]]]
    extended: Mapping[tuple[int, Duty, int], date]

    def day(self, fiscal_year: int, duty: Duty, department_id: int) -> date | None:
        """Give the last day of a duty for a department, ``None`` where none is set."""
        usual = self.usual.get((fiscal_year, duty))
        return self.extended.get((fiscal_year, duty, department_id), usual[0]) if usual else None

    def reminders(self, fiscal_year: int, duty: Duty) -> tuple[int, ...]:
        """Give how many days before its last day people are reminded of a duty."""
        return self.usual[fiscal_year, duty][1]


def calendar_of(session: Session, years: Collection[int]) -> Calendar:
    """Give the deadlines of some years; two queries."""
    usual, extended = DeadlineRecord, DeadlineExtension
    asked = select(col(usual.fiscal_year), col(usual.duty), col(usual.day), col(usual.reminders))
    rows = session.connection().execute(asked.where(col(usual.fiscal_year).in_(years)))
    days = {(year, Duty(duty)): (day, read_kept(reminders)) for year, duty, day, reminders in rows}
    later = select(col(extended.fiscal_year), col(extended.duty), col(extended.department_id), col(extended.day))
    more = session.connection().execute(later.where(col(extended.fiscal_year).in_(years)))
    return Calendar(days, {(year, Duty(duty), department_id): day for year, duty, department_id, day in more})


def deadlines_of_year(session: Session, fiscal_year: int) -> YearDeadlines:
    """Give what is set for a year; three queries."""
    record = DeadlineRecord
    asked = select(col(record.duty), col(record.day), col(record.reminders), col(User.full_name)).join(
        User, col(User.id) == col(record.set_by_id)
    )
    rows = session.connection().execute(asked.where(col(record.fiscal_year) == fiscal_year))
    days = {Duty(duty): SetDeadline(day, read_kept(reminders), by) for duty, day, reminders, by in rows}
    return YearDeadlines(
        fiscal_year,
        {duty: days[duty] for duty in Duty if duty in days},
        _extensions(session, fiscal_year),
        closings(session).get(fiscal_year),
    )


def years_with_deadlines(session: Session) -> dict[int, date | None]:
    """Give the years that deadlines are set for, the latest first, each with the last day of drafting."""
    record = DeadlineRecord
    rows = session.connection().execute(select(col(record.fiscal_year), col(record.duty), col(record.day)))
    days: dict[int, date | None] = {}
    for year, duty, day in sorted(rows, key=lambda row: -row[0]):
        days.setdefault(year, None)
        if duty == Duty.DRAFTING:
            days[year] = day
    return days


def closings(session: Session) -> dict[int, Closing]:
    """Give the years that are closed for submissions once drafting is due, with the reason."""
    rows = session.connection().execute(select(col(YearClosing.fiscal_year), col(YearClosing.reason)))
    return {year or 0: Closing(reason) for year, reason in rows}


def day_for(session: Session, fiscal_year: int, duty: Duty, department_id: int) -> date | None:
    """Give the last day of a duty for a department, ``None`` where none is set."""
    usual, extension = DeadlineRecord, DeadlineExtension
    is_theirs = and_(
        col(extension.fiscal_year) == col(usual.fiscal_year),
        col(extension.duty) == col(usual.duty),
        col(extension.department_id) == department_id,
    )
    asked = select(func.coalesce(col(extension.day), col(usual.day))).select_from(usual).outerjoin(extension, is_theirs)
    wanted = asked.where(col(usual.fiscal_year) == fiscal_year, col(usual.duty) == duty.value)
    day: date | None = session.connection().scalar(wanted)
    return day


def why_closed(session: Session, fiscal_year: int, department_id: int, today: date) -> str | None:
    """Say why a department cannot submit a table for the first time today, ``None`` where it can."""
    closing = closings(session).get(fiscal_year)
    if closing is None:
        return None
    return closing.refusal(day_for(session, fiscal_year, Duty.DRAFTING, department_id), today)


def read_kept(reminders: str) -> tuple[int, ...]:
    """Read the days of reminders as they are kept."""
    return tuple(map(int, reminders.split()))


def _extensions(session: Session, fiscal_year: int) -> tuple[Extension, ...]:
    record = DeadlineExtension
    asked = (
        select(
            col(record.id),
            col(record.duty),
            col(record.department_id),
            col(Department.code),
            col(Department.name),
            col(record.day),
            col(DeadlineRecord.day),
            col(record.reason),
            col(User.full_name),
        )
        .join(Department, col(Department.id) == col(record.department_id))
        .join(User, col(User.id) == col(record.set_by_id))
        .outerjoin(
            DeadlineRecord,
            and_(
                col(DeadlineRecord.fiscal_year) == col(record.fiscal_year),
                col(DeadlineRecord.duty) == col(record.duty),
            ),
        )
        .where(col(record.fiscal_year) == fiscal_year)
        .order_by(col(Department.code), col(record.id))
    )
    rows: Iterable[Any] = session.connection().execute(asked)
    return tuple(Extension(number, Duty(duty), *more) for number, duty, *more in rows)
