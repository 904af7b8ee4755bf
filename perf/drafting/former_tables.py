"""The tables of earlier years that a new one may start from: drafts of this system, and published tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, SQLModel, col

from perf.conversion.targets_to_files import schema_of
from perf.departments.records import Project
from perf.domain.drafts.beginning import NewRow, rows_of
from perf.domain.drafts.reading import read_draft
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import TableKind
from perf.drafting.queries import draft_rows, kept_draft
from perf.drafting.records import TargetDraft
from perf.table_schemas import shipped_schema
from perf.targets.queries import target_by_id
from perf.targets.records import TargetTable

_RECORDS: dict[Literal["draft", "published"], type[SQLModel]] = {"draft": TargetDraft, "published": TargetTable}
"""Where such tables are kept, the better source first."""


@dataclass(frozen=True, slots=True)
class FormerTable:
    """A table of a department in a list.

    Attributes:
        source: whether it is a draft of this system or a published table.
        id: its key there.
        kind: department or project.
        project_id, project_name: the project it is about; ``None`` for a department's own table.
        fiscal_year: budget year.
        schema_id: its form, ``None`` when it fits none.
        title: printed title.
    """

    source: Literal["draft", "published"]
    id: int
    kind: TableKind
    project_id: int | None
    project_name: str | None
    fiscal_year: int
    schema_id: str | None
    title: str


def tables_of_department(session: Session, department_id: int) -> tuple[FormerTable, ...]:
    """Give every table of a department, newest year first, its own before those of its projects; two queries."""
    return _sorted(session, lambda table: table.c.department_id == department_id)


def table_before(session: Session, department_id: int, project_id: int | None, fiscal_year: int) -> FormerTable | None:
    """Give the last table of a department, or of a project of it, of a year before one; two queries."""

    def asked(table: Any) -> ColumnElement[bool]:
        whose = table.c.project_id.is_(None) if project_id is None else table.c.project_id == project_id
        return and_(table.c.department_id == department_id, table.c.fiscal_year < fiscal_year, whose)

    return next(iter(_sorted(session, asked)), None)


def former_target(session: Session, former: FormerTable) -> tuple[PerformanceTarget, TableSchema] | None:
    """Give what a table states and its form, one made to measure where it fits none; ``None`` when it is gone."""
    if former.source == "published":
        stored = target_by_id(session, former.id)
        return (stored.target, schema_of(stored.target)) if stored else None
    kept = kept_draft(session, former.id)
    if kept is None:
        return None
    schema = shipped_schema(kept.summary.schema_id)
    return read_draft(kept.draft, schema).target, schema


def former_rows(session: Session, former: FormerTable, schema: TableSchema) -> Sequence[NewRow]:
    """Give the rows of a table in a form; none when it is gone. A draft of the same form is taken as it stands."""
    if former.source == "draft" and former.schema_id == schema.id:
        return [NewRow(row.block, row.texts) for row in draft_rows(session, former.id)]
    found = former_target(session, former)
    return rows_of(found[0], schema) if found else ()


def _sorted(session: Session, asked: Any) -> tuple[FormerTable, ...]:
    """Read tables; of one year a draft comes before what was published."""
    found = [table for source in _RECORDS for table in _read(session, source, asked)]
    return tuple(sorted(found, key=lambda each: (-each.fiscal_year, each.kind.value, each.project_name or "")))


def _read(session: Session, source: Literal["draft", "published"], asked: Any) -> Iterator[FormerTable]:
    """Read the tables of one source."""
    table = SQLModel.metadata.tables[str(_RECORDS[source].__tablename__)]
    columns = [table.c[name] for name in ("id", "kind", "project_id", "fiscal_year", "schema_id", "title")]
    rows = session.connection().execute(
        select(*columns, col(Project.name).label("project_name"))
        .select_from(table)
        .outerjoin(Project, col(Project.id) == table.c.project_id)
        .where(asked(table))
    )
    for row in rows:
        yield FormerTable(
            source,
            row.id,
            TableKind(row.kind),
            row.project_id,
            row.project_name,
            row.fiscal_year,
            row.schema_id,
            row.title,
        )
