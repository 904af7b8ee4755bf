"""Where the cells of a draft stand in its official table, and what they are called."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.documents.compose_rows import LABEL_COLUMNS, heading_height
from perf.domain.drafts.cells import block_key, cell_labels
from perf.domain.drafts.rows import Draft, DraftRow, cell_name, parse_cell_name
from perf.domain.drafts.sheet import draft_sheet
from perf.domain.table_schema import Block, FormBlock, IndicatorBlock, TableSchema
from perf.domain.terms import Period

CellId = tuple[int, str]
"""A cell by the id of its row and its key."""


@dataclass(frozen=True)
class Layout:
    """A draft on the lines of its form.

    Attributes:
        draft: the draft.
        schema: its form.
    """

    draft: Draft
    schema: TableSchema

    @cached_property
    def grid(self) -> Grid:
        """The table."""
        return draft_sheet(self.draft, self.schema)

    @cached_property
    def rows(self) -> Mapping[int, DraftRow]:
        """The rows by id."""
        return {row.id: row for row in self.draft.rows}

    @cached_property
    def filled(self) -> Mapping[str, CellId]:
        """The cells that are filled in, by name, in printed order."""
        parsed = ((cell.part, parse_cell_name(cell.part)) for cell in self.grid.cells if cell.part)
        return {name: cell for name, cell in parsed if cell}

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The number of every row among the rows of its block, from 1."""
        seen: Counter[str] = Counter()
        numbers = {}
        for row in self.draft.rows:
            seen[row.block] += 1
            numbers[row.id] = seen[row.block]
        return numbers

    @cached_property
    def column_labels(self) -> Mapping[str, Mapping[str, str]]:
        """What the cells of every block are called within their line."""
        return cell_labels(self.schema)

    def label(self, cell: CellId) -> str:
        """Say what a cell is called within its line; for a slot, its name."""
        return self.column_labels[self.rows[cell[0]].block].get(cell[1], cell[1])

    def where(self, cell: CellId) -> str:
        """Say where a cell stands: for a slot its name, in a line the line's number and the column."""
        label = self.label(cell)
        return label if self.rows[cell[0]].is_slot else f"第{self.numbers[cell[0]]}行 {label}"

    @cached_property
    def row_lines(self) -> tuple[DraftRow | None, ...]:
        """The row that each line of the table stands for, ``None`` for lines of slots and headings."""
        lines: list[DraftRow | None] = [None] * self.grid.row_count
        for cell in self.grid.cells:
            found = self.filled.get(cell.part) if cell.part else None
            if found and not self.rows[found[0]].is_slot:
                lines[cell.row] = self.rows[found[0]]
        return tuple(lines)

    def covered(self, cell: Cell) -> tuple[int, ...]:
        """Give the further rows that a merged label stands for."""
        found = self.filled.get(cell.part) if cell.part and cell.rows > 1 else None
        if not found or not is_label(found[1]) or self.rows[found[0]].is_slot:
            return ()
        below = self.row_lines[cell.row + 1 : cell.row + cell.rows]
        return tuple(row.id for row in below if row)

    @cached_property
    def shown_in(self) -> Mapping[CellId, str]:
        """The name of the cell that shows a cell of a row below: a merged label."""
        return {
            (row_id, self.filled[cell.part][1]): cell.part
            for cell in self.grid.cells
            if cell.part and cell.rows > 1
            for row_id in self.covered(cell)
        }

    def name_on_page(self, cell: CellId) -> str:
        """Give the name of the cell of the page that shows a cell."""
        return self.shown_in.get(cell) or cell_name(*cell)

    @cached_property
    def headings(self) -> Mapping[int, int]:
        """The lines of the heading of the indicators, numbered from 1."""
        for block, top in self._block_tops:
            if isinstance(block, IndicatorBlock):
                return {top + line: line + 1 for line in range(heading_height(block.columns))}
        return {}

    @cached_property
    def empty_blocks(self) -> Mapping[int, str]:
        """The keys of blocks without rows, by the blank line that stands for them."""
        return {
            top + heading_height(block.columns): block_key(block)
            for block, top in self._block_tops
            if not isinstance(block, FormBlock) and not self.draft.of_block(block_key(block))
        }

    @cached_property
    def _block_tops(self) -> tuple[tuple[Block, int], ...]:
        """The blocks of the form, each with the first of its lines."""
        tops: list[tuple[Block, int]] = []
        top = 0
        for block in self.schema.blocks:
            tops.append((block, top))
            if isinstance(block, FormBlock):
                top += block.row_count
            else:
                top += heading_height(block.columns) + max(len(self.draft.of_block(block_key(block))), 1)
        return tuple(tops)

    @cached_property
    def shape(self) -> str:
        """A digest of which cells stand where: a page whose table has another shape has to fetch it anew."""
        cells = (f"{cell.part}/{cell.row}/{cell.rows}" for cell in self.grid.cells)
        return sha256("\n".join(cells).encode()).hexdigest()[:16]


def is_label(key: str) -> bool:
    """Tell whether a cell is a label that may cover several rows."""
    return key.removeprefix(f"{Period.MEDIUM_TERM.value}_") in LABEL_COLUMNS
