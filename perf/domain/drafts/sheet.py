"""A draft on the lines of its form: the official table, every cell that is filled in named after the draft's cell."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from perf.domain.documents.blocks import Align, Cell, Grid, Role
from perf.domain.documents.compose_rows import LABEL_COLUMNS, PrintedRow, PrintedText, heading_height, rows_cells
from perf.domain.documents.slot_parts import slot_part
from perf.domain.drafts.cells import block_key, cell_key
from perf.domain.drafts.rows import SLOT, Draft, DraftRow, cell_name
from perf.domain.places import field_part
from perf.domain.table_schema import Column, FormBlock, IndicatorBlock, Label, ListBlock, TableSchema


def draft_sheet(draft: Draft, schema: TableSchema) -> Grid:
    """Lay a draft out. ``part`` of a cell that is filled in is its name in the draft; other cells have none.

    Equal labels of neighbouring rows are one merged cell, named after the first of them. Half-filled rows stay where
    they are, unlike on paper.
    """
    cells: list[Cell] = []
    row = 0
    for block in schema.blocks:
        if isinstance(block, FormBlock):
            cells += _form_cells(block, draft, row)
            row += block.row_count
            continue
        rows = draft.of_block(block_key(block))
        cells += rows_cells(block, list(_lines(block, rows)), row, draft.fiscal_year)
        row += heading_height(block.columns) + max(len(rows), 1)
    return Grid(schema.widths, row, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def label_spans(columns: Sequence[Column], rows: Sequence[DraftRow]) -> dict[str, tuple[int, ...]]:
    """Say for each label column how many rows each row's label covers; 0 where it is covered from above.

    A label ends where the first level does; a weight belongs to its first level.
    """
    spans: dict[str, tuple[int, ...]] = {}
    for column in (column for column in columns if column.key in LABEL_COLUMNS):
        keys = ["first_level", "first_level_weight", cell_key(column)]
        held = [tuple(row.text(key) for key in keys) for row in rows]
        lengths = [len(list(group)) for _, group in groupby(held)]
        spans[cell_key(column)] = tuple(span for length in lengths for span in (length, *[0] * (length - 1)))
    return spans


def _form_cells(block: FormBlock, draft: Draft, top: int) -> Iterator[Cell]:
    """Lay out a form block from row ``top`` on."""
    for placed in block.placed:
        item, row = placed.item, top + placed.row
        if isinstance(item, Label):
            slot = draft.slot(field_part(item.embedded)) if item.embedded else None
            name = cell_name(slot.id, SLOT) if slot else None
            yield Cell(row, placed.column, item.bare, item.rows, item.columns, Role.LABEL, Align.CENTER, part=name)
        else:
            slot = draft.slot(slot_part(item))
            text, name = (slot.text(SLOT), cell_name(slot.id, SLOT)) if slot else ("", None)
            yield Cell(row, placed.column, text, item.rows, item.columns, Role.VALUE, item.align, part=name)


def _lines(block: ListBlock | IndicatorBlock, rows: Sequence[DraftRow]) -> Iterator[PrintedRow]:
    """Give the lines of a block, labels merged downwards."""
    spans = label_spans(block.columns, rows) if isinstance(block, IndicatorBlock) else {}
    for number, row in enumerate(rows):
        line: PrintedRow = []
        for column in block.columns:
            key = cell_key(column)
            line.append(PrintedText(row.text(key), spans[key][number] if key in spans else 1, cell_name(row.id, key)))
        yield line
