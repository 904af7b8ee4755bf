"""What every operation on a draft begins with: the draft is there, nobody else is writing it, and it is open."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, SQLModel, col, select

from perf.domain.drafts.rows import Texts
from perf.drafting.queries import KEYS
from perf.drafting.records import ChangeKind, DraftChange, DraftRowRecord, TargetDraft
from perf.plain_words import PlainWordsError


class DraftError(PlainWordsError):
    """Something about a draft that cannot be done; its text is a Chinese sentence for the user."""


class DraftClosed(DraftError):
    """A draft that may not be changed now."""


def hold(session: Session, draft_id: int) -> TargetDraft:
    """Give a draft, held until the transaction ends so that whoever else writes it waits.

    Refuses, with :class:`DraftError`, one that is not there.
    """
    asked = select(TargetDraft).where(col(TargetDraft.id) == draft_id).with_for_update()
    # Whoever held it last may have changed it since the session first read it.
    fresh = {"populate_existing": True}
    draft = session.exec(asked, execution_options=fresh).one_or_none() if draft_id in KEYS else None
    if draft is None:
        raise DraftError("没有找到这张表，可能已经删除")
    return draft


def hold_open(session: Session, draft_id: int) -> TargetDraft:
    """Give a draft as :func:`hold` does; refuses, with :class:`DraftClosed`, one that may not be changed now."""
    draft = hold(session, draft_id)
    if not draft.is_open:
        raise DraftClosed("这张表已经送审或批复，现在不能修改；要修改请先撤回，或者申请调整")
    return draft


def change(
    row_id: int, version: int, kind: ChangeKind, cell: str | None = None, before: str = "", after: str = ""
) -> dict[str, Any]:
    """Describe one change, still without draft, person and time."""
    return {
        "row_id": row_id,
        "version": version,
        "kind": kind.value,
        "cell": cell,
        "before": before,
        "after": after,
    }


def note(
    session: Session, draft: TargetDraft, changes: Sequence[Mapping[str, Any]], *, user_id: int, now: datetime
) -> None:
    """Keep changes, and when the draft was last changed."""
    if changes:
        common = {"draft_id": draft.id, "user_id": user_id, "at": now}
        table = SQLModel.metadata.tables[str(DraftChange.__tablename__)]
        session.connection().execute(insert(table), [common | dict(entry) for entry in changes])
        draft.changed_at = now


def written(texts: Texts) -> str:
    """Write the texts of a row, blank ones left out."""
    return json.dumps({key: text for key, text in texts.items() if text}, ensure_ascii=False)


def rewrite(session: Session, rows: Mapping[int, tuple[int, Texts]]) -> None:
    """Write versions and texts of rows by id."""
    if not rows:
        return
    table = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    statement = update(table).where(table.c.id == bindparam("row")).values(version=bindparam("v"), texts=bindparam("t"))
    session.connection().execute(
        statement, [{"row": row_id, "v": version, "t": written(texts)} for row_id, (version, texts) in rows.items()]
    )
