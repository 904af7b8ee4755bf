"""Measure a grid: column edges, broken texts, row heights, before any page is thought of."""

from dataclasses import dataclass
from itertools import accumulate

from perf.domain.documents.blocks import Cell, Grid
from perf.rendering.pdf.fitting import USUAL, FittedText, Spacing, fit_cell
from perf.rendering.pdf.fonts import Typeface


@dataclass(frozen=True, slots=True)
class MeasuredGrid:
    """A grid whose texts are broken and whose rows have their heights.

    Attributes:
        cells: the cells, and an empty one for each place that no cell covers.
        fits: the broken text of each cell.
        edges: left edge of each column and the right edge of the last, in points from the grid's left edge.
        owners: for each row, which cell covers each column.
        heights: the least height of each row in points at which all its texts fit.
        heading_rows: the rows that are repeated on each page.
        spacing: how close it is set.
    """

    cells: tuple[Cell, ...]
    fits: tuple[FittedText, ...]
    edges: tuple[float, ...]
    owners: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]
    heading_rows: tuple[int, ...]
    spacing: Spacing


def measure(grid: Grid, width: float, typeface: Typeface, spacing: Spacing = USUAL) -> MeasuredGrid:
    """Measure a grid that is to be as wide as ``width`` points.

    Raises:
        ValueError: a cell reaches beyond the grid, two cells cover one place, or a column has no width.
    """
    cells, owners = _place_cells(grid)
    edges = _column_edges(grid, width)
    spans = (edges[cell.column + cell.columns] - edges[cell.column] for cell in cells)
    fits = tuple(fit_cell(cell, span, typeface, spacing) for cell, span in zip(cells, spans, strict=True))
    heights = _row_heights([spacing.lowest_row] * grid.row_count, cells, fits)
    return MeasuredGrid(cells, fits, edges, owners, heights, tuple(sorted(grid.heading_rows)), spacing)


def _column_edges(grid: Grid, width: float) -> tuple[float, ...]:
    if any(share <= 0 for share in grid.widths):
        raise ValueError("每一列的宽度都要大于零。")
    scale = width / (sum(grid.widths) or 1)
    return tuple(accumulate((share * scale for share in grid.widths), initial=0.0))


def _place_cells(grid: Grid) -> tuple[tuple[Cell, ...], tuple[tuple[int, ...], ...]]:
    columns = len(grid.widths)
    cells = list(grid.cells)
    owners = [[-1] * columns for _ in range(grid.row_count)]
    for number, cell in enumerate(cells):
        right = cell.column + cell.columns
        if right > columns or cell.row + cell.rows > grid.row_count or min(cell.row, cell.column) < 0:
            raise ValueError(f"第{cell.row + 1}行第{cell.column + 1}列的单元格超出了表格。")
        for row in owners[cell.row : cell.row + cell.rows]:
            if max(row[cell.column : right]) >= 0:
                raise ValueError(f"第{cell.row + 1}行第{cell.column + 1}列的单元格与别的单元格重叠。")
            row[cell.column : right] = [number] * cell.columns
    for row_number, row in enumerate(owners):
        if -1 not in row:
            continue
        for column, owner in enumerate(row):
            if owner < 0:
                row[column] = len(cells)
                cells.append(Cell(row_number, column, ""))
    return tuple(cells), tuple(map(tuple, owners))


def _row_heights(heights: list[float], cells: tuple[Cell, ...], fits: tuple[FittedText, ...]) -> tuple[float, ...]:
    """Raise the least heights of the rows until all texts fit."""
    merged: list[tuple[int, Cell, float]] = []
    for cell, fit in zip(cells, fits, strict=True):
        needed = fit.height(len(fit.lines))
        if cell.rows > 1:
            merged.append((cell.rows, cell, needed))
        elif needed > heights[cell.row]:
            heights[cell.row] = needed
    for rows, cell, needed in sorted(merged, key=lambda item: item[0]):
        covered = range(cell.row, cell.row + rows)
        lacking = needed - sum(heights[row] for row in covered)
        if lacking > 0:
            for row in covered:
                heights[row] += lacking / rows
    return tuple(heights)
