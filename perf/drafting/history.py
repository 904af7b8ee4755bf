"""What is known of every cell's past."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlmodel import Session, SQLModel, col

from perf.accounts.records import User
from perf.domain.days import CHINA
from perf.domain.drafts.rows import DraftRow, Texts
from perf.drafting.queries import KEYS
from perf.drafting.records import ChangeKind, DraftChange, DraftRowRecord


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        id: its key, ascending in time.
        row_id, block: the row it was made in.
        version: the row's version after it.
        kind: what was done.
        cell: key of the cell, ``None`` for the row as a whole.
        before, after: what the cell held; of a row that was moved, its number among the lines of its block.
        by: 姓名 of who did it.
        at: when, UTC.
    """

    id: int
    row_id: int
    block: str
    version: int
    kind: ChangeKind
    cell: str | None
    before: str
    after: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes are wanted; all where nothing is said.

    Attributes:
        row_id: those of one row.
        cell: those of cells of one key.
        user_id: those of one person.
        day: those of one day in China.
    """

    row_id: int | None = None
    cell: str | None = None
    user_id: int | None = None
    day: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Write the conditions."""
        wanted: list[ColumnElement[bool]] = []
        for column, value in (("row_id", self.row_id), ("cell", self.cell), ("user_id", self.user_id)):
            if value is not None:
                wanted.append(col(getattr(DraftChange, column)) == value)
        if self.day is not None:
            begin = datetime.combine(self.day, time(), CHINA)
            wanted += [col(DraftChange.at) >= begin, col(DraftChange.at) < begin + timedelta(days=1)]
        return wanted


ALL_CHANGES = ChangeFilter()


def changes_of(
    session: Session, draft_id: int, wanted: ChangeFilter = ALL_CHANGES, *, before: int | None = None, limit: int = 100
) -> tuple[Change, ...]:
    """Give changes of a draft, newest first; ``before``: only those before a change."""
    changes = col(DraftChange.id)
    asked = _changes().where(col(DraftChange.draft_id) == draft_id, *wanted.conditions())
    if before is not None:
        asked = asked.where(changes < before)
    rows = session.connection().execute(asked.order_by(changes.desc()).limit(limit))
    return tuple(map(_change, rows))


def people_of(session: Session, draft_id: int) -> tuple[tuple[int, str], ...]:
    """Give number and 姓名 of everybody who has changed a draft, by name."""
    person, name = col(User.id), col(User.full_name)
    asked = select(person, name).join(DraftChange, col(DraftChange.user_id) == person)
    rows = session.connection().execute(asked.where(col(DraftChange.draft_id) == draft_id).distinct())
    return tuple(sorted(((row.id, row.full_name) for row in rows), key=lambda each: each[1]))


def change_by_id(session: Session, draft_id: int, change_id: int) -> Change | None:
    """Find one change of a draft, or ``None``."""
    if change_id not in KEYS:
        return None
    asked = _changes().where(col(DraftChange.draft_id) == draft_id, col(DraftChange.id) == change_id)
    return next(map(_change, session.connection().execute(asked)), None)


def texts_at(session: Session, rows: Mapping[int, DraftRow], versions: Mapping[int, int]) -> dict[int, Texts]:
    """Give the texts that rows held at versions of theirs: what was changed since is taken back."""
    then = {row_id: dict(rows[row_id].texts) for row_id in versions}
    for change in _since(session, rows, versions):
        if change.cell is not None and change.version > versions[change.row_id]:
            then[change.row_id][change.cell] = change.before
    return dict(then)


def last_changes(session: Session, row_ids: Collection[int]) -> dict[tuple[int, str], Change]:
    """Give the last change of every cell of some rows."""
    row_id, cell = col(DraftChange.row_id), col(DraftChange.cell)
    last = select(func.max(col(DraftChange.id))).where(row_id.in_(row_ids), cell.is_not(None)).group_by(row_id, cell)
    found = map(_change, session.connection().execute(_changes().where(col(DraftChange.id).in_(last))))
    return {(change.row_id, change.cell): change for change in found if change.cell is not None}


def typed_by_others_since(session: Session, row_id: int, version: int, user_id: int) -> str | None:
    """Give the 姓名 of the last one but the asking person who changed a cell of a row since a version of it."""
    changed = _changes().where(
        col(DraftChange.row_id) == row_id,
        col(DraftChange.version) > version,
        col(DraftChange.cell).is_not(None),
        col(DraftChange.user_id) != user_id,
    )
    last = session.connection().execute(changed.order_by(col(DraftChange.id).desc()).limit(1)).first()
    return last.by if last else None


def was_moved_since(session: Session, row_id: int, version: int) -> bool:
    """Tell whether a row was moved since a version of it."""
    moved = select(col(DraftChange.id)).where(
        col(DraftChange.row_id) == row_id,
        col(DraftChange.version) > version,
        col(DraftChange.kind) == ChangeKind.MOVED.value,
    )
    return session.connection().execute(moved.limit(1)).first() is not None


def _since(session: Session, rows: Mapping[int, DraftRow], versions: Mapping[int, int]) -> list[Change]:
    """Give the changes of rows since versions of theirs, newest first: the oldest has the last word."""
    stale = [row_id for row_id, version in versions.items() if rows[row_id].version != version]
    if not stale:
        return []
    oldest = min(versions[row_id] for row_id in stale)
    asked = _changes().where(col(DraftChange.row_id).in_(stale), col(DraftChange.version) > oldest)
    return [_change(row) for row in session.connection().execute(asked.order_by(col(DraftChange.id).desc()))]


def _changes() -> Any:
    """Ask for changes with the names of who made them."""
    names = ("id", "row_id", "version", "kind", "cell", "before", "after", "at")
    rows = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    return (
        select(*(col(getattr(DraftChange, name)) for name in names), rows.c.block, col(User.full_name).label("by"))
        .join(rows, rows.c.id == col(DraftChange.row_id))
        .join(User, col(User.id) == col(DraftChange.user_id))
    )


def _change(row: Row[Any]) -> Change:
    return Change(
        row.id,
        row.row_id,
        row.block,
        row.version,
        ChangeKind(row.kind),
        row.cell,
        row.before,
        row.after,
        row.by,
        row.at,
    )
