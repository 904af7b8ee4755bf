"""What people call the cells and rows of a draft: 指标第3行“养护里程”，指标值."""

from perf.domain.drafts.cells import cell_key, cell_labels
from perf.domain.drafts.rows import INDICATORS, Draft, DraftRow
from perf.domain.table_schema import TableSchema

WHOLE_TABLE = "全表"
"""What the table as a whole is called."""

_NAME_LENGTH = 30


def place_of_cell(draft: Draft, schema: TableSchema, row: DraftRow, key: str) -> str:
    """Call a cell of a draft what people find it by."""
    label = cell_labels(schema).get(row.block, {}).get(key, key)
    return label if row.is_slot else f"{place_of_row(draft, schema, row)}，{label}"


def place_of_row(draft: Draft, schema: TableSchema, row: DraftRow) -> str:
    """Call a row of a draft what people find it by: its number in its block and its name."""
    if row.is_slot:
        return next(iter(cell_labels(schema).get(row.block, {}).values()), row.block)
    lines = draft.of_block(row.block)
    number = next((number for number, line in enumerate(lines, 1) if line.id == row.id), None)
    name = _name(schema, row)
    quoted = f"“{name}”" if name else ""
    where = f"第{number}行" if number else "行"
    return f"{_block(schema, row)}{where}{quoted}"


def _block(schema: TableSchema, row: DraftRow) -> str:
    """Call a block by its printed label."""
    if row.block == INDICATORS:
        return "指标"
    return next((block.label or "" for block in schema.lists if block.key == row.block), "")


def _name(schema: TableSchema, row: DraftRow) -> str:
    """Give what names a row: its indicator, the year's before the medium term's, or the first cell of a list."""
    columns = schema.indicators.columns if row.block == INDICATORS else ()
    keys = [cell_key(column) for column in columns if column.key == "name"] or list(
        cell_labels(schema).get(row.block, {})
    )
    name = next((row.text(key) for key in reversed(keys) if row.text(key)), "") if columns else row.text(keys[0])
    return name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}…"
