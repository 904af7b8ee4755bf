"""Last year's table as a starting point: what is taken over, and what stands in grey beside the cells meanwhile."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.cells import block_key, cell_key
from perf.domain.drafts.near_names import nearest_pairs
from perf.domain.drafts.rows import INDICATORS, SLOT, Draft, DraftRow, Texts, cell_name
from perf.domain.table_schema import Column, ListBlock, TableSchema
from perf.domain.terms import Period
from perf.domain.text import label_key
from perf.domain.values import parse_number, show_value, value_from_cells

_DIGIT = re.compile(r"[0-9０-９]")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_TAKEN_OVER = (*LABEL_COLUMNS, "name", "comparison", "unit")
"""Columns whose texts are the same every year, figures in them or not."""


_OF_THE_VALUE = ("comparison", "value", "unit")


def without_values(rows: Sequence[NewRow], schema: TableSchema) -> tuple[NewRow, ...]:
    """Leave out what is of its year: goals, amounts, target values, and further texts that carry figures or a year."""
    columns = {cell_key(column): column for column in schema.indicators.columns}
    return tuple(replace(row, texts=dict(_kept(row, columns))) for row in rows)


def _kept(row: NewRow, columns: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    """Give the texts of a row that are no values."""
    for key, text in row.texts.items():
        if row.block == INDICATORS:
            column = columns[key].key
            is_kept = column in _TAKEN_OVER or (column != "value" and not _DIGIT.search(text))
        elif key == SLOT:
            is_kept = row.block.startswith("fields-") and not _YEAR.search(text)
        else:
            is_kept = parse_number(text) is None and not _YEAR.search(text)
        if is_kept:
            yield key, text


def texts_beside(draft: Draft, schema: TableSchema, former: Sequence[NewRow], when: str) -> dict[str, str]:
    """Say what stood in a former table, by cell name of a draft: ``去年：≥95%``.

    ``former`` are the rows of that table in the draft's form, ``when`` is what its year is called. Goals, amounts and
    values always have it beside them, other cells only where they hold something else now. Rows are matched by name,
    also by one that is near.
    """
    slots = {row.block: row for row in former}
    beside = {cell_name(row.id, key): text for row in draft.rows if row.is_slot for key, text in _slot(row, slots)}
    for block in schema.lists:
        beside |= _list(block, draft, [row.texts for row in former if row.block == block.key])
    lines = [row.texts for row in former if row.block == INDICATORS]
    for period in schema.indicators.periods:
        beside |= _half(_Half.of(schema, period), draft.of_block(INDICATORS), lines)
    return {name: f"{when}：{text}" for name, text in beside.items()}


def _slot(row: DraftRow, former: Mapping[str, NewRow]) -> Iterator[tuple[str, str]]:
    """Give what stood in a slot."""
    text = former[row.block].texts.get(SLOT) if row.block in former else None
    if text and (not row.block.startswith("fields-") or text != row.text(SLOT)):
        yield SLOT, text


def _list(block: ListBlock, draft: Draft, former: Sequence[Texts]) -> dict[str, str]:
    """Give what stood in the lines of a list, matched by their first column."""
    first, *others = (column.key for column in block.columns)
    rows = draft.of_block(block_key(block))
    pairs = _pairs([row.text(first) for row in rows], [texts.get(first, "") for texts in former])
    return {
        cell_name(rows[here].id, key): former[there][key]
        for here, there in pairs.items()
        for key in others
        if former[there].get(key) and former[there][key] != rows[here].text(key)
    }


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of the indicator lines: its cell keys by column, and whether its values are split."""

    keys: Mapping[str, str]
    is_split: bool

    @classmethod
    def of(cls, schema: TableSchema, period: Period) -> "_Half":
        """Take the half out of a form."""
        block = schema.indicators
        return cls({column.key: cell_key(column) for column in block.half(period)}, block.is_split)

    def value(self, texts: Texts, row: DraftRow) -> str | None:
        """Give a value; its sign and unit too, unless the row has the same ones beside it, or it is of words."""
        then = {column: texts.get(key, "") for column, key in self.keys.items() if column in _OF_THE_VALUE}
        now = {column: row.text(self.keys[column]) for column in then}
        written = then["value"]
        if not self.is_split or not written or all(then[column] == now[column] for column in ("comparison", "unit")):
            return written or None
        read = value_from_cells(then["comparison"] or None, written, then["unit"] or None)
        return written if read is None or read.number is None else show_value(read)


def _half(half: _Half, rows: Sequence[DraftRow], former: Sequence[Texts]) -> dict[str, str]:
    """Give what stood in the lines of one half, matched by the indicators' names."""
    name = half.keys["name"]
    further = [key for column, key in half.keys.items() if column not in (*LABEL_COLUMNS, "value")]
    found: dict[str, str] = {}
    pairs = _pairs([row.text(name) for row in rows], [texts.get(name, "") for texts in former])
    for here, there in pairs.items():
        row, texts = rows[here], former[there]
        value = half.value(texts, row)
        if value:
            found[cell_name(row.id, half.keys["value"])] = value
        for key in further:
            if texts.get(key) and label_key(texts[key]) != label_key(row.text(key)):
                found[cell_name(row.id, key)] = texts[key]
    return found


def _pairs(here: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Match names with former ones: equal ones in their order, then near ones; blank ones with nothing."""
    waiting: dict[str, list[int]] = {}
    for number, name in enumerate(there):
        if name:
            waiting.setdefault(label_key(name), []).append(number)
    pairs: dict[int, int] = {}
    rest: dict[int, str] = {}
    for number, name in enumerate(here):
        key = label_key(name)
        if waiting.get(key):
            pairs[number] = waiting[key].pop(0)
        elif key:
            rest[number] = key
    left = {number: key for key, numbers in waiting.items() for number in numbers}
    return pairs | nearest_pairs(rest, left)
