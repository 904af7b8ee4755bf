"""What pages and commands ask about kept target tables. The number of queries never grows with the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, false, func, select
from sqlmodel import Session, SQLModel, col

from perf.departments.records import Department, Project
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.text import is_clean
from perf.targets.records import TargetFunding, TargetIndicator, TargetTable
from perf.targets.rows import ROW_RECORDS, Row, read_parts

TOTAL_KEYS = ("total", "expenditure_total", "income_total")
"""Amounts that stand for a whole table, the best first."""

_KEYS = range(2**31)
"""Numbers that a column can hold; an address may carry any other, and PostgreSQL refuses to compare those."""


@dataclass(frozen=True, slots=True)
class YearOfDepartment:
    """How many target tables a department has for a year."""

    year: int
    target_count: int


@dataclass(frozen=True, slots=True)
class DepartmentWithYears:
    """A department and the years it has target tables for, newest first; no years when it has none."""

    code: str
    name: str
    years: tuple[YearOfDepartment, ...]


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """A kept target table in a list.

    Attributes:
        id: its key, the same when the table is imported again.
        department_code: 单位代码.
        department_name: 单位名称.
        fiscal_year: budget year.
        kind: department or project.
        schema_id: the form, ``None`` when it fits none.
        title: printed title.
        project_name: 项目名称, ``None`` for a department's own table.
        indicator_count: third-level indicators of both halves.
        total: the year's amount of the whole table, ``None`` when it states none.
        total_unit: 万元 or 元.
        source_name: name of the file it was read from.
        digest: SHA-256 over everything it states.
        updated_at: when it was last imported, UTC.
    """

    id: int
    department_code: str
    department_name: str
    fiscal_year: int
    kind: TableKind
    schema_id: str | None
    title: str
    project_name: str | None
    indicator_count: int
    total: Decimal | None
    total_unit: str | None
    source_name: str
    digest: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """A kept target table: what lists say of it, and the target itself."""

    summary: TargetSummary
    target: PerformanceTarget


def departments_with_years(session: Session) -> tuple[DepartmentWithYears, ...]:
    """Give every department by code, with its years."""
    year = col(TargetTable.fiscal_year)
    rows = session.connection().execute(
        select(col(Department.code), col(Department.name), year, func.count(col(TargetTable.id)))
        .outerjoin(TargetTable, col(TargetTable.department_id) == col(Department.id))
        .group_by(col(Department.code), col(Department.name), year)
        .order_by(col(Department.code), year.desc())
    )
    years: dict[tuple[str, str], list[YearOfDepartment]] = {}
    for code, name, fiscal_year, count in rows:
        counted = years.setdefault((code, name), [])
        if fiscal_year is not None:
            counted.append(YearOfDepartment(fiscal_year, count))
    return tuple(DepartmentWithYears(code, name, tuple(counted)) for (code, name), counted in years.items())


def targets_of_year(session: Session, code: str, year: int) -> tuple[TargetSummary, ...]:
    """Give a department's tables of one year: its own first, then those of its projects by name."""
    heads = _heads(session, _of_year(code, year))
    totals = _totals(session, heads)
    return tuple(_summary(head, totals) for head in heads)


def stored_targets_of_year(session: Session, code: str, year: int) -> tuple[StoredTarget, ...]:
    """Give a department's tables of one year with their targets, in the order of :func:`targets_of_year`."""
    return _stored(session, _of_year(code, year))


def target_by_id(session: Session, target_id: int) -> StoredTarget | None:
    """Give one kept table with its target, or ``None``."""
    if target_id not in _KEYS:
        return None
    return next(iter(_stored(session, (col(TargetTable.id) == target_id,))), None)


_Conditions = Sequence[ColumnElement[bool]]


def _of_year(code: str, year: int) -> _Conditions:
    """Say which tables are a department's of one year."""
    if not is_clean(code) or year not in _KEYS:
        return (false(),)
    return col(Department.code) == code, col(TargetTable.fiscal_year) == year


def _heads(session: Session, conditions: _Conditions) -> Sequence[Row]:
    """Read the heads of tables with what belongs to them once: department, project, number of indicators."""
    count = (
        select(func.count())
        .where(col(TargetIndicator.target_id) == col(TargetTable.id))
        .correlate(TargetTable)
        .scalar_subquery()
    )
    asked = (
        select(
            *SQLModel.metadata.tables["target_table"].columns,
            col(Department.code).label("department_code"),
            col(Department.name).label("department_name"),
            col(Project.name).label("project_name"),
            count.label("indicator_count"),
        )
        .join(Department, col(Department.id) == col(TargetTable.department_id))
        .outerjoin(Project, col(Project.id) == col(TargetTable.project_id))
        .where(*conditions)
        .order_by(col(TargetTable.kind), col(Project.name), col(TargetTable.id))
    )
    return session.connection().execute(asked).mappings().all()


def _totals(session: Session, heads: Sequence[Row]) -> dict[int, tuple[Decimal | None, str | None]]:
    """Read each table's amount of the year as a whole, with its unit."""
    rows = session.connection().execute(
        select(col(TargetFunding.target_id), col(TargetFunding.key), col(TargetFunding.amount), col(TargetFunding.unit))
        .where(col(TargetFunding.target_id).in_([head["id"] for head in heads]))
        .where(col(TargetFunding.key).in_(TOTAL_KEYS), col(TargetFunding.period) == Period.ANNUAL.value)
    )
    best_last = sorted(rows, key=lambda row: -TOTAL_KEYS.index(row.key))
    return {row.target_id: (row.amount, row.unit) for row in best_last if row.amount is not None}


def _summary(head: Row, totals: dict[int, tuple[Decimal | None, str | None]]) -> TargetSummary:
    """Make the summary of one table."""
    total, unit = totals.get(head["id"], (None, None))
    return TargetSummary(
        id=head["id"],
        department_code=head["department_code"],
        department_name=head["department_name"],
        fiscal_year=head["fiscal_year"],
        kind=TableKind(head["kind"]),
        schema_id=head["schema_id"],
        title=head["title"],
        project_name=head["project_name"],
        indicator_count=head["indicator_count"],
        total=total,
        total_unit=unit,
        source_name=head["source_name"],
        digest=head["digest"],
        updated_at=head["updated_at"],
    )


def _stored(session: Session, conditions: _Conditions) -> tuple[StoredTarget, ...]:
    """Read tables whole: one query for the heads, one for each kind of row."""
    heads = _heads(session, conditions)
    totals = _totals(session, heads)
    parts: dict[int, dict[type[SQLModel], list[Row]]] = {
        head["id"]: {record: [] for record in ROW_RECORDS} for head in heads
    }
    for record in ROW_RECORDS:
        table = SQLModel.metadata.tables[str(record.__tablename__)]
        asked = select(table).where(table.c.target_id.in_(parts)).order_by(table.c.target_id, table.c.position)
        for row in session.connection().execute(asked).mappings():
            parts[row["target_id"]][record].append(row)
    return tuple(StoredTarget(_summary(head, totals), read_parts(head, parts[head["id"]])) for head in heads)
