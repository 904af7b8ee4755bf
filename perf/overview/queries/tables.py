"""The tables that are being filled in and reviewed, each with whose turn it is, since when and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlmodel import Session, col

from perf.departments.records import Department, Project
from perf.domain.days import day_in_china
from perf.domain.deadlines import Due, days_late
from perf.domain.duties import Duties, Duty, duty_of
from perf.domain.review import ReviewState, State, Step
from perf.domain.terms import Labelled
from perf.domain.text import is_clean
from perf.overview.queries import turns


class Standing(Labelled):
    """Where tables stand, as lists are filtered by; each step of the chain has its own."""

    DRAFTING = ("drafting", "填报中")
    RETURNED = ("returned", "已退回")
    UNIT_LEADER = (Step.UNIT_LEADER.value, "待单位负责人审签")
    SUPERVISING_DEPARTMENT = (Step.SUPERVISING_DEPARTMENT.value, "待主管部门审核")
    FINANCE_BUSINESS = (Step.FINANCE_BUSINESS.value, "待业务科室审核")
    FINANCE_PERFORMANCE = (Step.FINANCE_PERFORMANCE.value, "待绩效科审核")
    APPROVED = ("approved", "已批复")


@dataclass(frozen=True, slots=True)
class TableFilter:
    """Which tables are asked for.

    Attributes:
        department_ids: whose, ``None`` for everybody's.
        duties: only those whose turn is somebody's who owes this.
        fiscal_year: only of this year.
        standing: only those that stand there.
        is_in_review: only those that are under review.
        due_by: only those whose turn it is has time until that day at most.
        words: only those whose project, unit or unit code holds this.
        approved_since: only those approved since that moment.
    """

    department_ids: frozenset[int] | None = None
    duties: Duties | None = None
    fiscal_year: int | None = None
    standing: Standing | None = None
    is_in_review: bool = False
    due_by: date | None = None
    words: str = ""
    approved_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class TableOnList:
    """A table in a list.

    Attributes:
        state, step: where it stands.
        is_adjusting: whether it was approved once and is being adjusted; the year's deadlines no longer count then.
        since: since when it stands there, UTC.
        day: the last day for whose turn it is, if there is one.
        drafting_day: the last day on which it was to be submitted, if there is one.
        first_submitted: when it was submitted first.
        submitted_by: who submitted it last.
    """

    id: int
    department_id: int
    department_code: str
    department_name: str
    project_name: str | None
    fiscal_year: int
    schema_id: str
    title: str
    state: State
    step: Step | None
    is_adjusting: bool
    since: datetime
    day: date | None
    drafting_day: date | None
    first_submitted: datetime | None
    submitted_by: int | None

    @property
    def name(self) -> str:
        """What the table is about: the project, or the department."""
        return self.project_name or self.department_name

    @property
    def label(self) -> str:
        """Say where it stands: 待主管部门审核."""
        return ReviewState(self.state, step=self.step).label

    @property
    def duty(self) -> Duty | None:
        """What it waits for."""
        return duty_of(self.state, self.step)

    @property
    def is_drafted(self) -> bool:
        """Whether it is in its drafters' hands."""
        return self.duty is Duty.DRAFTING

    @property
    def was_returned(self) -> bool:
        """Whether it was returned to be mended."""
        return self.state in {State.RETURNED, State.ADJUSTMENT_RETURNED}

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its drafters may still take it back: nobody has opened it."""
        return self.state is State.WAITING

    @property
    def since_day(self) -> date:
        """Since which day in China it stands there."""
        return day_in_china(self.since)

    @property
    def days_late(self) -> int:
        """How many days after its deadline it was submitted first."""
        submitted = None if self.first_submitted is None else day_in_china(self.first_submitted)
        return days_late(self.drafting_day, submitted)

    def due(self, today: date) -> Due | None:
        """Say until when whose turn it is has time."""
        return None if self.day is None else Due(self.day, today)


def count_tables(session: Session, wanted: TableFilter) -> int:
    """Count the tables that :func:`tables_found` gives page by page."""
    asked = turns.joined(select(func.count())).where(*_conditions(wanted))
    found: int = session.connection().execute(asked).scalar_one()
    return found


def tables_found(
    session: Session, wanted: TableFilter, *, offset: int = 0, limit: int | None = None, latest_first: bool = False
) -> tuple[TableOnList, ...]:
    """Give tables, the most pressing first: by deadline, and those that have waited longest; or the latest first."""
    columns = (
        *(
            turns.drafts.c[name]
            for name in ("id", "department_id", "fiscal_year", "schema_id", "title", "state", "step")
        ),
        col(Department.code).label("department_code"),
        col(Department.name).label("department_name"),
        col(Project.name).label("project_name"),
        turns.is_adjusting.label("is_adjusting"),
        turns.since.label("since"),
        turns.day.label("day"),
        turns.drafting_day.label("drafting_day"),
        turns.first_submitted.label("first_submitted"),
        turns.submitted_by.label("submitted_by"),
    )
    pressing = (case((turns.day.is_(None), 1), else_=0), turns.day, turns.since, turns.drafts.c.id)
    order = (turns.since.desc(), turns.drafts.c.id.desc()) if latest_first else pressing
    asked = turns.joined(select(*columns)).where(*_conditions(wanted)).order_by(*order).offset(offset).limit(limit)
    rows: Iterable[Any] = session.connection().execute(asked).mappings()
    return tuple(
        TableOnList(**{**row, "state": State(row["state"]), "step": Step(row["step"]) if row["step"] else None})
        for row in rows
    )


def years_of_tables(session: Session, department_ids: frozenset[int] | None) -> tuple[int, ...]:
    """Give the years that some departments (``None``: all) have tables of, the latest first."""
    asked = select(turns.drafts.c.fiscal_year).distinct().order_by(turns.drafts.c.fiscal_year.desc())
    return tuple(session.connection().scalars(asked.where(*_of_departments(department_ids))))


def _conditions(wanted: TableFilter) -> list[ColumnElement[bool]]:
    """Write what is asked for as conditions."""
    conditions = _of_departments(wanted.department_ids)
    if wanted.duties is not None:
        conditions.append(_owed_by(wanted.duties))
    if wanted.fiscal_year is not None:
        conditions.append(turns.drafts.c.fiscal_year == wanted.fiscal_year)
    if wanted.standing is not None:
        conditions.append(_stands(wanted.standing))
    if wanted.is_in_review:
        conditions.append(turns.drafts.c.step.is_not(None))
    if wanted.due_by is not None:
        conditions.append(turns.day <= wanted.due_by)
    if wanted.words:
        conditions.append(_holds(wanted.words))
    if wanted.approved_since is not None:
        conditions += [turns.drafts.c.state == State.APPROVED.value, turns.since >= wanted.approved_since]
    return conditions


def _of_departments(ids: frozenset[int] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [turns.drafts.c.department_id.in_(ids)]


def _owed_by(duties: Duties) -> ColumnElement[bool]:
    """Write the condition that a table waits for somebody who owes this."""
    owed = [
        and_(
            turns.turn == duty.value,
            *_of_departments(duties.departments[duty]),
            turns.drafts.c.department_id.not_in(duties.excepted.get(duty, frozenset())),
        )
        for duty in duties.held
    ]
    return or_(false(), *owed)


def _stands(standing: Standing) -> ColumnElement[bool]:
    """Write the condition that a table stands there; an adjustment stands where a first draft would."""
    match standing:
        case Standing.DRAFTING:
            return turns.drafts.c.state.in_([State.DRAFTING.value, State.ADJUSTING.value])
        case Standing.RETURNED:
            return turns.drafts.c.state.in_([State.RETURNED.value, State.ADJUSTMENT_RETURNED.value])
        case Standing.APPROVED:
            return turns.drafts.c.state == State.APPROVED.value
        case _:
            return turns.drafts.c.step == standing.value


def _holds(words: str) -> ColumnElement[bool]:
    """Write the condition that each word occurs in the name of project or unit, or in the unit's code."""
    if not is_clean(words):
        return false()  # PostgreSQL refuses to compare some texts, such as a NUL.
    named = (col(Project.name), col(Department.name), col(Department.code))
    return and_(*(or_(*(column.icontains(word, autoescape=True) for column in named)) for word in words.split()))
