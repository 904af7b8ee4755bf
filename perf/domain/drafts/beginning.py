"""How a draft begins: the rows of a form, empty or holding what a target states."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from perf.domain.documents.compose_rows import PrintedRow, indicator_rows, list_rows
from perf.domain.drafts.cells import block_key, cell_key, slot_names
from perf.domain.drafts.rows import INDICATORS, SLOT, Texts
from perf.domain.places import amount_part, field_part, goal_part
from perf.domain.table_schema import Column, IndicatorBlock, ListBlock, TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.values import show_number


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is still to be kept.

    Attributes:
        block: the block it belongs to.
        texts: its texts, blank ones left out.
        parts: which parts of a target its cells state, as {part: cell key}; not part of equality, and not kept.
    """

    block: str
    texts: Texts
    parts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


def empty_rows(schema: TableSchema) -> tuple[NewRow, ...]:
    """Give the rows of an empty table: every slot, a line in each list, the first levels that the form prescribes."""
    slots = [NewRow(part, {}) for part in slot_names(schema)]
    lists = [NewRow(block.key, {}) for block in schema.lists]
    return (*slots, *lists, *_prescribed_rows(schema.indicators))


def rows_of(target: PerformanceTarget, schema: TableSchema) -> tuple[NewRow, ...]:
    """Give the rows that state a target in a form: every slot, filled or not, and the printed lines of each block.

    What the form has no place for is left out; a block that the target has no line for begins as in an empty table.
    """
    stated = _stated(target)
    rows = [NewRow(part, {SLOT: stated[part]} if part in stated else {}, {part: SLOT}) for part in slot_names(schema)]
    for block in schema.lists:
        rows += _lines(block, list(list_rows(block, target))) or [NewRow(block.key, {})]
    lines = list(indicator_rows(schema.indicators, target))
    rows += _lines(schema.indicators, lines) or _prescribed_rows(schema.indicators)
    return tuple(rows)


def _stated(target: PerformanceTarget) -> dict[str, str]:
    """Give what a target states outside of lists and indicators, by part."""
    stated = {field_part(value.key): value.text for value in target.fields}
    stated |= {goal_part(goal.period): goal.text for goal in target.goals}
    return stated | {amount_part(row.key, row.period): row.show() for row in target.funding}


def _lines(block: ListBlock | IndicatorBlock, lines: Sequence[PrintedRow]) -> list[NewRow]:
    """Turn printed lines into rows; a label that covers several lines stands in each of them."""
    return [
        NewRow(block_key(block), dict(_texts(block.columns, line)), dict(_parts(block.columns, line))) for line in lines
    ]


def _texts(columns: Sequence[Column], line: PrintedRow) -> Iterator[tuple[str, str]]:
    for column, cell in zip(columns, line, strict=True):
        if cell.text:
            yield cell_key(column), cell.text


def _parts(columns: Sequence[Column], line: PrintedRow) -> Iterator[tuple[str, str]]:
    for column, cell in zip(columns, line, strict=True):
        if cell.part:
            yield cell.part, cell_key(column)


def _prescribed_rows(block: IndicatorBlock) -> list[NewRow]:
    """Give a row for each first level that the form prescribes, with its weight; one empty row where it does not."""
    keys = {column.key for column in block.columns}
    rows = []
    for level in block.first_levels if "first_level" in keys else ():
        texts = {"first_level": level.name}
        if level.points is not None and "first_level_weight" in keys:
            texts["first_level_weight"] = show_number(level.points)
        rows.append(NewRow(INDICATORS, texts))
    return rows or [NewRow(INDICATORS, {})]
