"""What pages and commands ask about departments."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from perf.departments.records import Department, FiscalYear


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    """A department as pages show it.

    Attributes:
        code: 单位代码.
        name: 单位名称.
        supervising_code: code of its supervising department, if any.
        supervising_name: name of its supervising department, if any.
    """

    code: str
    name: str
    supervising_code: str | None
    supervising_name: str | None


def department_by_code(session: Session, code: str) -> KnownDepartment | None:
    """Find a department by its code, or ``None``."""
    above = aliased(Department)
    found = session.connection().execute(
        select(col(Department.code), col(Department.name), col(above.code), col(above.name))
        .outerjoin(above, col(above.id) == col(Department.supervising_id))
        .where(col(Department.code) == code)
    )
    row = found.first()
    return KnownDepartment(*row) if row else None


def all_fiscal_years(session: Session) -> tuple[int, ...]:
    """Give the budget years that are kept, newest first."""
    return tuple(session.connection().scalars(select(col(FiscalYear.year)).order_by(col(FiscalYear.year).desc())))
