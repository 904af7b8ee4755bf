"""From cells that a reader found to a grid: within the limits, in order, without rows that hold nothing."""

from collections.abc import Iterable, Sequence

from perf.domain.documents.blocks import Cell, Grid
from perf.reading.limits import CELL_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS
from perf.reading.results import Refusal


def make_grid(
    cells: Iterable[Cell],
    *,
    row_count: int = 0,
    widths: Sequence[float] = (),
    spans_known: bool = True,
) -> Grid | None:
    """Make a grid from cells with clean texts, or give ``None`` when none of them has text.

    ``row_count`` and ``widths`` are the least extent; cells that reach further enlarge it, with columns of width 1.
    Rows wholly covered by cells merged from above are taken out: they are one row, drawn in parts.
    Refuses a table with too many rows or columns and a text that is too long.
    """
    ordered = sorted(cells, key=_position)
    if not any(cell.text for cell in ordered):
        return None
    rows = max(row_count, *(cell.row + cell.rows for cell in ordered))
    columns = max(len(widths), *(cell.column + cell.columns for cell in ordered))
    require_size(rows, columns)
    _require_short_texts(ordered)
    if spans_known:
        ordered, rows = _without_covered_rows(ordered, rows, columns)
    lengths = (*widths, *[1.0] * (columns - len(widths)))
    return Grid(lengths, rows, tuple(ordered), spans_known=spans_known)


def require_size(rows: int, columns: int, place: str = "") -> None:
    """Refuse a table that is too large; ``place`` says where it is."""
    if rows > TABLE_ROWS:
        raise Refusal(f"{place}表格有{rows}行，超过上限{TABLE_ROWS}行，请删去多余的行或拆成几个文件")
    if columns > TABLE_COLUMNS:
        raise Refusal(f"{place}表格有{columns}列，超过上限{TABLE_COLUMNS}列，请删去多余的列和过宽的合并单元格")


def at_row(cell: Cell, row: int, rows: int) -> Cell:
    """Give the cell at another row, covering another number of rows; itself where nothing changes."""
    if cell.row == row and cell.rows == rows:
        return cell
    return Cell(row, cell.column, cell.text, rows, cell.columns, cell.role, cell.align, cell.source)


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _require_short_texts(cells: Iterable[Cell]) -> None:
    for cell in cells:
        if len(cell.text) > CELL_CHARACTERS:
            place = cell.source.describe() if cell.source else "有一格"
            raise Refusal(f"{place}的文字有{len(cell.text)}个字，超过上限{CELL_CHARACTERS}个字，请分段填写")


def _without_covered_rows(cells: list[Cell], row_count: int, columns: int) -> tuple[list[Cell], int]:
    """Take out rows in which no cell begins and every place belongs to a cell from above."""
    if all(cell.rows == 1 for cell in cells):
        return cells, row_count
    begins = {cell.row for cell in cells}
    covered = [0] * row_count
    for cell in cells:
        for row in range(cell.row + 1, cell.row + cell.rows):
            covered[row] += cell.columns
    gone = {row for row in range(row_count) if row not in begins and covered[row] == columns}
    if not gone:
        return cells, row_count
    moved, lost = [], 0
    for row in range(row_count + 1):
        moved.append(row - lost)
        lost += row in gone
    kept = [at_row(cell, moved[cell.row], moved[cell.row + cell.rows] - moved[cell.row]) for cell in cells]
    return kept, moved[row_count]
