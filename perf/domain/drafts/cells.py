"""Which cells the rows of a form have, and what they are called."""

from collections import Counter
from functools import lru_cache

from perf.domain.documents.slot_parts import slot_part
from perf.domain.drafts.rows import INDICATORS, SLOT
from perf.domain.places import field_part
from perf.domain.table_schema import Column, IndicatorBlock, Label, ListBlock, TableSchema
from perf.domain.terms import Period


def cell_key(column: Column) -> str:
    """Name the cell of a column: its key, with the period before it in the half that is not the year's."""
    return column.key if column.period is Period.ANNUAL else f"{column.period.value}_{column.key}"


def block_key(block: ListBlock | IndicatorBlock) -> str:
    """Name the block that a row belongs to."""
    return INDICATORS if isinstance(block, IndicatorBlock) else block.key


@lru_cache(maxsize=256)
def slot_names(schema: TableSchema) -> dict[str, str]:
    """Give the fixed slots of a form by part, in printed order, with what people call them.

    Amounts of both halves that the form calls the same, as it prints them in two columns, are told apart by their half.
    """
    counts = Counter(slot.name for slot in schema.slots if slot.holds == "amount")
    names: dict[str, str] = {}
    for placed in (placed for form in schema.forms for placed in form.placed):
        item = placed.item
        if isinstance(item, Label):
            if item.embedded:
                names[field_part(item.embedded)] = item.bare
        else:
            is_ambiguous = item.holds == "amount" and counts[item.name] > 1
            names[slot_part(item)] = f"{item.period.label} {item.name}" if is_ambiguous else item.name
    return names


@lru_cache(maxsize=256)
def cell_labels(schema: TableSchema) -> dict[str, dict[str, str]]:
    """Give the cells of every block, as {block: {cell key: what people call it}}, in printed order."""
    labels: dict[str, dict[str, str]] = {part: {SLOT: name} for part, name in slot_names(schema).items()}
    blocks: tuple[ListBlock | IndicatorBlock, ...] = (*schema.lists, schema.indicators)
    for block in blocks:
        halves = len(block.periods) if isinstance(block, IndicatorBlock) else 1
        labels[block_key(block)] = {cell_key(column): _label(column, halves) for column in block.columns}
    return labels


def _label(column: Column, halves: int) -> str:
    """Call a column what its heading says, with its half where there are two."""
    heading = column.heading(None)
    is_shared = column.key in ("first_level", "first_level_weight")
    return f"{column.period.label}{heading}" if halves > 1 and not is_shared else heading
