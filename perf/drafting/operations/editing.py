"""One press of a button in the editor: everything typed is saved, and then the line is added, moved or removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.rows import INDICATORS, DraftRow
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.lines import NewLines, SeenRow, add_lines, move_line, remove_line
from perf.drafting.operations.saving import RowEdit, Saved, save_rows
from perf.drafting.queries import draft_rows

_LABELS = ("first_level", "first_level_weight", "second_level", "medium_term_second_level")
"""Cells that a new row has in common with the row above it, the outer ones first."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for besides saving.

    Attributes:
        do: ``below-17`` (a row under the same labels), ``group-17-second_level`` (a row with a label of its own in that
            column), ``up-17``, ``down-17``, ``remove-17``; ``""`` for nothing.
        origin: what the page calls this pressing.
    """

    do: str
    origin: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of it: of saving, and the row to go on in, if any."""

    saved: Saved
    row_id: int | None = None


def edit(
    session: Session, draft_id: int, edits: tuple[RowEdit, ...], press: Press, *, user_id: int, now: datetime
) -> Edited:
    """Save what was typed, then do what the button asks for; with conflicts or refusals nothing but saving is done.

    Refuses what :func:`save_rows`, :func:`add_lines`, :func:`move_line` and :func:`remove_line` refuse, and a button
    that this page does not have.
    """
    saved = save_rows(session, draft_id, edits, user_id=user_id, now=now)
    if not press.do or not saved.is_whole:
        return Edited(saved)
    verb, _, rest = press.do.partition("-")
    number, _, column = rest.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise DraftError("没有这个操作，请刷新页面再试")
    row_id = int(number)
    seen = SeenRow(row_id, next((edit.version for edit in edits if edit.row_id == row_id), 0))
    match verb:
        case "up" | "down":
            direction: Literal["up", "down"] = "up" if verb == "up" else "down"
            move_line(session, draft_id, seen, direction, user_id=user_id, now=now)
        case "remove":
            remove_line(session, draft_id, seen, user_id=user_id, now=now)
            return Edited(saved)
        case "below" | "group":
            rows = {row.id: row for row in draft_rows(session, draft_id)}
            new = _new_row(rows, row_id, column)
            added = add_lines(session, draft_id, NewLines([new], row_id, press.origin), user_id=user_id, now=now)
            return Edited(saved, next(iter(added), row_id))
        case _:
            raise DraftError("没有这个操作，请刷新页面再试")
    return Edited(saved, row_id)


def _seen(edits: Sequence[RowEdit], row_id: int) -> SeenRow:
    """Give the row of a button as whoever pressed it saw it."""
    version = next((edit.version for edit in edits if edit.row_id == row_id), None)
    if version is None:
        raise DraftError("网页发来的内容不完整，这一行没有移动或删除；请刷新页面再试")
    return SeenRow(row_id, version)


def _new_row(rows: Mapping[int, DraftRow], row_id: int, column: str) -> NewRow:
    """Make the row below another: under the same labels, or those outside of the one that is to be new."""
    above = rows.get(row_id)
    if above is None:
        raise DraftError("没有找到这一行，可能别人刚删除，请刷新页面再试")
    if above.block != INDICATORS:
        return NewRow(above.block, {})
    shared = _LABELS if not column else () if column == "first_level" else _LABELS[:2]
    return NewRow(INDICATORS, {key: above.text(key) for key in shared if above.text(key)})
