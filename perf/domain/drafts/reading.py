"""The target that a draft states. Any text may stand anywhere; what cannot be stated is a finding with its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perf.domain.checks.finding import Finding
from perf.domain.documents.slot_parts import slot_part
from perf.domain.drafts.cells import block_key, slot_names
from perf.domain.drafts.indicator_lines import IndicatorLines, read_indicator_lines
from perf.domain.drafts.rows import SLOT, Draft, cell_name
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import IndicatorTree
from perf.domain.places import field_part, list_part
from perf.domain.table_schema import TableSchema
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period


@dataclass(frozen=True, slots=True)
class DraftReading:
    """What a draft states.

    Attributes:
        target: the target, as far as it can be stated.
        cells: name of the cell (:func:`perf.domain.drafts.rows.cell_name`) of every part of the target.
        findings: what was typed and cannot be stated; their parts are names of cells, which ``cells`` knows too.
    """

    target: PerformanceTarget
    cells: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_draft(draft: Draft, schema: TableSchema) -> DraftReading:
    """Read a draft on the lines of its form. Never refuses: texts that fit nowhere are findings, and stay typed."""
    cells = {row.block: cell_name(row.id, SLOT) for row in draft.rows if row.is_slot}
    lists = tuple(_list_rows(draft, schema, cells))
    lines = read_indicator_lines(draft, schema.indicators)
    target = PerformanceTarget(
        kind=draft.kind,
        title=draft.title,
        schema=schema.id,
        fiscal_year=draft.fiscal_year,
        fields=tuple(_fields(draft, schema)),
        goals=tuple(_goals(draft, schema)),
        funding=tuple(_funding(draft, schema)),
        lists=lists,
        indicators=IndicatorTree(lines.indicators),
    )
    return DraftReading(target, cells | dict(lines.cells) | _own_names(lines), lines.findings(draft.title, schema))


def _own_names(lines: IndicatorLines) -> dict[str, str]:
    """Let findings of the reading itself name cells directly."""
    return {fault.cell: fault.cell for fault in lines.faults}


def _text(draft: Draft, part: str) -> str:
    row = draft.slot(part)
    return row.text(SLOT) if row else ""


def _fields(draft: Draft, schema: TableSchema) -> Iterator[FieldValue]:
    """Give the filled fields, in the form's order."""
    by_part = {field_part(key): key for key in schema.field_names}
    for part in slot_names(schema):
        text = _text(draft, part)
        if part in by_part and text:
            yield FieldValue(by_part[part], text)


def _goals(draft: Draft, schema: TableSchema) -> Iterator[Goal]:
    """Give the filled goals, the year's first."""
    goals = {slot.period: slot for slot in schema.slots if slot.holds == "goal"}
    for period in Period:
        text = _text(draft, slot_part(goals[period])) if period in goals else ""
        if text:
            yield Goal(period, text)


def _funding(draft: Draft, schema: TableSchema) -> Iterator[Funding]:
    """Give the filled amounts, in the form's order and, where none is written, in its unit."""
    for slot in (slot for slot in schema.slots if slot.holds == "amount"):
        text = _text(draft, slot_part(slot))
        if text:
            amount, unit, wording = read_amount(text)
            yield Funding(slot.key, slot.name, amount, unit or schema.unit, wording, slot.period)


def _list_rows(draft: Draft, schema: TableSchema, cells: dict[str, str]) -> Iterator[ListRow]:
    """Give the lines of list blocks that hold anything, noting the cell of each of their parts."""
    number = 0
    for block in schema.lists:
        for row in draft.of_block(block_key(block)):
            filled = tuple((column.key, row.text(column.key)) for column in block.columns if row.text(column.key))
            if filled:
                cells |= {list_part(number, column.key): cell_name(row.id, column.key) for column in block.columns}
                number += 1
                yield ListRow(block.key, filled)
