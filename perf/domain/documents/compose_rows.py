"""The rows below a heading: lists, and the indicators with their labels merged downwards."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from perf.domain.documents.blocks import Align, Cell, Role
from perf.domain.indicators import FirstLevel, Indicator
from perf.domain.places import indicator_part, list_part
from perf.domain.table_schema import Column, IndicatorBlock, ListBlock
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period
from perf.domain.values import show_number, show_value, value_cells

LABEL_COLUMNS = ("first_level", "first_level_weight", "second_level")
"""Indicator columns whose cells hold for the rows below them too."""


class PrintedText(NamedTuple):
    """What stands in one column of a row below a heading.

    Attributes:
        text: what is printed, ``""`` for a blank cell.
        covered: rows the cell covers; 0 where it is covered from above.
        part: the part of the target that it is; ``None`` for a cell that can hold none.
    """

    text: str = ""
    covered: int = 1
    part: str | None = None


PrintedRow = list[PrintedText]
"""One row below a heading, a text for every column."""


def rows_cells(
    block: ListBlock | IndicatorBlock, rows: Sequence[PrintedRow], top: int, fiscal_year: int | None
) -> Iterator[Cell]:
    """Print heading and rows of a list or indicator block, with one blank row when there are none."""
    label, columns = block.label, block.columns
    height = heading_height(columns)
    rows = rows or [[PrintedText()] * len(columns)]
    left = 0
    if label is not None:
        yield Cell(top, 0, label, height + len(rows), 1, Role.LABEL, Align.CENTER)
        left = 1
    yield from _heading_cells(columns, top, left, fiscal_year)
    for number, row in enumerate(rows):
        column_left = left
        for column, (text, covered, part) in zip(columns, row, strict=True):
            if covered:
                is_label = column.key in LABEL_COLUMNS
                role = Role.LABEL if is_label else Role.VALUE
                align = Align.CENTER if is_label else column.align
                yield Cell(top + height + number, column_left, text, covered, column.columns, role, align, part=part)
            column_left += column.columns


def heading_height(columns: Sequence[Column]) -> int:
    """Count the rows of a heading."""
    return 2 if any(column.group for column in columns) else 1


def _heading_cells(columns: Sequence[Column], top: int, left: int, fiscal_year: int | None) -> Iterator[Cell]:
    """Print a heading; columns of one group stand below their common heading."""
    height = heading_height(columns)
    group_before: str | None = None
    for position, column in enumerate(columns):
        heading = column.heading(fiscal_year)
        if column.group is None:
            yield Cell(top, left, heading, height, column.columns, Role.HEADING, Align.CENTER)
        else:
            if column.group != group_before:
                members = [member for member in columns[position:] if member.group == column.group]
                span = sum(member.columns for member in members)
                yield Cell(top, left, column.group, 1, span, Role.HEADING, Align.CENTER)
            yield Cell(top + 1, left, heading, 1, column.columns, Role.HEADING, Align.CENTER)
        group_before = column.group
        left += column.columns


def list_rows(block: ListBlock, target: PerformanceTarget) -> Iterator[PrintedRow]:
    """Print the rows of a list block."""
    for number, entry in enumerate(target.lists):
        if entry.block == block.key:
            texts = dict(entry.cells)
            yield [PrintedText(texts.get(column.key, ""), 1, list_part(number, column.key)) for column in block.columns]


def indicator_rows(block: IndicatorBlock, target: PerformanceTarget) -> Iterator[PrintedRow]:
    """Print the indicator rows, the halves side by side under common first-level labels."""
    numbers = {period: _numbers(target, period) for period in block.periods}
    for group in _aligned_first_levels(block, target):
        height = max(len(level.indicators) for level in group.values())
        halves = {period: _half_rows(level, height, numbers[period]) for period, level in group.items()}
        period, named = next(iter(group.items()))
        first = halves[period][0].numbered
        assert first is not None
        for number in range(height):
            row: PrintedRow = []
            for column in block.columns:
                if column.key in ("first_level", "first_level_weight"):
                    part = indicator_part(first[0], column.key)
                    row.append(PrintedText(_first_level_text(column.key, named), 0 if number else height, part))
                elif column.period in halves:
                    row.append(_indicator_cell(column, halves[column.period][number], split=block.is_split))
                else:
                    row.append(PrintedText())
            yield row


def _numbers(target: PerformanceTarget, period: Period) -> Iterator[int]:
    """Give the positions of a half's rows in the target, in order."""
    return (number for number, row in enumerate(target.indicators) if row.period is period)


def _aligned_first_levels(block: IndicatorBlock, target: PerformanceTarget) -> Iterator[dict[Period, FirstLevel]]:
    """Pair the first levels of the halves; one that only one half has stands alone."""
    if len(block.periods) == 1:
        yield from ({block.periods[0]: level} for level in target.indicators.levels(block.periods[0]))
        return
    left, right = block.periods
    left_levels, right_levels = target.indicators.levels(left), target.indicators.levels(right)
    left_names = [(level.name, level.weight) for level in left_levels]
    right_names = [(level.name, level.weight) for level in right_levels]
    for change, a, b, c, d in SequenceMatcher(None, left_names, right_names, autojunk=False).get_opcodes():
        if change == "equal":
            yield from ({left: left_levels[a + n], right: right_levels[c + n]} for n in range(b - a))
        else:
            alone = [{left: level} for level in left_levels[a:b]] + [{right: level} for level in right_levels[c:d]]
            # Without a label of its own a group would fall under the label above it, so it goes first.
            yield from sorted(alone, key=lambda group: next(iter(group.values())).name is not None)


def _first_level_text(key: str, level: FirstLevel) -> str:
    """Give a first-level label or its weight."""
    if key == "first_level":
        return level.name or ""
    return "" if level.weight is None else show_number(level.weight)


class _HalfRow(NamedTuple):
    """One row of a half: its second-level label, the rows that covers (0: covered from above), and what stands in it.

    ``numbered`` is the indicator with its position in the target, ``None`` in a row that only the other half fills.
    """

    second_level: str | None = None
    covered: int = 1
    numbered: tuple[int, Indicator] | None = None


def _half_rows(level: FirstLevel, height: int, numbers: Iterator[int]) -> list[_HalfRow]:
    """Spread one half's rows of a first level over the group's height; missing ones are blank."""
    rows = [
        _HalfRow(second.name, 0 if place else len(second.indicators), (next(numbers), indicator))
        for second in level.second_levels
        for place, indicator in enumerate(second.indicators)
    ]
    return rows + [_HalfRow()] * (height - len(rows))


def _indicator_cell(column: Column, row: _HalfRow, *, split: bool) -> PrintedText:
    """Print one cell of one half; ``split`` when sign, number and unit have columns of their own."""
    if row.numbered is None:
        return PrintedText()
    number, indicator = row.numbered
    part = indicator_part(number, column.key)
    if column.key == "second_level":
        return PrintedText(row.second_level or "", row.covered, part)
    return PrintedText(_column_text(column.key, indicator, split=split) or "", 1, part)


def _column_text(key: str, indicator: Indicator, *, split: bool) -> str | None:
    """Give an indicator's text in a column."""
    match key:
        case "name":
            return indicator.name
        case "remark":
            return indicator.remark
        case "value" if not split:
            return show_value(indicator.value) if indicator.value else None
        case "comparison" | "value" | "unit":
            return value_cells(indicator.value)[("comparison", "value", "unit").index(key)]
        case _:
            return indicator.detail(key)
