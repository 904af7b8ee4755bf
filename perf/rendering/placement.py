"""Which cell stands at each place of a grid: what every writer of rows and columns needs first."""

from itertools import accumulate, pairwise

from perf.domain.documents.blocks import Cell, Grid

Places = list[list[Cell | None]]


def places_of(grid: Grid) -> Places:
    """Give, for each row and column, the cell that covers the place; ``None`` where the grid has none.

    A cell that covers several places stands in each of them (the same object). Cells that overlap or
    reach outside the grid are refused with ``ValueError``: no file format can hold them.
    """
    places: Places = [[None] * len(grid.widths) for _ in range(grid.row_count)]
    for cell in grid.cells:
        _require_inside(cell, grid)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if places[row][column] is not None:
                    raise ValueError(f"two cells stand in row {row}, column {column}")
                places[row][column] = cell
    return places


def _require_inside(cell: Cell, grid: Grid) -> None:
    """Refuse a cell whose corner or span is not on the grid."""
    fits = (
        min(cell.row, cell.column) >= 0
        and min(cell.rows, cell.columns) >= 1
        and cell.row + cell.rows <= grid.row_count
        and cell.column + cell.columns <= len(grid.widths)
    )
    if not fits:
        raise ValueError(f"the cell at row {cell.row}, column {cell.column} reaches outside the grid")


def starts_here(cell: Cell, row: int, column: int) -> bool:
    """Tell the corner of a cell from the other places that it covers."""
    return (cell.row, cell.column) == (row, column)


def can_cut(places: Places, row: int) -> bool:
    """Tell whether the line above a row runs across the whole grid, no cell crossing it."""
    return all(above is None or above is not below for above, below in zip(places[row - 1], places[row], strict=True))


def scaled_widths(widths: tuple[float, ...], total: int) -> list[int]:
    """Spread a total width (in any unit) over columns by their relative widths; the sum is exactly the total.

    No column gets less than 1, so that each remains a column; widths that are not positive are refused
    with ``ValueError``.
    """
    if any(width <= 0 for width in widths):
        raise ValueError("a column's width must be more than 0")
    share = (total - len(widths)) / sum(widths)
    edges = [0, *(round(edge * share) for edge in accumulate(widths))]
    return [1 + right - left for left, right in pairwise(edges)]
