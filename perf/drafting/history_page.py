"""What the page of a draft's past shows: every change with who and when, what differs marked; removed rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.naming import place_of_cell, place_of_row
from perf.domain.drafts.rows import DraftRow
from perf.domain.drafts.text_differences import Piece, shortened, text_differences
from perf.domain.table_schema import TableSchema
from perf.drafting.history import Change, ChangeFilter
from perf.drafting.queries import DraftSummary, KeptDraft
from perf.drafting.records import ChangeKind

_GLANCE = 120
"""A stretch of text of which a list shows only both ends; the page of one cell shows it whole."""


@dataclass(frozen=True, slots=True)
class ChangeOnPage:
    """One change.

    Attributes:
        id: its key.
        at, by: when, UTC, and the 姓名 of who did it.
        kind: what was done.
        place: the cell or row as people find it now.
        row_id, cell: the same as keys; ``cell`` is ``None`` for the row as a whole.
        former, later: what the cell held before and after, in pieces, empty for a blank cell; of a row that was moved,
            its place.
        version: the row's version now, where there is something that the cell may be given back; else ``None``.
    """

    id: int
    at: datetime
    by: str
    kind: str
    place: str
    row_id: int
    cell: str | None
    former: tuple[Piece, ...] = ()
    later: tuple[Piece, ...] = ()
    version: int | None = None

    @property
    def has_texts(self) -> bool:
        """Whether it says from what to what."""
        return self.cell is not None or bool(self.former)


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A row that was removed, with what it held: names of its filled cells and their texts."""

    id: int
    place: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The page.

    Attributes:
        summary: the draft.
        title: what the page is headed.
        wanted: which changes are shown.
        changes: the changes, newest first.
        older: the change to go on before, if there are older ones.
        removed: rows that were removed.
        people: number and 姓名 of everybody who has changed the draft.
        may_restore: whether whoever looks may bring anything back.
    """

    summary: DraftSummary
    title: str
    wanted: ChangeFilter
    changes: tuple[ChangeOnPage, ...]
    older: int | None
    removed: tuple[RemovedRow, ...]
    people: tuple[tuple[int, str], ...]
    may_restore: bool


@dataclass(frozen=True)
class Past:
    """A draft with all of its rows, for wording what was done to them.

    Attributes:
        kept: the draft.
        schema: its form.
        removed: rows that were removed.
        may_restore: whether whoever looks may bring anything back.
    """

    kept: KeptDraft
    schema: TableSchema
    removed: tuple[DraftRow, ...]
    may_restore: bool

    @cached_property
    def rows(self) -> Mapping[int, DraftRow]:
        """Every row by id, removed ones too."""
        return {row.id: row for row in (*self.kept.draft.rows, *self.removed)}

    @cached_property
    def removed_ids(self) -> frozenset[int]:
        """The ids of removed rows."""
        return frozenset(row.id for row in self.removed)

    def place(self, row: DraftRow, cell: str | None) -> str:
        """Say where a cell or a row stands."""
        draft = self.kept.draft
        place = place_of_row(draft, self.schema, row) if cell is None else place_of_cell(draft, self.schema, row, cell)
        return f"已删除的{place}" if row.id in self.removed_ids else place

    def title(self, wanted: ChangeFilter) -> str:
        """Head the page by what it is about."""
        row = self.rows.get(wanted.row_id or 0)
        return f"修改记录：{self.place(row, wanted.cell) if row else self.kept.summary.name}"


def history_page(
    past: Past, wanted: ChangeFilter, changes: Sequence[Change], older: int | None, people: Sequence[tuple[int, str]]
) -> HistoryPage:
    """Describe the past of a draft, or of one row or cell of it."""
    rows = past.rows
    is_one_cell = wanted.row_id is not None and wanted.cell is not None
    return HistoryPage(
        past.kept.summary,
        past.title(wanted),
        wanted,
        tuple(_change(past, rows[change.row_id], change, is_whole=is_one_cell) for change in changes),
        older,
        tuple(_removed(past, row) for row in past.removed),
        tuple(people),
        past.may_restore,
    )


def _change(past: Past, row: DraftRow, change: Change, *, is_whole: bool) -> ChangeOnPage:
    """Word one change; texts are shown whole or, in a list, at a glance."""
    common = (change.id, change.at, change.by, change.kind.label, past.place(row, change.cell), row.id, change.cell)
    if change.kind is ChangeKind.MOVED:
        return ChangeOnPage(*common, (Piece(f"第{change.before}行"),), (Piece(f"第{change.after}行"),))
    if change.cell is None:
        return ChangeOnPage(*common)
    former, later = _marked(change)
    if not is_whole:
        former, later = shortened(former, _GLANCE), shortened(later, _GLANCE)
    can_restore = past.may_restore and row.id not in past.removed_ids and not row.is_locked
    is_worth_it = change.before not in ("", row.text(change.cell))
    return ChangeOnPage(*common, former, later, row.version if can_restore and is_worth_it else None)


def _marked(change: Change) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Give both texts, what differs marked; where one is blank there is nothing to compare."""
    if change.before and change.after:
        return text_differences(change.before, change.after)
    former, later = ((Piece(text),) if text else () for text in (change.before, change.after))
    return former, later


def _removed(past: Past, row: DraftRow) -> RemovedRow:
    labels = cell_labels(past.schema).get(row.block, {})
    texts = tuple((labels.get(key, key), text) for key, text in row.texts.items())
    return RemovedRow(row.id, place_of_row(past.kept.draft, past.schema, row), texts)
