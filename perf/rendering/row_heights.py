"""How high each row of a table must be for its texts, estimated in points.

Used where the program that opens the file will not do it itself: spreadsheets leave the height of
merged cells to whoever writes them.
"""

from collections.abc import Sequence

from perf.domain.documents.blocks import Cell, Grid
from perf.rendering.line_estimate import lines_needed

LINE_PER_FONT_SIZE = 1.45
"""Height of a line by its font size: 1.25 in the Song type of Windows, up to 1.45 in that of other systems."""

PADDING = 5.0
"""Room above and below the text of a cell, in points."""


def text_height(text: str, width: float, font_size: float) -> float:
    """Give the height in points that a text takes in a cell of the given width in points."""
    capacity = (width - PADDING) / font_size
    return lines_needed(text, capacity) * font_size * LINE_PER_FONT_SIZE + PADDING


def row_heights(grid: Grid, widths: Sequence[float], font_size: float, least: float) -> list[float]:
    """Give the height in points of each row; ``widths`` are the columns' in points, ``least`` the lowest row's.

    Cells of one row decide first; what a cell over several rows needs beyond them is spread evenly
    over the rows that it covers.
    """
    heights = [least] * grid.row_count
    for cell in sorted(grid.cells, key=lambda cell: cell.rows):
        needed = text_height(cell.text, _width_of(cell, widths), font_size)
        covered = range(cell.row, cell.row + cell.rows)
        missing = needed - sum(heights[row] for row in covered)
        if missing > 0:
            for row in covered:
                heights[row] += missing / cell.rows
    return heights


def _width_of(cell: Cell, widths: Sequence[float]) -> float:
    return sum(widths[cell.column : cell.column + cell.columns])
