"""A target carried over into a form, its own or another one: where each part of it comes to stand, and what is left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.drafts.beginning import NewRow, rows_of
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.rows import INDICATORS
from perf.domain.places import indicator_part
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period

Cell = tuple[int, str]
"""A cell of rows that are still to be kept: position of its row among them, and its cell key."""

_OF_THE_VALUE = ("comparison", "unit")
"""Columns that a form without them holds in its value column."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that a form has no place for.

    Attributes:
        name: what it is, as the form it comes from calls it.
        text: what stood there.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of carrying a target over.

    Attributes:
        rows: the rows of the form, as :func:`rows_of` gives them.
        cells: the cell of every part of the target that has one.
        leftovers: what found no place.
    """

    rows: tuple[NewRow, ...]
    cells: Mapping[str, Cell]
    leftovers: tuple[Leftover, ...]

    def cell_of(self, part: str) -> Cell | None:
        """Give the cell of a part; for a column that the form lacks that of the value, or of the name."""
        kind, _, column = part.rpartition("-")
        stand_ins = [f"{kind}-{key}" for key in ("value", "name")] if kind.startswith(INDICATORS) else []
        if column in LABEL_COLUMNS or column == "remark":
            stand_ins = stand_ins[1:]
        return next((self.cells[each] for each in (part, *stand_ins) if each in self.cells), None)


def carry_over(target: PerformanceTarget, own: TableSchema, schema: TableSchema) -> Carried:
    """Carry a target over from its own form (one made to measure where it fits none) into another, or the same."""
    rows = rows_of(target, schema)
    cells: dict[str, Cell] = {}
    for number, row in enumerate(rows):
        for part, key in row.parts.items():
            cells.setdefault(part, (number, key))
    keys = {column.key for column in schema.indicators.columns}
    held = {part: rows[number].texts.get(key, "") for part, (number, key) in cells.items()}
    lost = [entry for entry in _stated(target, own) if not _is_placed(entry, held, keys)]
    return Carried(rows, cells, tuple(_leftovers(lost, target)))


@dataclass(frozen=True, slots=True)
class _Stated:
    """A part that a target states: its block, what its column is called, and its text."""

    part: str
    block: str
    label: str
    text: str


def _stated(target: PerformanceTarget, own: TableSchema) -> Iterator[_Stated]:
    """Give the parts that stand in a target's own form, in printed order."""
    labels = cell_labels(own)
    for row in rows_of(target, own):
        for part, key in row.parts.items():
            if key in row.texts:
                yield _Stated(part, row.block, labels[row.block][key], row.texts[key])


def _is_placed(entry: _Stated, held: Mapping[str, str], keys: set[str]) -> bool:
    """Tell whether a part stands in the form, by itself or in its neighbour's cell; ``held`` is what stands there."""
    if entry.part in held:
        return True
    row, _, column = entry.part.rpartition("-")
    if not row.startswith(INDICATORS):
        return False
    if column in _OF_THE_VALUE:
        return entry.text in held.get(f"{row}-value", "")
    # A label that covers several lines is a part of the first of them, and which that is differs between forms.
    return column in LABEL_COLUMNS and column in keys and f"{row}-name" in held


def _leftovers(lost: Sequence[_Stated], target: PerformanceTarget) -> Iterator[Leftover]:
    """Name what was lost; of a row that was lost with its name all else is one text."""
    rows: dict[str, list[_Stated]] = {}
    for entry in lost:
        row = entry.part.rpartition("-")[0] if entry.block != entry.part else entry.part
        rows.setdefault(row, []).append(entry)
    parts = {entry.part for entry in lost}
    for row, entries in rows.items():
        if row.startswith(INDICATORS):
            yield from _of_indicator(int(row.rpartition("-")[2]), entries, target, parts)
        elif len(entries) == 1:
            yield Leftover(entries[0].label, entries[0].text)
        else:
            yield Leftover(entries[0].label, _joined(entries))


def _of_indicator(
    number: int, entries: Sequence[_Stated], target: PerformanceTarget, parts: set[str]
) -> Iterator[Leftover]:
    """Name what was lost of an indicator."""
    row = target.indicators.indicators[number]
    half = row.period.label if row.period is Period.MEDIUM_TERM else ""
    if indicator_part(number, "name") in parts:
        yield Leftover(f"{half}指标“{row.name}”", _joined(entries))
        return
    for entry in entries:
        is_of_level = entry.part.endswith("-first_level_weight")
        whose = f"一级指标“{row.first_level}”" if is_of_level else f"{half}指标“{row.name}”"
        yield Leftover(f"{whose}的{entry.label}", entry.text)


def _joined(entries: Sequence[_Stated]) -> str:
    return "；".join(f"{entry.label}：{entry.text}" for entry in entries)
