"""What the page of the editor shows: the official table with a field in every cell, and what is said beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from perf.domain.drafts.rows import INDICATORS, DraftRow, parse_cell_name
from perf.domain.review import State
from perf.domain.table_schema import TableSchema
from perf.drafting.layout import CellId, Layout
from perf.drafting.operations.saving import Conflict, Refusal, Saved
from perf.drafting.panel import Panel, panel_of
from perf.drafting.queries import DraftSummary, KeptDraft
from perf.drafting.sent_sheet import SentSheet
from perf.drafting.sheet_on_page import EditorLine, MarkedInCell, SheetContent, editor_lines
from perf.drafting.starting_point import StartingPoint

Typed = Mapping[CellId, str]
"""Typed texts by cell, where they are not what is kept."""


@dataclass(frozen=True, slots=True)
class ConflictOnPage:
    """A cell that somebody else changed in the meantime.

    Attributes:
        name: the cell of the page that shows it.
        where: where it stands.
        typed, kept: both texts; ``kept`` is ``None`` where the row was removed.
        by, at: who kept the other text, and when, where it is known.
        row_id: the row, to bring back a removed one.
        version: the version at which it was typed.
    """

    name: str
    where: str
    typed: str
    kept: str | None
    by: str | None
    at: datetime | None
    row_id: int
    version: int


@dataclass(frozen=True, slots=True)
class RefusalOnPage:
    """A cell whose text cannot be kept: the cell of the page that shows it, where it stands, and a sentence."""

    name: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Unkept:
    """What was typed and is not kept.

    Attributes:
        conflicts: cells that somebody else changed.
        refusals: cells whose text cannot be kept.
        typed: the texts, by cell.
    """

    conflicts: tuple[ConflictOnPage, ...] = ()
    refusals: tuple[RefusalOnPage, ...] = ()
    typed: Typed = field(default_factory=dict)


@dataclass(frozen=True)
class EditorPage:
    """The page of the editor.

    Attributes:
        summary: the draft.
        layout: where its cells stand.
        unkept: what was typed and is not kept.
        start: what the draft was begun from, as far as that is still shown.
    """

    summary: DraftSummary
    layout: Layout
    unkept: Unkept
    start: StartingPoint

    @property
    def schema(self) -> TableSchema:
        """The form."""
        return self.layout.schema

    @property
    def state(self) -> str:
        """Where the table is on its way, in words."""
        return State(self.summary.state).label

    @cached_property
    def panel(self) -> Panel:
        """What is said beside the table."""
        return panel_of(self.layout)

    @cached_property
    def by_cell(self) -> Mapping[str, tuple[MarkedInCell, ...]]:
        """What is said about every cell of which anything is said, by its name."""
        said: dict[str, tuple[MarkedInCell, ...]] = dict(self.panel.by_cell)
        for question in (each for each in self.start.questions if each.mark):
            said[question.mark or ""] = (*said.get(question.mark or "", ()), question)
        return said

    @cached_property
    def lines(self) -> tuple[EditorLine, ...]:
        """The table."""
        content = SheetContent(self.unkept.typed, self.by_cell, is_open=self.summary.is_open, beside=self.start.beside)
        return editor_lines(self.layout, content)

    @property
    def is_returned(self) -> bool:
        """Whether reviewers have returned it: what they asked then stands beside it."""
        return State(self.summary.state) in {State.RETURNED, State.ADJUSTMENT_RETURNED}

    def mark_of(self, cell: str | None) -> str | None:
        """Give the cell of the page that shows a cell named elsewhere, ``None`` for one that is gone."""
        parsed = parse_cell_name(cell or "")
        return self.layout.name_on_page(parsed) if parsed and parsed[0] in self.layout.rows else None

    @property
    def widths(self) -> tuple[str, ...]:
        """Widths of the table's columns in percent."""
        whole = sum(self.layout.grid.widths)
        return tuple(f"{100 * width / whole:.2f}%" for width in self.layout.grid.widths)

    @property
    def versions(self) -> Mapping[int, int]:
        """The version of every row."""
        return {row.id: row.version for row in self.layout.draft.rows}

    @property
    def last_row(self) -> DraftRow | None:
        """The last row of the indicators, to go on below."""
        return next(iter(self.layout.draft.of_block(INDICATORS)[::-1]), None)


def editor_page(session: Session, kept: KeptDraft, schema: TableSchema, unkept: Unkept | None = None) -> EditorPage:
    """Describe the editor of a draft; the session stays open until it is shown."""
    layout = Layout(kept.draft, schema)
    return EditorPage(kept.summary, layout, unkept or Unkept(), StartingPoint(session, kept.summary, layout))


def unkept(layout: Layout, sent: SentSheet, saved: Saved) -> Unkept:
    """Say what was sent and not kept, where the page shows it."""
    conflicts: dict[tuple[str, str, str | None], ConflictOnPage] = {}
    for each in saved.conflicts:
        shown = _conflict(layout, sent, each)
        conflicts.setdefault((shown.name, shown.typed, shown.kept), shown)
    cells = {(each.row_id, each.key) for each in saved.conflicts} | {(each.row_id, each.key) for each in saved.refusals}
    return Unkept(
        tuple(conflicts.values()),
        tuple(_refusal(layout, each) for each in saved.refusals),
        {cell: text for cell, text in sent.typed.items() if cell in cells},
    )


def _refusal(layout: Layout, refusal: Refusal) -> RefusalOnPage:
    cell = (refusal.row_id, refusal.key)
    return RefusalOnPage(layout.name_on_page(cell), _where(layout, cell), refusal.sentence)


def _conflict(layout: Layout, sent: SentSheet, conflict: Conflict) -> ConflictOnPage:
    cell = (conflict.row_id, conflict.key)
    return ConflictOnPage(
        layout.name_on_page(cell),
        _where(layout, cell),
        conflict.typed,
        conflict.kept,
        conflict.by,
        conflict.at,
        conflict.row_id,
        sent.typed_at(*cell),
    )


def _where(layout: Layout, cell: CellId) -> str:
    """Say where a cell stands; a removed row stands nowhere."""
    if cell[0] in layout.rows:
        return layout.where(cell)
    labels = (labels[cell[1]] for labels in layout.column_labels.values() if cell[1] in labels)
    return f"已删除的一行 {next(labels, '')}".rstrip()
