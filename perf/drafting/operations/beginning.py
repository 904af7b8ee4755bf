"""Beginning a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from perf.departments.operations import require_fiscal_year, require_project
from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.rows import SLOT
from perf.domain.places import field_part
from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.domain.text import clean_text
from perf.drafting.operations.holding import DraftError, change, note, written
from perf.drafting.queries import draft_of_year
from perf.drafting.records import ChangeKind, DraftRowRecord, TargetDraft

_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft that is to be begun.

    Attributes:
        department_id: whose it is.
        fiscal_year: budget year.
        schema: its form.
        project_name: 项目名称, for the form of a project.
    """

    department_id: int
    fiscal_year: int
    schema: TableSchema
    project_name: str | None = None


def begin_draft(session: Session, new: NewDraft, rows: Sequence[NewRow], *, user_id: int, now: datetime) -> int:
    """Begin a draft with rows, and give its id; the project's name is filled in.

    Refuses, with :class:`DraftError`, a second table of the same department or project and year, and a project's
    table without name; with ``DepartmentError`` a year that is none.
    """
    project_id = _project_id(session, new)
    require_fiscal_year(session, new.fiscal_year)
    if draft_of_year(session, new.department_id, project_id, new.fiscal_year) is not None:
        whose = f"项目“{new.project_name}”" if project_id else "本单位"
        raise DraftError(f"{whose} {new.fiscal_year} 年已经有一张绩效目标表，请在待办里找到它接着填")
    draft = TargetDraft(
        department_id=new.department_id,
        project_id=project_id,
        fiscal_year=new.fiscal_year,
        kind=new.schema.kind.value,
        schema_id=new.schema.id,
        title=new.schema.title,
        created_by=user_id,
        created_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    assert draft.id is not None
    _write_rows(session, draft, [_named(row, new) for row in rows], user_id=user_id, now=now)
    return draft.id


def _project_id(session: Session, new: NewDraft) -> int | None:
    """Give the project that a draft is about; a department's own table has none."""
    if new.schema.kind is TableKind.DEPARTMENT:
        return None
    name = clean_text(new.project_name)
    if name is None or "\n" in name or len(name) > _NAME_LIMIT:
        raise DraftError(f"项目支出绩效目标表要写项目名称，一行，最多 {_NAME_LIMIT} 字；请填上再新建")
    return require_project(session, new.department_id, name)


def _named(row: NewRow, new: NewDraft) -> NewRow:
    """Fill in the name of the project."""
    name = clean_text(new.project_name)
    return replace(row, texts={SLOT: name}) if name and row.block == field_part("project_name") else row


def _write_rows(session: Session, draft: TargetDraft, rows: Sequence[NewRow], *, user_id: int, now: datetime) -> None:
    """Write the rows of a new draft in their order, and what they begin with into its history."""
    table = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    values: list[dict[str, Any]] = [
        {
            "draft_id": draft.id,
            "block": row.block,
            "position": position,
            "version": 1,
            "texts": written(row.texts),
            "is_locked": False,
            "is_removed": False,
        }
        for position, row in enumerate(rows)
    ]
    session.connection().execute(insert(table), values)
    ids = session.connection().execute(
        select(table.c.id).where(table.c.draft_id == draft.id).order_by(table.c.position)
    )
    changes = [
        change(row_id, 1, ChangeKind.BEGUN, key, "", text)
        for row_id, row in zip(ids.scalars(), rows, strict=True)
        for key, text in row.texts.items()
    ]
    note(session, draft, changes, user_id=user_id, now=now)
