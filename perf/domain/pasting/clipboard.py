"""What a spreadsheet puts on the clipboard as text: a line a row, its cells between tabs, quoted where they must be."""

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.documents.tab_separated import cut_row, is_quoted, unquoted
from perf.domain.sources import Source
from perf.domain.text import clean_text

LINES_LIMIT = 500
CHARACTERS_LIMIT = 2_000_000
COLUMNS_LIMIT = 50


class CannotPaste(ValueError):
    """A text that cannot be pasted as a block; its own text is a Chinese sentence for the user."""


def read_clipboard(text: str) -> Grid:
    """Give the filled cells of a pasted text, their sources with row and column from 1.

    Refuses, with :class:`CannotPaste`, a blank text, one with a single plain cell, and one beyond the limits.
    """
    if len(text) > CHARACTERS_LIMIT:
        raise CannotPaste(f"贴上来的内容有 {len(text)} 字，最多 {CHARACTERS_LIMIT} 字，没有读；请只复制要填的那几行")
    rows = _rows(text.replace("\r\n", "\n").replace("\r", "\n").strip("\0").rstrip("\n"))
    cells = [
        Cell(row, column, held, source=Source(row=row + 1, column=column + 1))
        for row, written in enumerate(rows)
        for column, cell in enumerate(written)
        if (held := _held(cell))
    ]
    if not cells:
        raise CannotPaste("贴上来的内容是空的；请先在 Excel、WPS 或 Word 里选中要复制的单元格，再复制")
    if len(rows) == 1 and rows[0] == [cells[0].text]:
        raise CannotPaste("贴上来的只有一格，直接填在表里那一格就可以")
    return Grid((1.0,) * max(map(len, rows)), len(rows), tuple(cells), spans_known=False)


def _rows(text: str) -> list[list[str]]:
    """Cut a text into rows of cells as written."""
    rows: list[list[str]] = []
    position = 0
    while position <= len(text):
        if len(rows) == LINES_LIMIT:
            raise CannotPaste(f"贴上来的超过 {LINES_LIMIT} 行，没有读；请分几次贴")
        cells, end = cut_row(text, position)
        if len(cells) > COLUMNS_LIMIT:
            place = f"贴上来的第{len(rows) + 1}行"
            raise CannotPaste(f"{place}有 {len(cells)} 列，最多 {COLUMNS_LIMIT} 列，没有读；请只复制表格所在的几列")
        rows.append(cells)
        position = end + 1
    return rows


def _held(cell: str) -> str | None:
    """Give what a cell holds. Quotes around what needed none are the writer's own, since no program added them."""
    needed_quotes = is_quoted(cell) and any(sign in cell[1:-1] for sign in '\t\n"')
    return clean_text((unquoted(cell) if needed_quotes else cell).replace("\t", " "))
