"""What pages ask about drafts. The number of queries never grows with the data."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlmodel import Session, SQLModel, col

from perf.departments.records import Department, Project
from perf.domain.drafts.rows import Draft, DraftRow
from perf.domain.terms import TableKind
from perf.drafting.records import DraftRowRecord, TargetDraft

KEYS = range(1, 2**31)
"""Numbers that a key can be; an address may carry any other, and PostgreSQL refuses to compare those."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft in a list.

    Attributes:
        id: its key.
        department_id, department_code, department_name: whose it is.
        project_id, project_name: the project it is about, ``None`` for a department's own table.
        fiscal_year: budget year.
        kind: department or project.
        schema_id: its form.
        title: printed title.
        state: where it is on its way (:class:`perf.domain.review.State`).
        step: the step of its review that it is at, if any (:class:`perf.domain.review.Step`).
        is_open: whether it may be changed now.
        created_by: who began it.
        changed_at: when a cell was last changed, UTC.
    """

    id: int
    department_id: int
    department_code: str
    department_name: str
    project_id: int | None
    project_name: str | None
    fiscal_year: int
    kind: TableKind
    schema_id: str
    title: str
    state: str
    step: str | None
    is_open: bool
    created_by: int
    changed_at: datetime

    @property
    def name(self) -> str:
        """What the table is about: the project, or the department."""
        return self.project_name or self.department_name


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with all its rows."""

    summary: DraftSummary
    draft: Draft


def draft_summary(session: Session, draft_id: int) -> DraftSummary | None:
    """Find what lists say of a draft, or ``None``."""
    if draft_id not in KEYS:
        return None
    return next(iter(_summaries(session, col(TargetDraft.id) == draft_id)), None)


def drafts_of(
    session: Session, department_ids: Collection[int] | None, *, fiscal_year: int | None = None
) -> tuple[DraftSummary, ...]:
    """Give the drafts of some departments (``None``: of all), newest year first, a department's own table first."""
    asked: list[ColumnElement[bool]] = []
    if department_ids is not None:
        asked.append(col(TargetDraft.department_id).in_(department_ids))
    if fiscal_year is not None:
        asked.append(col(TargetDraft.fiscal_year) == fiscal_year)
    return _summaries(session, *asked)


def draft_of_year(session: Session, department_id: int, project_id: int | None, fiscal_year: int) -> int | None:
    """Find the draft of a department or project for a year."""
    drafts = SQLModel.metadata.tables[str(TargetDraft.__tablename__)]
    found: int | None = (
        session.connection()
        .execute(
            select(drafts.c.id).where(
                drafts.c.department_id == department_id,
                drafts.c.project_id.is_(None) if project_id is None else drafts.c.project_id == project_id,
                drafts.c.fiscal_year == fiscal_year,
            )
        )
        .scalar_one_or_none()
    )
    return found


def kept_draft(session: Session, draft_id: int) -> KeptDraft | None:
    """Find a draft with its rows, or ``None``; two queries."""
    summary = draft_summary(session, draft_id)
    if summary is None:
        return None
    rows = draft_rows(session, draft_id)
    return KeptDraft(summary, Draft(summary.kind, summary.schema_id, summary.title, summary.fiscal_year, rows))


def draft_rows(session: Session, draft_id: int, *, removed: bool = False) -> tuple[DraftRow, ...]:
    """Give the rows of a draft in order: those that are there, or those that were removed."""
    table = _rows()
    asked = select(table).where(table.c.draft_id == draft_id, table.c.is_removed.is_(removed))
    found = session.connection().execute(asked.order_by(table.c.position, table.c.id))
    return tuple(as_row(row) for row in found)


def rows_by_id(session: Session, draft_id: int, row_ids: Iterable[int]) -> dict[int, tuple[DraftRow, bool]]:
    """Give rows of a draft by id, each with whether it was removed; ids of no row of the draft are left out."""
    table = _rows()
    asked = select(table).where(table.c.draft_id == draft_id, table.c.id.in_([key for key in row_ids if key in KEYS]))
    return {row.id: (as_row(row), row.is_removed) for row in session.connection().execute(asked)}


def as_row(row: Row[Any]) -> DraftRow:
    """Make the row of a draft from a row of the database."""
    return DraftRow(row.id, row.version, row.block, json.loads(row.texts), row.is_locked)


def _rows() -> Any:
    return SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]


def _summaries(session: Session, *asked: ColumnElement[bool]) -> tuple[DraftSummary, ...]:
    """Read summaries with what belongs to them."""
    drafts = SQLModel.metadata.tables[str(TargetDraft.__tablename__)]
    rows = session.connection().execute(
        select(
            drafts,
            col(Department.code).label("department_code"),
            col(Department.name).label("department_name"),
            col(Project.name).label("project_name"),
        )
        .join(Department, col(Department.id) == drafts.c.department_id)
        .outerjoin(Project, col(Project.id) == drafts.c.project_id)
        .where(*asked)
        .order_by(drafts.c.fiscal_year.desc(), col(Department.code), drafts.c.kind, col(Project.name))
    )
    names = [field.name for field in fields(DraftSummary) if field.name != "kind"]
    return tuple(DraftSummary(kind=TableKind(row.kind), **{name: getattr(row, name) for name in names}) for row in rows)
