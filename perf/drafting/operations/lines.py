"""Adding, removing and moving the lines of lists and indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel, col, select

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.cells import cell_labels
from perf.domain.text import TEXT_LIMIT, clean_text
from perf.drafting.operations.holding import DraftError, change, hold_open, note, written
from perf.drafting.records import ChangeKind, DraftRowRecord, TargetDraft
from perf.table_schemas import schema_by_id

LINES_LIMIT = 1_000
"""Most lines that a block may have."""

_GONE = "这一行已经被别人删除；内容在“修改记录”里，可以恢复"


@dataclass(frozen=True, slots=True)
class NewLines:
    """Lines that are to be added.

    Attributes:
        lines: the lines, all of one block, their texts clean.
        after: the row of the block that they come below, ``None`` for its end.
        origin: what the page calls this adding: asked for twice, it is done once.
        kind: how they came, for the history.
    """

    lines: Sequence[NewRow]
    after: int | None
    origin: str
    kind: ChangeKind = ChangeKind.ADDED


def add_lines(session: Session, draft_id: int, new: NewLines, *, user_id: int, now: datetime) -> tuple[int, ...]:
    """Add lines to a block and give their ids.

    Refuses, with :class:`DraftError`, a block that takes no lines, texts for cells that it does not have, and more
    lines than :data:`LINES_LIMIT`.
    """
    draft = hold_open(session, draft_id)
    lines, origin = new.lines, new.origin
    block = _block_of(draft, lines)
    there = _lines(session, draft_id, block)
    added = [line for line in there if (line.origin or "").rpartition("/")[0] == origin]
    if added or _was_added(session, draft_id, origin):
        return tuple(line.id for line in added if line.id is not None)
    if len(there) + len(lines) > LINES_LIMIT:
        raise DraftError(f"一张表最多 {LINES_LIMIT} 行，加不下 {len(lines)} 行；请先删去不要的行")
    place = next((number for number, line in enumerate(there, 1) if line.id == new.after), len(there))
    records = [
        DraftRowRecord(
            draft_id=draft_id,
            block=block,
            position=0,
            version=1,
            texts=written(line.texts),
            origin=f"{origin}/{number}",
        )
        for number, line in enumerate(lines)
    ]
    session.add_all(records)
    session.flush()
    _arrange(session, [*there[:place], *records, *there[place:]])
    ids = tuple(record.id for record in records if record.id is not None)
    changes = [change(row_id, 1, new.kind) for row_id in ids]
    changes += [
        change(row_id, 1, new.kind, key, "", text)
        for row_id, line in zip(ids, lines, strict=True)
        for key, text in line.texts.items()
    ]
    note(session, draft, changes, user_id=user_id, now=now)
    return ids


def remove_line(session: Session, draft_id: int, row_id: int, *, user_id: int, now: datetime) -> None:
    """Remove a line; what stood in it can be brought back. One that is removed already stays so.

    Refuses, with :class:`DraftError`, a fixed slot, a row of another draft, and a locked row.
    """
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, row_id)
    if not line.is_removed:
        _require_unlocked(line)
        line.is_removed = True
        line.version += 1
        note(session, draft, [change(row_id, line.version, ChangeKind.REMOVED)], user_id=user_id, now=now)


def bring_back_line(session: Session, draft_id: int, row_id: int, *, user_id: int, now: datetime) -> None:
    """Bring a removed line back to where it stood, with what stood in it."""
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, row_id)
    if line.is_removed:
        line.is_removed = False
        line.version += 1
        note(session, draft, [change(row_id, line.version, ChangeKind.BROUGHT_BACK)], user_id=user_id, now=now)


def move_line(
    session: Session, draft_id: int, row_id: int, direction: Literal["up", "down"], *, user_id: int, now: datetime
) -> None:
    """Move a line past its neighbour; at the end of its block it stays. Refuses what :func:`remove_line` refuses."""
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, row_id)
    if line.is_removed:
        raise DraftError(_GONE)
    _require_unlocked(line)
    lines = _lines(session, draft_id, line.block)
    place = lines.index(line)
    other = place + (1 if direction == "down" else -1)
    if other in range(len(lines)):
        lines[place], lines[other] = lines[other], lines[place]
        _arrange(session, lines)
        note(session, draft, [change(row_id, line.version, ChangeKind.MOVED)], user_id=user_id, now=now)


def _block_of(draft: TargetDraft, lines: Sequence[NewRow]) -> str:
    """Give the block that lines belong to; refuses texts that cannot be kept in it."""
    schema = schema_by_id(draft.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    blocks = {line.block for line in lines}
    block = blocks.pop() if len(blocks) == 1 else ""
    keys: Mapping[str, str] = cell_labels(schema).get(block, {}) if "-" not in block else {}
    if not keys:
        raise DraftError("这一处不能加行")
    for key, text in ((key, text) for line in lines for key, text in line.texts.items()):
        if key not in keys or clean_text(text) != text or len(text) > TEXT_LIMIT:
            raise DraftError(f"新加的行里“{keys.get(key, key)[:20]}”一格的内容不能保存，请检查后再加")
    return block


def _was_added(session: Session, draft_id: int, origin: str) -> bool:
    """Tell whether lines of an origin were added once, also when they were removed since."""
    asked = select(DraftRowRecord.id).where(
        col(DraftRowRecord.draft_id) == draft_id, col(DraftRowRecord.origin) == f"{origin}/0"
    )
    return session.exec(asked).first() is not None


def _lines(session: Session, draft_id: int, block: str) -> list[DraftRowRecord]:
    """Give the lines of a block, in order."""
    record = DraftRowRecord
    asked = select(record).where(
        col(record.draft_id) == draft_id, col(record.block) == block, col(record.is_removed).is_(False)
    )
    return list(session.exec(asked.order_by(col(record.position), col(record.id))))


def _line(session: Session, draft_id: int, row_id: int) -> DraftRowRecord:
    """Give one line of a draft."""
    line = session.get(DraftRowRecord, row_id) if row_id in range(1, 2**31) else None
    if line is None or line.draft_id != draft_id or "-" in line.block:
        raise DraftError("没有找到这一行，请刷新页面再试")
    return line


def _require_unlocked(line: DraftRowRecord) -> None:
    if line.is_locked:
        raise DraftError("这一行不在本次调整的范围内，不能移动或删除")


def _arrange(session: Session, lines: Sequence[DraftRowRecord]) -> None:
    """Give lines the numbers of their new order."""
    table = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    first = min((line.position for line in lines if line.position), default=0)
    statement = update(table).where(table.c.id == bindparam("row")).values(position=bindparam("place"))
    session.flush()
    session.connection().execute(
        statement, [{"row": line.id, "place": first + number} for number, line in enumerate(lines)]
    )
