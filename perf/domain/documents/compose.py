"""From a filled target to the printed page: ``recognise`` turned round."""

from collections.abc import Iterator

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.domain.documents.compose_rows import heading_height, indicator_rows, list_rows, rows_cells
from perf.domain.documents.slot_parts import slot_part
from perf.domain.places import field_part
from perf.domain.table_schema import FormBlock, IndicatorBlock, Label, ListBlock, Slot, TableSchema
from perf.domain.targets import PerformanceTarget


def compose(target: PerformanceTarget, schema: TableSchema) -> Document:
    """Lay a target out as the official table of its schema.

    Refuses, with ``ValueError``, a target that holds something the form has no place for: printing must not lose it.
    """
    _refuse_unplaced(target, schema)
    cells: list[Cell] = []
    heading_rows: tuple[int, ...] = ()
    row = 0
    for block in schema.blocks:
        match block:
            case FormBlock():
                cells += _form_cells(block, target, row)
                row += block.row_count
            case ListBlock():
                printed = list(list_rows(block, target))
                cells += rows_cells(block, printed, row, target.fiscal_year)
                row += heading_height(block.columns) + max(len(printed), 1)
            case IndicatorBlock():
                height = heading_height(block.columns)
                heading_rows = tuple(range(row, row + height))
                printed = list(indicator_rows(block, target))
                cells += rows_cells(block, printed, row, target.fiscal_year)
                row += height + max(len(printed), 1)
    year = "    " if target.fiscal_year is None else str(target.fiscal_year)
    return Document(
        title=target.title,
        subtitle=schema.subtitle.replace("{fiscal_year}", year) if schema.subtitle else None,
        grid=Grid(schema.widths, row, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), heading_rows),
        notes=schema.notes,
        signatures=schema.signatures,
        landscape=schema.landscape,
    )


def _refuse_unplaced(target: PerformanceTarget, schema: TableSchema) -> None:
    """Refuse parts without a place in the form."""
    places = {(slot.holds, slot.key, slot.period) for slot in schema.slots}
    parts = [("goal", goal.period.value, goal.period) for goal in target.goals]
    parts += [("amount", row.key, row.period) for row in target.funding]
    missing = [key for holds, key, period in parts if (holds, key, period) not in places]
    missing += [value.key for value in target.fields if value.key not in schema.field_names]
    missing += [entry.block for entry in target.lists if entry.block not in {block.key for block in schema.lists}]
    missing += [row.name for row in target.indicators if row.period not in schema.indicators.periods]
    if missing:
        raise ValueError(f"{schema.id} has no place for {', '.join(missing)}")


def _form_cells(block: FormBlock, target: PerformanceTarget, top: int) -> Iterator[Cell]:
    """Print a form block from row ``top`` on."""
    for placed in block.placed:
        item, row = placed.item, top + placed.row
        if isinstance(item, Label):
            text = item.filled(target.field_text(item.embedded)) if item.embedded else item.text
            part = field_part(item.embedded) if item.embedded else None
            yield Cell(row, placed.column, text, item.rows, item.columns, Role.LABEL, Align.CENTER, part=part)
        else:
            text, part = _slot_text(item, target) or "", slot_part(item)
            yield Cell(row, placed.column, text, item.rows, item.columns, Role.VALUE, item.align, part=part)


def _slot_text(slot: Slot, target: PerformanceTarget) -> str | None:
    """Give what the target says in a slot."""
    match slot.holds:
        case "field":
            return target.field_text(slot.key)
        case "goal":
            return target.goal(slot.period)
        case "amount":
            row = target.amount_row(slot.key, slot.period)
            return row.show() if row else None
