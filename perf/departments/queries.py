"""What pages and commands ask about departments."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from perf.accounts.queries import Account
from perf.departments.records import Department, Project
from perf.departments.tree import DepartmentRow, ListedDepartment, in_tree_order
from perf.domain.reach import Reach, needs_departments_below
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


def department_list(session: Session) -> tuple[ListedDepartment, ...]:
    """Give every department, each right below the one that supervises it."""
    columns = (col(Department.id), col(Department.code), col(Department.name), col(Department.supervising_id))
    rows = session.connection().execute(select(*columns))
    return in_tree_order(DepartmentRow(number or 0, code, name, above) for number, code, name, above in rows)


def department_choices(session: Session) -> tuple[tuple[str, str], ...]:
    """Give code and name of every department, by code."""
    columns = (col(Department.code), col(Department.name))
    rows = session.connection().execute(select(*columns).order_by(col(Department.code)))
    return tuple((code, name) for code, name in rows)


def departments_below(session: Session, department_id: int) -> frozenset[int]:
    """Give the numbers of a department and of all that it supervises, directly or not; empty for an unknown one.

    Each is given once, so that it ends also where an older version let a circle be kept.
    """
    number, supervising = col(Department.id), col(Department.supervising_id)
    tree = select(number).where(number == department_id).cte("below", recursive=True)
    tree = tree.union(select(number).join(tree, supervising == tree.c.id))
    return frozenset(session.connection().scalars(select(tree.c.id)))


def departments_above(session: Session, department_id: int) -> tuple[int, ...]:
    """Give the numbers of a department and of those above it, from it upwards; empty for an unknown one."""
    number, supervising = col(Department.id), col(Department.supervising_id)
    path = select(number, supervising).where(number == department_id).cte("above", recursive=True)
    path = path.union(select(number, supervising).join(path, number == path.c.supervising_id))
    above: dict[int, int | None] = {row.id: row.supervising_id for row in session.connection().execute(select(path))}
    found: dict[int, None] = {}
    here: int | None = department_id
    while here is not None and here in above and here not in found:
        found[here] = None
        here = above[here]
    return tuple(found)


def reach_of(session: Session, account: Account) -> Reach:
    """Give whose tables an account may read, draft, sign and review."""
    own, permissions = account.department_id, account.permissions
    if own is None:
        return Reach(permissions, None, frozenset())
    below = departments_below(session, own) if needs_departments_below(permissions) else frozenset({own})
    return Reach(permissions, own, below)


def projects_of(session: Session, department_id: int) -> dict[int, str]:
    """Give the names of a department's projects by key, in the order of the names."""
    columns = (col(Project.id), col(Project.name))
    asked = select(*columns).where(col(Project.department_id) == department_id).order_by(col(Project.name))
    return {number or 0: name for number, name in session.connection().execute(asked)}


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
