"""What a reader of any format must find of a document: each cell's place, span and text."""

from typing import NamedTuple

from perf.domain.documents.blocks import Grid


class Placed(NamedTuple):
    """A cell as read back, in the order of :func:`cells_of`."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def cells_of(grid: Grid) -> list[Placed]:
    """Give every cell by row and column."""
    return sorted(Placed(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in grid.cells)
