"""Tables that a year will need and that nobody has begun: those that there were the year before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlmodel import Session, SQLModel, col

from perf.deadlines.queries import calendar_of, years_with_deadlines
from perf.departments.records import Department, Project
from perf.domain.deadlines import Due, year_drawn_up
from perf.domain.duties import Duty
from perf.drafting.records import TargetDraft
from perf.overview.records import EndedProject
from perf.targets.records import TargetTable

_LOOKED_BACK_DAYS = 183


@dataclass(frozen=True, slots=True)
class Subject:
    """What a table of a year is about: a project of a department, or the department itself."""

    department_id: int
    project_id: int | None
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class NotBegun:
    """A table that nobody has begun.

    Attributes:
        subject: what it would be about, and for which year; there was one for the year before.
        project_name: the project, ``None`` for a department's own table.
        day: the last day on which it is to be submitted, if there is one.
        has_ended: whether its unit said that it needs none for that year.
    """

    subject: Subject
    department_code: str
    department_name: str
    project_name: str | None
    day: date | None
    has_ended: bool

    @property
    def name(self) -> str:
        """What the table would be about."""
        return self.project_name or self.department_name

    def due(self, today: date) -> Due | None:
        """Say until when it is to be submitted."""
        return None if self.day is None else Due(self.day, today)


def years_drawn_up(session: Session, today: date) -> tuple[int, ...]:
    """Give the budget years whose tables are being filled in, the earliest first.

    Those whose last day of drafting is to come or was within half a year; where none is set, the year that usually is.
    """
    days = years_with_deadlines(session)
    current = [year for year, day in days.items() if day is not None and (today - day).days <= _LOOKED_BACK_DAYS]
    return tuple(sorted(current or [year_drawn_up(today)]))


def not_begun(session: Session, department_ids: frozenset[int] | None, years: Collection[int]) -> tuple[NotBegun, ...]:
    """Give the tables of some departments (``None``: all) for some years that are not begun, a unit's own first.

    Whatever is kept counts as begun, a draft as well as a published table. The number of queries is always the same.
    """
    known = _kept(session, department_ids, {*years, *(year - 1 for year in years)})
    calendar = calendar_of(session, years)
    ended = _ended(session, years)
    missing = []
    for before, (code, department_name, project_name) in known.items():
        subject = Subject(before.department_id, before.project_id, before.fiscal_year + 1)
        if subject.fiscal_year in years and subject not in known:
            day = calendar.day(subject.fiscal_year, Duty.DRAFTING, subject.department_id)
            has_ended = (subject.project_id, subject.fiscal_year) in ended
            missing.append(NotBegun(subject, code, department_name, project_name, day, has_ended))
    return tuple(sorted(missing, key=_place))


def _place(missing: NotBegun) -> tuple[int, str, bool, str]:
    """Say where a table stands in lists."""
    is_project = missing.project_name is not None
    return missing.subject.fiscal_year, missing.department_code, is_project, missing.project_name or ""


def _kept(
    session: Session, department_ids: frozenset[int] | None, years: Collection[int]
) -> dict[Subject, tuple[str, str, str | None]]:
    """Read what there are tables about, each with code and name of the department and name of the project."""
    sources = [_subjects(record, department_ids, years) for record in (TargetDraft, TargetTable)]
    rows: Iterable[Any] = session.connection().execute(union_all(*sources))
    return {Subject(*row[:3]): tuple(row[3:]) for row in rows}


def _subjects(
    record: type[SQLModel], department_ids: frozenset[int] | None, years: Collection[int]
) -> Select[int, int | None, int, str, str, str | None]:
    table = SQLModel.metadata.tables[str(record.__tablename__)]
    asked = (
        select(
            table.c.department_id,
            table.c.project_id,
            table.c.fiscal_year,
            col(Department.code),
            col(Department.name),
            col(Project.name),
        )
        .select_from(table)
        .join(Department, col(Department.id) == table.c.department_id)
        .outerjoin(Project, col(Project.id) == table.c.project_id)
        .where(table.c.fiscal_year.in_(years))
    )
    return asked if department_ids is None else asked.where(table.c.department_id.in_(department_ids))


def _ended(session: Session, years: Collection[int]) -> set[tuple[int, int]]:
    """Read which projects need no table of which year."""
    asked = select(col(EndedProject.project_id), col(EndedProject.fiscal_year))
    return {
        (project_id, year)
        for project_id, year in session.connection().execute(asked.where(col(EndedProject.fiscal_year).in_(years)))
    }
