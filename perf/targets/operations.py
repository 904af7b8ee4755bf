"""What may be done to kept target tables. Callers open and commit the transaction."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, SQLModel, col, select

from perf.departments.operations import department_id, require_fiscal_year, require_project
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import TableKind
from perf.domain.text import is_clean
from perf.plain_words import PlainWordsError
from perf.targets.records import TargetTable
from perf.targets.rows import Parts, parts_of, source_text


class TargetError(PlainWordsError):
    """A target that cannot be kept; its text is a Chinese sentence for the user."""


class Outcome(StrEnum):
    """What storing a target did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a target is kept now, and whether an earlier table of the same unit, project and year gave way to it."""

    id: int
    outcome: Outcome


def store_target(
    session: Session,
    department_code: str,
    target: PerformanceTarget,
    *,
    source_name: str,
    now: datetime,
    project_name: str | None = None,
) -> Stored:
    """Keep a target of a department, in place of the one it has for the same year (and project).

    The same table imported again keeps its id; where nothing at all differs, nothing is written. ``project_name``
    names the project where the table itself does not, ``source_name`` the file it was read from.

    Refuses, with :class:`TargetError`, a target without fiscal year, a project's without name, and a file name that
    no database holds; with ``DepartmentError``, a department that is not known and a year that is none.
    """
    if target.fiscal_year is None:
        raise TargetError(f"“{target.title}”没有写年度，不能入库；请在标题下写明“（2026年度）”这样的年度再导入")
    if not (source_name and is_clean(source_name)):
        raise TargetError("文件名是空的，或者带有不能保存的字符，请给文件改名再导入")
    owner_id = department_id(session, department_code)
    require_fiscal_year(session, target.fiscal_year)
    project_id = _project_id(session, owner_id, target, project_name)
    parts = parts_of(target)
    head = _head(target, parts) | {"source_name": source_name, "updated_at": now}
    known = _known(session, owner_id, project_id, target.fiscal_year)
    if known is None:
        record = TargetTable(department_id=owner_id, project_id=project_id, created_at=now, **head)
        return Stored(_write(session, record, parts), Outcome.ADDED)
    if (known.digest, known.source_name) == (head["digest"], source_name):
        assert known.id is not None
        return Stored(known.id, Outcome.UNCHANGED)
    for name, value in head.items():
        setattr(known, name, value)
    return Stored(_write(session, known, parts), Outcome.REPLACED)


def _project_id(session: Session, owner_id: int, target: PerformanceTarget, given: str | None) -> int | None:
    """Give the project that a target is about; a department's own table has none."""
    if target.kind is TableKind.DEPARTMENT:
        return None
    name = given or target.field_text("project_name")
    if not (name and is_clean(name)):
        raise TargetError(f"“{target.title}”没有写项目名称，不能入库；请填上项目名称再导入")
    return require_project(session, owner_id, name)


def _head(target: PerformanceTarget, parts: Parts) -> dict[str, Any]:
    """Give what a target says of itself, with the digest over all of it."""
    head = {
        "kind": target.kind.value,
        "fiscal_year": target.fiscal_year,
        "schema_id": target.schema,
        "title": target.title,
        "source": source_text(target.source),
    }
    content = [head, *({record.__tablename__: rows} for record, rows in parts.items())]
    written = json.dumps(content, ensure_ascii=False, default=str)
    return head | {"digest": hashlib.sha256(written.encode()).hexdigest()}


def _known(session: Session, owner_id: int, project_id: int | None, year: int) -> TargetTable | None:
    """Find the table that a new one of the same unit, project and year stands in for."""
    return session.exec(
        select(TargetTable).where(
            col(TargetTable.department_id) == owner_id,
            col(TargetTable.project_id).is_(None) if project_id is None else col(TargetTable.project_id) == project_id,
            col(TargetTable.fiscal_year) == year,
        )
    ).one_or_none()


def _write(session: Session, record: TargetTable, parts: Parts) -> int:
    """Write a table and its rows, whatever rows it had before, and give its id."""
    session.add(record)
    session.flush()
    assert record.id is not None
    for row_record, rows in parts.items():
        table = SQLModel.metadata.tables[str(row_record.__tablename__)]
        session.connection().execute(delete(table).where(table.c.target_id == record.id))
        if rows:
            session.connection().execute(insert(table), [{"target_id": record.id, **row} for row in rows])
    return record.id
