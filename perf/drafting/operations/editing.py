"""One press of a button in the editor: everything typed is saved, and then the line is added, moved or removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.rows import INDICATORS, DraftRow
from perf.drafting.operations.holding import DraftClosed, DraftError
from perf.drafting.operations.lines import NewLines, SeenRow, add_lines, bring_back_line, move_line, remove_line
from perf.drafting.operations.questions import confirm_question
from perf.drafting.operations.saving import RowEdit, Saved, save_rows
from perf.drafting.queries import draft_rows

_LABELS = ("first_level", "first_level_weight", "second_level", "medium_term_second_level")
"""Cells that a new row has in common with the row above it, the outer ones first."""

_CONFIRM = "confirm"

LEADING_ON = ("library", "propose")
"""Buttons that lead to another page once everything is saved."""

_UNKNOWN = "网页发来的内容不完整，这个按钮没有起作用；请刷新页面再试"


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for besides saving.

    Attributes:
        do: ``below-17`` (a row under the same labels), ``group-17-second_level`` (a row with a label of its own in that
            column), ``first-indicators`` (a row in an empty block), ``up-17``, ``down-17``, ``remove-17``, ``back-17``
            (a removed row), ``confirm-5`` (a question, that it is right as it is); ``""`` for nothing, and so do the
            buttons of :data:`LEADING_ON`.
        origin: what the page calls this pressing.
        versions: the rows as whoever pressed saw them.
    """

    do: str = ""
    origin: str = ""
    versions: Mapping[int, int] | None = None

    @property
    def verb(self) -> str:
        """What is to be done."""
        return self.do.partition("-")[0]

    @property
    def row_id(self) -> int:
        """The row that it is done to; 0 where none is named."""
        return 0 if self.verb == _CONFIRM else self._number

    @property
    def question_id(self) -> int:
        """The question that it answers; 0 where it answers none."""
        return self._number if self.verb == _CONFIRM else 0

    @property
    def _number(self) -> int:
        number = self.do.split("-")[1:2]
        return int(number[0]) if number and number[0].isascii() and number[0].isdigit() and len(number[0]) < 10 else 0


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of it.

    Attributes:
        saved: what came of saving.
        row_id: the row to go on in, if any.
        removed: the row that was removed, if any.
        refusal: why the button did nothing, if it did nothing.
    """

    saved: Saved
    row_id: int | None = None
    removed: int | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """What comes of one press.

    Attributes:
        edits: what was typed.
        press: the button.
        undecided: what was typed in cells in conflict that nobody has decided about: they stay so.
    """

    edits: Sequence[RowEdit]
    press: Press
    undecided: Sequence[RowEdit] = ()


def edit(session: Session, draft_id: int, sending: Sending, *, user_id: int, now: datetime) -> Edited:
    """Save what was typed, then do what the button asks for; with conflicts or refusals nothing but saving is done.

    What a button is refused is told, and what was typed is saved all the same. Refuses, with ``DraftClosed``, a draft
    that may not be changed now.
    """
    press = sending.press
    pressed = _Pressed(session, draft_id, press, user_id, now)
    refusal = pressed.bring_back() if press.verb == "back" else None
    saved = save_rows(session, draft_id, sending.edits, user_id=user_id, now=now)
    if sending.undecided:
        saved = _both(saved, save_rows(session, draft_id, sending.undecided, user_id=user_id, now=now))
    if press.verb in {"", "back", *LEADING_ON} or not saved.is_whole:
        return Edited(saved, press.row_id or None, refusal=refusal)
    try:
        return pressed.edited(saved)
    except DraftClosed:
        raise
    except DraftError as error:
        return Edited(saved, press.row_id or None, refusal=str(error))


def _both(first: Saved, second: Saved) -> Saved:
    rows = {**first.rows, **second.rows}
    return Saved(rows, (*first.conflicts, *second.conflicts), (*first.refusals, *second.refusals))


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A button that was pressed by somebody."""

    session: Session
    draft_id: int
    press: Press
    user_id: int
    now: datetime

    def bring_back(self) -> str | None:
        """Bring the row back; give the sentence of a refusal."""
        try:
            bring_back_line(self.session, self.draft_id, self.press.row_id, user_id=self.user_id, now=self.now)
        except DraftClosed:
            raise
        except DraftError as error:
            return str(error)
        return None

    def edited(self, saved: Saved) -> Edited:
        """Do what the button asks for; refuses what the operation refuses, and a button that there is not."""
        row_id = self.press.row_id
        match self.press.verb:
            case "up" | "down":
                self._move("up" if self.press.verb == "up" else "down")
                return Edited(saved, row_id)
            case "remove":
                return Edited(saved, self._remove(), removed=row_id)
            case "below" | "group" | "first":
                return Edited(saved, self._add())
            case "confirm":
                self._confirm()
                return Edited(saved)
        raise DraftError(_UNKNOWN)

    def _confirm(self) -> None:
        question = self.press.question_id
        confirm_question(self.session, self.draft_id, question, user_id=self.user_id, now=self.now)

    def _seen(self) -> SeenRow:
        """Give the row as whoever pressed saw it."""
        version = (self.press.versions or {}).get(self.press.row_id)
        if version is None:
            raise DraftError(_UNKNOWN)
        return SeenRow(self.press.row_id, version)

    def _move(self, direction: Literal["up", "down"]) -> None:
        move_line(self.session, self.draft_id, self._seen(), direction, user_id=self.user_id, now=self.now)

    def _remove(self) -> int | None:
        """Remove the row and give the one to go on in: the next of its block, else the one before it."""
        seen = self._seen()
        neighbours = _around(draft_rows(self.session, self.draft_id), seen.row_id)
        remove_line(self.session, self.draft_id, seen, user_id=self.user_id, now=self.now)
        return neighbours

    def _add(self) -> int:
        rows = {row.id: row for row in draft_rows(self.session, self.draft_id)}
        new = self._new_row(rows)
        after = self.press.row_id or None
        lines = NewLines([new], after, self.press.origin)
        added = add_lines(self.session, self.draft_id, lines, user_id=self.user_id, now=self.now)
        return next(iter(added), self.press.row_id)

    def _new_row(self, rows: Mapping[int, DraftRow]) -> NewRow:
        """Make the row below another: under the same labels, or those outside of the one that is to be new."""
        verb, _, rest = self.press.do.partition("-")
        if verb == "first":
            return NewRow(rest, {})
        above = rows.get(self.press.row_id)
        if above is None:
            raise DraftError("没有加行：这一行可能刚被别人删除；请看过现在的表再加")
        if above.block != INDICATORS:
            return NewRow(above.block, {})
        column = rest.partition("-")[2]
        shared = _LABELS if not column else () if column == "first_level" else _LABELS[:2]
        return NewRow(INDICATORS, {key: above.text(key) for key in shared if above.text(key)})


def _around(rows: Sequence[DraftRow], row_id: int) -> int | None:
    """Give the row of the same block that stands below a row, else the one above it."""
    row = next((row for row in rows if row.id == row_id), None)
    ids = [other.id for other in rows if row and other.block == row.block]
    place = ids.index(row_id) if row else 0
    return next(iter((*ids[place + 1 : place + 2], *ids[max(place - 1, 0) : place])), None)
