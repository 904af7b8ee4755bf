"""From cells that a reader found to a grid: within the limits, in order, without rows that hold nothing."""

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from perf.domain.documents.blocks import Cell, Grid
from perf.reading.limits import CELL_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS
from perf.reading.results import ContentError

_position = attrgetter("row", "column")


def make_grid(
    cells: Iterable[Cell], *, rows: tuple[int, int], widths: Sequence[float] = (), spans_known: bool = True
) -> Grid | None:
    """Make a grid from cells with clean texts, or give ``None`` when none of them has text.

    ``rows`` are the table's first row and the one after its last: the grid counts from the first, and cells that reach
    beyond the last are cut. Columns beyond ``widths`` have width 1. Rows wholly covered by cells merged from above are
    taken out: they are one row, drawn in parts. Refuses a table with too many rows or columns and a text too long.
    """
    ordered = sorted(cells, key=_position)
    if not any(cell.text for cell in ordered):
        return None
    first, end = rows
    columns = max(len(widths), *(cell.column + cell.columns for cell in ordered))
    require_size(end - first, columns)
    _require_short_texts(ordered)
    gone = _covered_rows(ordered, rows, columns) if spans_known else ()
    moved = _new_rows(rows, gone)
    placed = tuple(
        _moved(cell, moved[cell.row - first], moved[min(cell.row + cell.rows, end) - first]) for cell in ordered
    )
    lengths = (*widths, *[1.0] * (columns - len(widths)))
    return Grid(lengths, moved[-1], placed, spans_known=spans_known)


def require_size(rows: int, columns: int, place: str = "") -> None:
    """Refuse a table that is too large; ``place`` says where it is."""
    if rows > TABLE_ROWS:
        raise ContentError(f"{place}表格有{rows}行，超过上限{TABLE_ROWS}行，请删去多余的行或拆成几个文件")
    if columns > TABLE_COLUMNS:
        raise ContentError(f"{place}表格有{columns}列，超过上限{TABLE_COLUMNS}列，请删去多余的列和过宽的合并单元格")


def _require_short_texts(cells: Iterable[Cell]) -> None:
    for cell in cells:
        if len(cell.text) > CELL_CHARACTERS:
            place = cell.source.describe() if cell.source else "有一格"
            raise ContentError(f"{place}的文字有{len(cell.text)}个字，超过上限{CELL_CHARACTERS}个字，请分段填写")


def _covered_rows(cells: Sequence[Cell], rows: tuple[int, int], columns: int) -> frozenset[int]:
    """Give the rows in which no cell begins and every place belongs to a cell from above."""
    first, end = rows
    covered = [0] * (end - first)
    for cell in cells:
        if cell.rows > 1:
            for row in range(cell.row + 1, min(cell.row + cell.rows, end)):
                covered[row - first] += cell.columns
    begins = {cell.row for cell in cells}
    return frozenset(row for row in range(first, end) if covered[row - first] == columns and row not in begins)


def _new_rows(rows: tuple[int, int], gone: Collection[int]) -> list[int]:
    """Give each row's number, and that of the end, once the table counts from 0 and rows are gone."""
    numbers, number = [], 0
    for row in range(*rows):
        numbers.append(number)
        number += row not in gone
    return [*numbers, number]


def _moved(cell: Cell, row: int, end: int) -> Cell:
    if cell.row == row and cell.rows == end - row:
        return cell
    return Cell(row, cell.column, cell.text, end - row, cell.columns, cell.role, cell.align, cell.source)
