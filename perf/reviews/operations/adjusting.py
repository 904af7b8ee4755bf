"""Adjusting an approved table (调整): only the rows that were asked for are open, and it can be undone as a whole."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel, col, select

from perf.domain.drafts.rows import DraftRow
from perf.domain.review.differences import differences
from perf.drafting.operations.holding import change, note, rewrite
from perf.drafting.queries import as_row, draft_rows
from perf.drafting.records import ChangeKind, DraftRowRecord, TargetDraft
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.events import KeptEvent
from perf.reviews.queries.versions import approved_in, version_by_number, versions_of


def open_rows(session: Session, held: TargetDraft, row_ids: Collection[int]) -> None:
    """Lock every row of a draft but these; refuses, with :class:`ReviewError`, none at all."""
    rows = draft_rows(session, held.id or 0)
    chosen = {row.id for row in rows} & set(row_ids)
    if not chosen:
        raise ReviewError("还没有选要调整的内容，请至少选一项：某个指标、资金或者总体目标")
    _lock(session, {row.id: row.id not in chosen for row in rows})


def close_rows(session: Session, held: TargetDraft) -> None:
    """Let no row be locked by itself: the draft as a whole is closed now."""
    _lock(session, {row.id: False for row in draft_rows(session, held.id or 0)})


def give_back_approved(
    session: Session, held: TargetDraft, events: tuple[KeptEvent, ...], *, user_id: int, now: datetime
) -> None:
    """Give every row back what was approved; what was added since is removed, what was removed is brought back."""
    draft_id = held.id or 0
    approved = approved_in(versions_of(session, draft_id, events))
    assert approved is not None, "only an approved table is adjusted"
    version = version_by_number(session, draft_id, approved.number)
    assert version is not None
    _restore(session, held, version.draft.rows, user_id=user_id, now=now)
    close_rows(session, held)


def _lock(session: Session, rows: Mapping[int, bool]) -> None:
    """Write which rows are locked."""
    table = _rows()
    statement = update(table).where(table.c.id == bindparam("row")).values(is_locked=bindparam("locked"))
    session.connection().execute(statement, [{"row": row_id, "locked": locked} for row_id, locked in rows.items()])


def _restore(session: Session, held: TargetDraft, wanted: tuple[DraftRow, ...], *, user_id: int, now: datetime) -> None:
    """Make the rows of a draft what they were, and note every change that takes."""
    found = session.connection().execute(select(DraftRowRecord).where(col(DraftRowRecord.draft_id) == held.id))
    present = {row.id: (as_row(row), row.is_removed) for row in found}
    now_there = tuple(row for row, is_removed in present.values() if not is_removed)
    former = {row.id: row for row in wanted}
    changes: list[dict[str, Any]] = []
    versions: dict[int, int] = {}
    for row_id, (row, is_removed) in present.items():
        versions[row_id] = row.version + 1
        if is_removed and row_id in former:
            changes.append(change(row_id, versions[row_id], ChangeKind.BROUGHT_BACK))
        elif not is_removed and row_id not in former:
            changes.append(change(row_id, versions[row_id], ChangeKind.REMOVED))
    brought_back = tuple(present[row_id][0] for row_id in former if present[row_id][1])
    for each in differences((*now_there, *brought_back), wanted):
        if each.row.id in former:
            cell = change(each.row.id, versions[each.row.id], ChangeKind.RESTORED, each.key, each.before, each.after)
            changes.append(cell)
    touched = {each["row_id"] for each in changes}
    rewrite(session, {row_id: (versions[row_id], former[row_id].texts) for row_id in touched if row_id in former})
    _place(session, present, wanted)
    note(session, held, changes, user_id=user_id, now=now)


def _place(session: Session, present: Collection[int], wanted: tuple[DraftRow, ...]) -> None:
    """Put the wanted rows in their order, and take away all others."""
    table = _rows()
    positions = {row.id: position for position, row in enumerate(wanted)}
    statement = (
        update(table)
        .where(table.c.id == bindparam("row"))
        .values(position=bindparam("place"), is_removed=bindparam("gone"))
    )
    values = [
        {"row": row_id, "place": positions.get(row_id, len(positions)), "gone": row_id not in positions}
        for row_id in present
    ]
    session.connection().execute(statement, values)


def _rows() -> Any:
    return SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
