"""Rows of tab separated cells as spreadsheets write them: a quoted cell may hold tabs, line ends and doubled quotes."""

import re

# Possessive, so that a quote that is never closed costs one pass over the text and no more.
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"(?=[\t\n]|\Z)')
_UNQUOTED = re.compile(r"[^\t\n]*")


def cut_row(text: str, position: int) -> tuple[list[str], int]:
    """Cut one row, its cells still quoted as written; give them and where the row ends."""
    cells = []
    while True:
        cell = _QUOTED.match(text, position) or _UNQUOTED.match(text, position)
        assert cell is not None, "an unquoted cell may be blank"
        cells.append(cell[0])
        position = cell.end()
        if text[position : position + 1] != "\t":
            return cells, position
        position += 1


def is_quoted(cell: str) -> bool:
    """Tell a cell that :func:`cut_row` cut between its quotes."""
    return bool(_QUOTED.fullmatch(cell))


def unquoted(cell: str) -> str:
    """Give what a cell holds: quotes of a whole cell taken off, those inside no longer doubled."""
    return cell[1:-1].replace('""', '"') if is_quoted(cell) else cell
