"""The official table on the page of the editor: its lines and cells, each cell that is filled in with its field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field
from wtforms.form import BaseForm

from perf.checking.report_entries import FindingOnPage
from perf.domain.documents.blocks import Cell, Role
from perf.domain.drafts.rows import INDICATORS
from perf.drafting.cell_fields import cells_form
from perf.drafting.layout import CellId, Layout, is_label
from perf.web.questions import QuestionOnPage

_CHARACTERS_ACROSS = 56
"""So many Chinese characters stand in one line across the whole table, where the browser cannot tell itself."""

_HEIGHT_MOST = 40

_BEGINS = {"first_level": "下面另起一级指标"}
_BEGINS_SECOND = "下面另起二级指标"


MarkedInCell = FindingOnPage | QuestionOnPage
"""What a cell may carry a mark for."""


@dataclass(frozen=True, slots=True)
class EditorCell:
    """One cell of the table.

    Attributes:
        text: what a label or heading says.
        kind: ``label``, ``heading`` or ``value``.
        rows, columns: how far it reaches.
        align: place of the text.
        name: the cell's name, where it is filled in.
        label: what the cell is called within its line.
        field: the field, where it is filled in.
        height: how many lines its text takes, roughly.
        covers: further rows that a merged label stands for.
        findings: what is said about it.
        is_locked: whether it may not be changed now.
        beside: what stood here last year, to be seen while typing.
    """

    text: str
    kind: str
    rows: int
    columns: int
    align: str
    name: str | None = None
    label: str = ""
    field: Field | None = None
    height: int = 1
    covers: tuple[int, ...] = ()
    findings: tuple[MarkedInCell, ...] = ()
    is_locked: bool = False
    beside: str | None = None

    @property
    def described_by(self) -> str | None:
        """The findings about it, for who cannot see where they stand."""
        return " ".join(finding.anchor for finding in self.findings) or None


@dataclass(frozen=True, slots=True)
class EditorLine:
    """One line of the table.

    Attributes:
        cells: its cells.
        row_id: where it is a row that can be moved and removed, the row.
        number: its number among the rows of its block.
        is_locked: whether the row may not be moved and removed.
        groups: the rows with a label of their own that can be begun below: what a button asks for, and what it says.
        begins: what a button asks for that begins an empty block, where the line is the blank one of such a block.
        heading: 1 or 2 where the line is the first or second one of the heading of the indicators.
    """

    cells: tuple[EditorCell, ...]
    row_id: int | None = None
    number: int = 0
    is_locked: bool = False
    groups: tuple[tuple[str, str], ...] = ()
    begins: str | None = None
    heading: int = 0


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands in the table besides what is kept.

    Attributes:
        typed: texts that are shown in place of what is kept.
        findings: what is said about cells, by their names.
        is_open: whether the draft may be changed now.
        beside: what stood in cells last year, by their names.
    """

    typed: Mapping[CellId, str]
    findings: Mapping[str, tuple[MarkedInCell, ...]]
    is_open: bool
    beside: Mapping[str, str]


def editor_lines(layout: Layout, content: SheetContent) -> tuple[EditorLine, ...]:
    """Give the lines of the table."""
    labels = {name: layout.where(cell) for name, cell in layout.filled.items()}
    texts = {name: content.typed.get(cell, layout.rows[cell[0]].text(cell[1])) for name, cell in layout.filled.items()}
    cells = _Cells(layout, content, cells_form(labels, texts))
    by_line: list[list[Cell]] = [[] for _ in range(layout.grid.row_count)]
    for cell in layout.grid.cells:
        by_line[cell.row].append(cell)
    groups = _groups(layout)
    return tuple(_line(number, tuple(map(cells.cell, line)), layout, groups) for number, line in enumerate(by_line))


def _line(
    number: int, cells: tuple[EditorCell, ...], layout: Layout, groups: Mapping[int, tuple[tuple[str, str], ...]]
) -> EditorLine:
    row = layout.row_lines[number]
    if row is None:
        block = layout.empty_blocks.get(number)
        return EditorLine(cells, begins=f"first-{block}" if block else None, heading=layout.headings.get(number, 0))
    return EditorLine(cells, row.id, layout.numbers[row.id], row.is_locked, groups.get(row.id, ()))


def _groups(layout: Layout) -> dict[int, tuple[tuple[str, str], ...]]:
    """Say for each indicator row which groups can be begun below the one it stands in."""
    found: dict[int, list[tuple[str, str]]] = {}
    for cell in layout.grid.cells:
        for row_id, asked, said in _begun_below(layout, cell):
            found.setdefault(row_id, []).append((asked, said))
    return {row_id: tuple(groups[::-1]) for row_id, groups in found.items()}


def _begun_below(layout: Layout, cell: Cell) -> Iterator[tuple[int, str, str]]:
    """Give for each row of a merged label the button that begins another such label below all of them."""
    row_id, key = layout.filled.get(cell.part or "", (0, ""))
    is_annual = key in {"first_level", "second_level"}
    if not is_annual or layout.rows[row_id].block != INDICATORS:
        return
    rows: Sequence[int] = (row_id, *layout.covered(cell))
    for row in rows:
        yield row, f"group-{rows[-1]}-{key}", _BEGINS.get(key, _BEGINS_SECOND)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes the cells of the page."""

    layout: Layout
    content: SheetContent
    form: BaseForm

    def cell(self, cell: Cell) -> EditorCell:
        """Make one cell."""
        kind, place = cell.role.value, (cell.rows, cell.columns, cell.align.value)
        found = self.layout.filled.get(cell.part) if cell.part else None
        if cell.part is None or found is None:
            return EditorCell(cell.text, kind, *place)
        row = self.layout.rows[found[0]]
        field = self.form[cell.part]
        return EditorCell(
            cell.text if cell.role is Role.LABEL and not is_label(found[1]) else "",
            kind,
            *place,
            name=cell.part,
            label=self.layout.label(found),
            field=field,
            height=self._height(cell, field.data),
            covers=self.layout.covered(cell),
            findings=self.content.findings.get(cell.part, ()),
            is_locked=row.is_locked or not self.content.is_open,
            beside=self.content.beside.get(cell.part),
        )

    def _height(self, cell: Cell, text: str) -> int:
        """Count the lines that a text takes in its cell."""
        if len(text) < 4:
            return 1
        widths = self.layout.grid.widths
        share = sum(widths[cell.column : cell.column + cell.columns]) / sum(widths)
        across = max(2.0, share * _CHARACTERS_ACROSS)
        lines = sum(max(1, -int(-_width(line) // across)) for line in text.split("\n"))
        return min(_HEIGHT_MOST, lines)


def _width(line: str) -> float:
    """Give the width of a line in Chinese characters; Latin letters and digits are half as wide."""
    return len(line) - 0.45 * len(line.encode("ascii", "ignore"))
