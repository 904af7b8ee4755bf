"""Saying that a project needs no table for a year."""

from datetime import datetime

from sqlmodel import Session, col, select

from perf.departments.operations import DepartmentError, require_fiscal_year
from perf.departments.records import Project
from perf.overview.records import EndedProject


def say_ended(
    session: Session,
    department_id: int | None,
    subject: tuple[int, int],
    *,
    has_ended: bool,
    user_id: int,
    now: datetime,
) -> None:
    """Keep whether a project (its number and the year) of a department has ended; twice is once.

    Refuses, with ``DepartmentError``, a year that is none, and a project of another department, which looks like one
    that is not there.
    """
    project_id, fiscal_year = subject
    wanted = select(Project).where(col(Project.id) == project_id, col(Project.department_id) == department_id)
    project = session.exec(wanted.with_for_update()).one_or_none()
    if project is None:
        raise DepartmentError("没有找到这个项目，请刷新页面再看")
    record = session.get(EndedProject, (project_id, fiscal_year))
    if record is not None and not has_ended:
        session.delete(record)
    elif record is None and has_ended:
        require_fiscal_year(session, fiscal_year)
        session.add(EndedProject(project_id=project_id, fiscal_year=fiscal_year, set_by_id=user_id, set_at=now))
    session.flush()
