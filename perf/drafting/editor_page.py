"""What the page of the editor shows: the official table with a field in every cell, and what is said beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field
from wtforms.form import BaseForm

from perf.checking.report_entries import FindingOnPage
from perf.domain.documents.blocks import Cell, Grid, Role
from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.rows import INDICATORS, DraftRow, Texts, cell_name, parse_cell_name
from perf.domain.drafts.sheet import draft_sheet
from perf.domain.table_schema import TableSchema
from perf.drafting.forms import sheet_form
from perf.drafting.operations.saving import Conflict, Saved
from perf.drafting.panel import Panel, panel_of
from perf.drafting.queries import DraftSummary, KeptDraft

Typed = Mapping[tuple[int, str], str]
"""Typed texts by row and cell key, where they are not what is kept."""


@dataclass(frozen=True, slots=True)
class EditorCell:
    """One cell of the table.

    Attributes:
        text: what a label or heading says.
        kind: ``label``, ``heading`` or ``value``.
        rows, columns: how far it reaches.
        align: place of the text.
        name: the cell's name, where it is filled in.
        field: the field, where it is filled in.
        covers: further rows that a merged label stands for.
        new_group: what a button in a merged label asks for: a new row below it with a label of its own.
        findings: what is said about it.
        is_locked: whether it may not be changed now.
    """

    text: str
    kind: str
    rows: int
    columns: int
    align: str
    name: str | None = None
    field: Field | None = None
    covers: tuple[int, ...] = ()
    new_group: str | None = None
    findings: tuple[FindingOnPage, ...] = ()
    is_locked: bool = False

    @property
    def described_by(self) -> str | None:
        """The findings about it, for who cannot see where they stand."""
        return " ".join(finding.anchor for finding in self.findings) or None


@dataclass(frozen=True, slots=True)
class EditorLine:
    """One line of the table; ``row_id`` where it is a row that can be moved and removed."""

    cells: tuple[EditorCell, ...]
    row_id: int | None = None
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class ConflictOnPage:
    """A cell that somebody else changed: both texts, and where it stands; ``kept`` is ``None`` for a removed row."""

    name: str
    where: str
    typed: str
    kept: str | None
    by: str | None
    at: object


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The page of the editor.

    Attributes:
        summary: the draft.
        schema: its form.
        widths: widths of the table's columns in percent.
        lines: the table.
        versions: the version of every row.
        panel: what is said beside the table.
        conflicts: cells that somebody else changed in the meantime.
        refusals: cells that could not be kept, each with its name and a sentence.
        last_indicator: the last indicator row, to go on after.
    """

    summary: DraftSummary
    schema: TableSchema
    widths: tuple[str, ...]
    lines: tuple[EditorLine, ...]
    versions: Mapping[int, int]
    panel: Panel
    conflicts: tuple[ConflictOnPage, ...]
    refusals: tuple[tuple[str, str], ...]


def editor_page(
    kept: KeptDraft, schema: TableSchema, *, typed: Typed | None = None, saved: Saved | None = None
) -> EditorPage:
    """Describe the editor of a draft; ``typed`` is shown in place of what is kept, ``saved`` says why it is not."""
    grid = draft_sheet(kept.draft, schema)
    panel = panel_of(kept.draft, schema)
    rows = {row.id: row for row in kept.draft.rows}
    labels = dict(_labels(grid, rows, schema))
    form = sheet_form(labels, dict(_texts(labels, rows, typed or {})))
    lines = _lines(grid, _Cells(form, rows, panel, kept.summary.is_open))
    whole = sum(grid.widths)
    return EditorPage(
        summary=kept.summary,
        schema=schema,
        widths=tuple(f"{100 * width / whole:.2f}%" for width in grid.widths),
        lines=lines,
        versions={row.id: row.version for row in kept.draft.rows},
        panel=panel,
        conflicts=tuple(_conflict(each, labels, rows) for each in (saved.conflicts if saved else ())),
        refusals=tuple((cell_name(each.row_id, each.key), each.sentence) for each in (saved.refusals if saved else ())),
    )


def _labels(grid: Grid, rows: Mapping[int, DraftRow], schema: TableSchema) -> Iterator[tuple[str, str]]:
    """Say what every cell is called: for a slot its name, in a line the line's number and the column."""
    by_block = cell_labels(schema)
    numbers: dict[str, list[int]] = {}
    for row in rows.values():
        numbers.setdefault(row.block, []).append(row.id)
    places = {row_id: place for ids in numbers.values() for place, row_id in enumerate(ids, 1)}
    for cell in grid.cells:
        parsed = parse_cell_name(cell.part) if cell.part else None
        if cell.part and parsed:
            row_id, key = parsed
            row = rows[row_id]
            label = by_block[row.block][key]
            yield cell.part, label if row.is_slot else f"第{places[row_id]}行 {label}"


def _texts(labels: Mapping[str, str], rows: Mapping[int, DraftRow], typed: Typed) -> Iterator[tuple[str, str]]:
    for name in labels:
        row_id, key = parse_cell_name(name) or (0, "")
        yield name, typed.get((row_id, key), rows[row_id].text(key))


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells of the page."""

    form: BaseForm
    rows: Mapping[int, DraftRow]
    panel: Panel
    is_open: bool

    def cell(self, cell: Cell, covered: Sequence[int]) -> EditorCell:
        """Make one cell; ``covered`` are the rows that it reaches down to, its own first."""
        kind, place = cell.role.value, (cell.rows, cell.columns, cell.align.value)
        if cell.part is None:
            return EditorCell(cell.text, kind, *place)
        row_id, key = parse_cell_name(cell.part) or (0, "")
        row = self.rows[row_id]
        is_label = not row.is_slot and key.removeprefix("medium_term_") in LABEL_COLUMNS
        can_begin = is_label and key != "first_level_weight" and row.block == INDICATORS
        return EditorCell(
            cell.text if cell.role is Role.LABEL and row.is_slot else "",
            kind,
            *place,
            name=cell.part,
            field=self.form[cell.part],
            covers=tuple(covered[1:]) if is_label else (),
            new_group=f"group-{(covered or [row_id])[-1]}-{key}" if can_begin else None,
            findings=self.panel.by_cell.get(cell.part, ()),
            is_locked=row.is_locked or not self.is_open,
        )

    def line_row(self, cells: Sequence[Cell]) -> DraftRow | None:
        """Give the row that a line of the table stands for, ``None`` for a line of slots and headings."""
        for cell in cells:
            parsed = parse_cell_name(cell.part) if cell.part else None
            if parsed and not self.rows[parsed[0]].is_slot:
                return self.rows[parsed[0]]
        return None


def _lines(grid: Grid, cells: _Cells) -> tuple[EditorLine, ...]:
    """Give the lines of the table."""
    by_line: list[list[Cell]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        by_line[cell.row].append(cell)
    rows = [cells.line_row(line) for line in by_line]
    lines = []
    for number, line in enumerate(by_line):
        row = rows[number]
        made = tuple(
            cells.cell(cell, [below.id for below in rows[number : number + cell.rows] if below]) for cell in line
        )
        is_locked = row is None or row.is_locked or not cells.is_open
        lines.append(EditorLine(made, row.id if row else None, is_locked))
    return tuple(lines)


def _conflict(conflict: Conflict, labels: Mapping[str, str], rows: Mapping[int, DraftRow]) -> ConflictOnPage:
    name = cell_name(conflict.row_id, conflict.key)
    row = rows.get(conflict.row_id)
    where = labels.get(name) or (f"{_own_name(row.texts)}" if row else "已删除的一行")
    return ConflictOnPage(name, where, conflict.typed, conflict.kept, conflict.by, conflict.at)


def _own_name(texts: Texts) -> str:
    return f"三级指标“{texts.get('name', '')}”"
