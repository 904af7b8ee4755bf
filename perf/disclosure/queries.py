"""What the public pages ask: what is kept, without personal data."""

from dataclasses import replace

from sqlmodel import Session, col, select

from perf.conversion.privacy import public_target
from perf.departments.records import Department
from perf.targets.queries import DepartmentWithYears, StoredTarget, departments_with_years, target_by_id
from perf.targets.records import TargetTable


def disclosing_departments(session: Session) -> tuple[DepartmentWithYears, ...]:
    """Give the departments that have a target table, by code."""
    return tuple(department for department in departments_with_years(session) if department.years)


def years_of_department(session: Session, code: str) -> tuple[int, ...]:
    """Give the years a department has tables for, newest first."""
    years = (
        select(TargetTable.fiscal_year)
        .join(Department, col(Department.id) == TargetTable.department_id)
        .where(Department.code == code)
        .distinct()
        .order_by(col(TargetTable.fiscal_year).desc())
    )
    return tuple(session.exec(years))


def disclosed_target(session: Session, target_id: int) -> StoredTarget | None:
    """Give one table without personal data, or ``None`` when there is none of that number."""
    stored = target_by_id(session, target_id)
    return replace(stored, target=public_target(stored.target)) if stored else None
