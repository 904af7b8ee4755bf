"""Adding, removing and moving the lines of lists and indicators."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.cells import cell_labels
from perf.domain.text import TEXT_LIMIT, clean_text, is_clean
from perf.drafting.history import typed_by_others_since, was_moved_since
from perf.drafting.operations.holding import DraftError, change, hold_open, note, written
from perf.drafting.queries import KEYS
from perf.drafting.records import ChangeKind, DraftRowRecord, TargetDraft
from perf.table_schemas import schema_by_id

LINES_LIMIT = 1_000
"""Most lines that a block may have."""

_ORIGIN_LIMIT = 100
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


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row at the version in which somebody saw it: what they ask for holds against that, not against later ones."""

    row_id: int
    version: int


def add_lines(session: Session, draft_id: int, new: NewLines, *, user_id: int, now: datetime) -> tuple[int, ...]:
    """Add lines to a block and give their ids; of lines that were added before, the ids of those still there.

    Refuses, with :class:`DraftError`, a block that takes no lines, texts for cells that it does not have, and more
    lines than :data:`LINES_LIMIT`.
    """
    draft = hold_open(session, draft_id)
    block = _block_of(draft, new.lines)
    origin = f"{block}/{_origin(new.origin)}"
    lines = _lines(session, draft_id, block)
    before = [line for line in lines if (line.origin or "").rpartition("/")[0] == origin]
    if before:
        return _ids(line for line in before if not line.is_removed)
    _require_room(lines, len(new.lines))
    place = next((number for number, line in enumerate(lines, 1) if line.id == new.after), len(lines))
    added = [
        DraftRowRecord(
            draft_id=draft_id,
            block=block,
            position=place + number,
            version=1,
            texts=written(line.texts),
            origin=f"{origin}/{number}",
        )
        for number, line in enumerate(new.lines)
    ]
    for number, line in enumerate(lines[place:], place + len(added)):
        line.position = number
    session.add_all(added)
    session.flush()
    ids = _ids(added)
    changes = [change(row_id, 1, new.kind) for row_id in ids]
    changes += [
        change(row_id, 1, new.kind, key, "", text)
        for row_id, line in zip(ids, new.lines, strict=True)
        for key, text in line.texts.items()
    ]
    note(session, draft, changes, user_id=user_id, now=now)
    return ids


def were_added(session: Session, draft_id: int, blocks: Iterable[str], origin: str) -> bool:
    """Tell whether lines of an origin were added to any of some blocks, also when they were removed since."""
    origins = [f"{block}/{_origin(origin)}/0" for block in blocks]
    record = DraftRowRecord
    asked = select(record.id).where(col(record.draft_id) == draft_id, col(record.origin).in_(origins))
    return session.exec(asked).first() is not None


def remove_line(session: Session, draft_id: int, seen: SeenRow, *, user_id: int, now: datetime) -> None:
    """Remove a line; what stood in it can be brought back. One that is removed already stays so.

    Refuses, with :class:`DraftError`, a fixed slot, a row of another draft, a locked row, and one in which somebody
    else has typed since it was seen.
    """
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, seen.row_id)
    if line.is_removed:
        return
    _require_unlocked(line)
    other = typed_by_others_since(session, seen.row_id, seen.version, user_id)
    if other is not None:
        raise DraftError(f"{other}刚才改过这一行，没有删除；请看过现在的内容，还要删再删一次")
    line.is_removed = True
    line.version += 1
    note(session, draft, [change(seen.row_id, line.version, ChangeKind.REMOVED)], user_id=user_id, now=now)


def bring_back_line(session: Session, draft_id: int, row_id: int, *, user_id: int, now: datetime) -> None:
    """Bring a removed line back to where it stood, with what stood in it; one that is there stays as it is.

    Refuses, with :class:`DraftError`, a fixed slot, a row of another draft, and a block that is full.
    """
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, row_id)
    if line.is_removed:
        _require_room(_lines(session, draft_id, line.block), 1)
        line.is_removed = False
        line.version += 1
        note(session, draft, [change(row_id, line.version, ChangeKind.BROUGHT_BACK)], user_id=user_id, now=now)


def move_line(
    session: Session, draft_id: int, seen: SeenRow, direction: Literal["up", "down"], *, user_id: int, now: datetime
) -> None:
    """Move a line past its neighbour; at the end of its block it stays, and so does one that was moved since.

    So a button pressed twice moves once. Refuses, with :class:`DraftError`, a fixed slot, a row of another draft, a
    locked row and a removed one.
    """
    draft = hold_open(session, draft_id)
    line = _line(session, draft_id, seen.row_id)
    if line.is_removed:
        raise DraftError(_GONE)
    _require_unlocked(line)
    there = [other for other in _lines(session, draft_id, line.block) if not other.is_removed]
    place = next(number for number, other in enumerate(there) if other.id == line.id)
    new_place = place + (1 if direction == "down" else -1)
    if new_place in range(len(there)) and not was_moved_since(session, seen.row_id, seen.version):
        other = there[new_place]
        line.position, other.position = other.position, line.position
        line.version += 1
        moved = change(seen.row_id, line.version, ChangeKind.MOVED, None, str(place + 1), str(new_place + 1))
        note(session, draft, [moved], user_id=user_id, now=now)


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


def _origin(written_origin: str) -> str:
    """Give what the page calls an adding; refuses what no page of ours sends."""
    if not written_origin or not is_clean(written_origin) or len(written_origin) > _ORIGIN_LIMIT:
        raise DraftError("网页发来的内容不完整，没有加行；请刷新页面再试")
    return written_origin


def _ids(lines: Iterable[DraftRowRecord]) -> tuple[int, ...]:
    return tuple(line.id for line in lines if line.id is not None)


def _lines(session: Session, draft_id: int, block: str) -> list[DraftRowRecord]:
    """Give the lines of a block in order, removed ones where they stood."""
    record = DraftRowRecord
    asked = select(record).where(col(record.draft_id) == draft_id, col(record.block) == block)
    return list(session.exec(asked.order_by(col(record.position), col(record.id))))


def _require_room(lines: Sequence[DraftRowRecord], more: int) -> None:
    """Refuse more lines than a block may have."""
    if sum(not line.is_removed for line in lines) + more > LINES_LIMIT:
        raise DraftError(f"一张表最多 {LINES_LIMIT} 行，加不下 {more} 行；请先删去不要的行")


def _line(session: Session, draft_id: int, row_id: int) -> DraftRowRecord:
    """Give one line of a draft."""
    line = session.get(DraftRowRecord, row_id) if row_id in KEYS else None
    if line is None or line.draft_id != draft_id or "-" in line.block:
        raise DraftError("没有找到这一行，请刷新页面再试")
    return line


def _require_unlocked(line: DraftRowRecord) -> None:
    if line.is_locked:
        raise DraftError("这一行不在本次调整的范围内，不能移动或删除")
