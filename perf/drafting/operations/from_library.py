"""Adding indicators of the library to a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from perf.domain.drafts.library_rows import place_indicator
from perf.domain.drafts.rows import INDICATORS
from perf.drafting.operations.holding import DraftError, hold_open
from perf.drafting.operations.lines import NewLines, SeenRow, add_lines, remove_line, were_added
from perf.drafting.queries import draft_rows
from perf.library.queries import library_entry
from perf.table_schemas import shipped_schema


@dataclass(frozen=True, slots=True)
class Chosen:
    """Entries of the library that somebody chose.

    Attributes:
        entry_ids: the entries, in the order in which they are to stand.
        after: the row below which they come where the table has no such level, ``None`` for the end.
        origin: what the page calls this choosing: asked for twice, it is done once.
    """

    entry_ids: Sequence[int]
    after: int | None
    origin: str


def add_from_library(
    session: Session, draft_id: int, chosen: Chosen, *, user_id: int, now: datetime
) -> tuple[int, ...]:
    """Add chosen entries as rows under their levels, and give their ids; none when that was done before.

    A row that held nothing but the labels of the level gives way to the first. Refuses, with :class:`DraftError`, a
    choice of nothing, an entry that is not in the library any more, and what :func:`add_lines` refuses.
    """
    block = shipped_schema(hold_open(session, draft_id).schema_id).indicators
    if not chosen.entry_ids:
        raise DraftError("还没有选指标，请在要用的指标前面打勾")
    added: list[int] = []
    for number, entry_id in enumerate(dict.fromkeys(chosen.entry_ids)):
        origin = f"library-{chosen.origin}-{number}"
        if were_added(session, draft_id, [INDICATORS], origin):
            continue
        entry = library_entry(session, entry_id)
        if entry is None:
            raise DraftError("选的指标里有一条已经停用，没有加进表里；请重新查找再选")
        rows = [row for row in draft_rows(session, draft_id) if row.block == INDICATORS]
        placed = place_indicator(entry.indicator, rows, block, chosen.after)
        lines = NewLines([placed.row], placed.after, origin)
        added += add_lines(session, draft_id, lines, user_id=user_id, now=now)
        empty = next((row for row in rows if row.id == placed.replaces and not row.is_locked), None)
        if empty is not None:
            remove_line(session, draft_id, SeenRow(empty.id, empty.version), user_id=user_id, now=now)
    return tuple(added)
