"""Giving a cell back what it once held."""

from datetime import datetime

from sqlmodel import Session

from perf.drafting.history import change_by_id
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.saving import RowEdit, Saved, save_rows
from perf.drafting.queries import rows_by_id
from perf.drafting.records import ChangeKind


def restore_cell(
    session: Session, draft_id: int, change_id: int, *, version: int, user_id: int, now: datetime
) -> Saved:
    """Give a cell back what it held before a change of it; ``version`` is the row's as the asking person saw it.

    A cell that somebody else has changed since is a conflict, as when typing. Refuses, with :class:`DraftError`, a
    change that is not one of a cell of this draft, and a row that was removed.
    """
    change = change_by_id(session, draft_id, change_id)
    if change is None or change.cell is None:
        raise DraftError("没有找到这条修改记录，请刷新页面再试")
    row, is_removed = rows_by_id(session, draft_id, [change.row_id])[change.row_id]
    if is_removed:
        raise DraftError("这一行已经删除，请先恢复整行，再恢复这一格")
    edit = RowEdit(row.id, version, {change.cell: change.before})
    return save_rows(session, draft_id, [edit], user_id=user_id, now=now, kind=ChangeKind.RESTORED)
