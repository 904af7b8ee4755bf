"""Which cell of a printed table stands for a part of its target, so that a page can point at it."""

from collections.abc import Iterator, Mapping

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.places import amount_part, field_part, goal_part, indicator_part, list_part
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period

Corner = tuple[int, int]
"""Row and column of a cell's corner, from 0."""


def corners_of_parts(grid: Grid, target: PerformanceTarget) -> dict[str, Corner]:
    """Give the cell of each part, by its name, in a target's own layout.

    A label that holds for many rows is the cell of each of them; a column that the form does not have is looked for
    at the row's name.
    """
    corners = {cell.part: (cell.row, cell.column) for cell in grid.cells if cell.part is not None}
    labels = _labels_by_row(grid, target)
    for number, indicator in enumerate(target.indicators):
        name = corners.get(indicator_part(number, "name"))
        if name is None:
            continue
        for column in LABEL_COLUMNS:
            label = labels.get((column, _half(column, indicator.period), name[0]), name)
            corners.setdefault(indicator_part(number, column), label)
        for column in ("comparison", "unit", "value", "remark"):
            split = corners.get(indicator_part(number, "value"), name)
            corners.setdefault(indicator_part(number, column), split)
    return corners


def _labels_by_row(grid: Grid, target: PerformanceTarget) -> Mapping[tuple[str, Period | None, int], Corner]:
    """Give the label cells by column, half and each row they cover."""
    rows = tuple(target.indicators)
    found: dict[tuple[str, Period | None, int], Corner] = {}
    for cell in grid.cells:
        number, column = _indicator_of(cell)
        if column in LABEL_COLUMNS:
            half = _half(column, rows[number].period)
            found |= {(column, half, row): (cell.row, cell.column) for row in range(cell.row, cell.row + cell.rows)}
    return found


def _indicator_of(cell: Cell) -> tuple[int, str]:
    """Give number and column of the indicator row that a cell stands for; no column when it stands for none."""
    kind, _, rest = (cell.part or "").partition("-")
    number, _, column = rest.partition("-")
    return (int(number), column) if kind == "indicators" else (0, "")


def _half(column: str, period: Period) -> Period | None:
    """Give the half that a label belongs to; both halves share their first levels."""
    return period if column == "second_level" else None


def parts_with_sources(target: PerformanceTarget) -> Iterator[tuple[Source | None, str]]:
    """Give where each part of a target was read; the name of an indicator before its other cells."""
    for number, row in enumerate(target.indicators):
        yield row.source, indicator_part(number, "name")
        yield from ((source, indicator_part(number, column)) for column, source in row.cell_sources)
    for value in target.fields:
        yield value.source, field_part(value.key)
    for goal in target.goals:
        yield goal.source, goal_part(goal.period)
    for amount in target.funding:
        yield amount.source, amount_part(amount.key, amount.period)
    for number, entry in enumerate(target.lists):
        yield entry.source, list_part(number, entry.cells[0][0])


def corners_of_sources(grid: Grid, target: PerformanceTarget) -> dict[Source, Corner]:
    """Give the cell of what was read at each place, in a target's own layout."""
    corners = corners_of_parts(grid, target)
    found: dict[Source, Corner] = {}
    for source, part in parts_with_sources(target):
        if source is not None and part in corners:
            found.setdefault(source, corners[part])
    return found
