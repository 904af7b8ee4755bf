"""The chain of each department: the steps that were set for it, else the usual ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from perf.departments.records import Department
from perf.domain.review import WHOLE_CHAIN, Chain, Step, chain_of
from perf.reviews.queries.events import read_chain
from perf.reviews.records import ReviewChain


@dataclass(frozen=True, slots=True)
class DepartmentChain:
    """The chain of a department.

    Attributes:
        supervising_name: the department that supervises it, if any; without one there is no such step.
        is_set: whether somebody set it; else it is the usual one.
    """

    department_id: int
    code: str
    name: str
    supervising_name: str | None
    chain: Chain
    is_set: bool


def usual_chain(*, has_supervisor: bool) -> Chain:
    """Give the chain of a department that none was set for."""
    left_out = set() if has_supervisor else {Step.SUPERVISING_DEPARTMENT}
    return chain_of(set(WHOLE_CHAIN) - left_out)


def chain_of_department(session: Session, department_id: int) -> Chain:
    """Give the steps that the tables of a department pass when they are submitted now."""
    found = _chains(session, col(Department.id) == department_id)
    return found[0].chain


def department_chains(session: Session) -> tuple[DepartmentChain, ...]:
    """Give the chains of all departments, by code."""
    return _chains(session)


def chain_by_code(session: Session, code: str) -> DepartmentChain | None:
    """Find the chain of the department of a code, or ``None``."""
    return next(iter(_chains(session, col(Department.code) == code)), None)


def _chains(session: Session, *wanted: ColumnElement[bool]) -> tuple[DepartmentChain, ...]:
    above = aliased(Department)
    rows: Iterable[Any] = session.connection().execute(
        select(col(Department.id), col(Department.code), col(Department.name), col(above.name), col(ReviewChain.steps))
        .outerjoin(above, col(above.id) == col(Department.supervising_id))
        .outerjoin(ReviewChain, col(ReviewChain.department_id) == col(Department.id))
        .where(*wanted)
        .order_by(col(Department.code))
    )
    return tuple(map(_chain, rows))


def _chain(row: Any) -> DepartmentChain:
    department_id, code, name, supervising_name, steps = row
    chain = read_chain(steps) or usual_chain(has_supervisor=supervising_name is not None)
    if supervising_name is None:
        # The department may have lost its supervisor since the chain was set: nobody could act at that step.
        chain = tuple(step for step in chain if step is not Step.SUPERVISING_DEPARTMENT)
    return DepartmentChain(department_id, code, name, supervising_name, chain, steps is not None)
