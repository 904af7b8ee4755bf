"""What a list says of tables beside where they stand: the amount, and the findings of what was submitted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from perf.checking.drafts import check_draft
from perf.domain.drafts.rows import SLOT, Draft, DraftRow
from perf.domain.interchange import target_from_dict
from perf.domain.places import amount_part
from perf.domain.terms import Severity
from perf.drafting.records import DraftRowRecord
from perf.overview.queries.tables import TableOnList
from perf.reviews.records import TargetSnapshot
from perf.table_schemas import schema_by_id
from perf.targets.queries import TOTAL_KEYS

_TOTALS = tuple(amount_part(key) for key in TOTAL_KEYS)
"""The slots that hold an amount for a whole table, the best first."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a table.

    Attributes:
        amount: the year's amount of the whole, as it was typed or with digits only; ``""`` when there is none.
        unit: 万元 or 元.
        errors, warnings: how many findings of each kind the latest submitted version has, ``None`` before the first.
    """

    amount: str = ""
    unit: str = ""
    errors: int | None = None
    warnings: int | None = None


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A submitted version; its digest stands for all it holds."""

    digest: str
    schema_id: str = field(compare=False)
    rows: str = field(compare=False, repr=False)
    target: str = field(compare=False, repr=False)


def figures_of(session: Session, tables: Sequence[TableOnList]) -> dict[int, Figures]:
    """Give the figures of tables by id; two queries."""
    amounts, counts = _amounts(session, tables), _findings(session, tables)
    found = {}
    for table in tables:
        schema = schema_by_id(table.schema_id)
        errors, warnings = counts.get(table.id, (None, None))
        found[table.id] = Figures(amounts.get(table.id, ""), schema.unit if schema else "", errors, warnings)
    return found


def _amounts(session: Session, tables: Sequence[TableOnList]) -> dict[int, str]:
    """Read the amount of each table that has one, the best slot of those filled in."""
    rows = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    asked = select(rows.c.draft_id, rows.c.block, rows.c.texts).where(
        rows.c.draft_id.in_([table.id for table in tables]),
        rows.c.block.in_(_TOTALS),
        rows.c.is_removed.is_(False),
    )
    typed: Iterable[Any] = session.connection().execute(asked)
    best_last = sorted(typed, key=lambda row: -_TOTALS.index(row.block))
    return {row.draft_id: text for row in best_last if (text := json.loads(row.texts).get(SLOT, ""))}


def _findings(session: Session, tables: Sequence[TableOnList]) -> dict[int, tuple[int, int]]:
    """Count errors and warnings of the latest version of each table that was submitted."""
    record = TargetSnapshot
    latest = (
        select(col(record.draft_id), func.max(col(record.number)).label("number"))
        .where(col(record.draft_id).in_([table.id for table in tables]))
        .group_by(col(record.draft_id))
        .subquery()
    )
    asked = select(
        col(record.draft_id), col(record.digest), col(record.schema_id), col(record.draft_rows), col(record.target)
    ).join(latest, (latest.c.draft_id == col(record.draft_id)) & (latest.c.number == col(record.number)))
    rows: Iterable[Any] = session.connection().execute(asked)
    return {draft_id: _counted(_Sealed(*sealed)) for draft_id, *sealed in rows}


@lru_cache(maxsize=512)
def _counted(version: _Sealed) -> tuple[int, int]:
    """Count errors and warnings of a version; it never changes, so neither do they while the system runs."""
    schema, target = schema_by_id(version.schema_id), target_from_dict(json.loads(version.target))
    assert schema is not None, "a draft's form is one that ships with the system"
    assert target.fiscal_year is not None, "a submitted table says its year"
    kept = json.loads(version.rows)
    rows = tuple(DraftRow(row["id"], row["version"], row["block"], row["texts"]) for row in kept)
    draft = Draft(target.kind, version.schema_id, target.title, target.fiscal_year, rows)
    found = [finding.severity for finding in check_draft(draft, schema).findings]
    return found.count(Severity.ERROR), found.count(Severity.WARNING)
