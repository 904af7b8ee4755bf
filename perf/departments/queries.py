"""What pages and commands ask about departments."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from perf.departments.records import Department
from perf.domain.text import is_clean


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
    return next(iter(_departments(session, col(Department.code), code)), None)


def department_by_name(session: Session, name: str) -> KnownDepartment | None:
    """Find the only department of a name; ``None`` when there is none, or several whose codes must be asked for."""
    found = _departments(session, col(Department.name), name)
    return found[0] if len(found) == 1 else None


def _departments(session: Session, column: Mapped[str], wanted: str) -> list[KnownDepartment]:
    """Read the departments that hold a text in a column, with the ones above them, by code."""
    if not is_clean(wanted):
        return []  # An address may carry what PostgreSQL refuses to compare, such as a NUL.
    above = aliased(Department)
    rows = session.connection().execute(
        select(col(Department.code), col(Department.name), col(above.code), col(above.name))
        .outerjoin(above, col(above.id) == col(Department.supervising_id))
        .where(column == wanted)
        .order_by(col(Department.code))
    )
    return [KnownDepartment(*row) for row in rows]
