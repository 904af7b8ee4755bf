"""Plain text whose table rows are lines of tab separated cells, as published documents are often kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.documents.tab_separated import cut_row, unquoted
from perf.domain.sources import Source
from perf.reading.cell_text import clean, is_table_title
from perf.reading.decoding import decode
from perf.reading.flow import Flow
from perf.reading.grids import make_grid, require_size
from perf.reading.limits import LINE_TABS, TABLE_ROWS
from perf.reading.results import Contents

_MOST_ROWS = 10 * TABLE_ROWS
"""Rows of one table at which counting on, to say how many there are, is given up."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One row of text: a line, or several where a quoted cell holds line ends.

    Attributes:
        line: its first line in the file, from 1.
        cells: its cells as written, quotes of whole cells taken off.
        raw: the text as it stands in the file.
    """

    line: int
    cells: Sequence[str]
    raw: str

    @property
    def is_row(self) -> bool:
        """Whether it has tabs, be they at its end only."""
        return len(self.cells) > 1

    @property
    def is_blank(self) -> bool:
        return not self.is_row and not clean(self.raw)

    @property
    def starts_table(self) -> bool:
        """Whether this line names a table, so that what follows is another one."""
        line = clean(self.raw)
        return not self.is_row and (line.startswith("TABLE ") or is_table_title(line))


def read(data: bytes) -> Contents:
    """Read every table of a text.

    A table is a run of lines without a blank one, from the first to the last that has a tab, if two have; lines
    in between without a tab are rows of one cell. A line that names a table begins another. A cell may be quoted
    as spreadsheets do it (``"…"``, quotes inside doubled) and then holds tabs and line ends; a tab becomes a space.
    """
    flow = Flow()
    for is_blank, run in groupby(_records(decode(data)), key=lambda record: record.is_blank):
        if not is_blank:
            for part in _parts(run):
                _add_part(flow, part)
    return flow.contents()


def _records(text: str) -> Iterator[_Record]:
    position, line = 0, 1
    while position <= len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        _require_few_tabs(text, position, end, line)
        cells = text[position:end].split("\t")
        if any(cell.startswith('"') for cell in cells):
            cells, end = cut_row(text, position)
            cells = [unquoted(cell) for cell in cells]
        yield _Record(line, cells, text[position:end])
        line += 1 + text.count("\n", position, end)
        position = end + 1


def _require_few_tabs(text: str, position: int, end: int, line: int) -> None:
    """Refuse, before anything is made of it, a line with more tabs than any table has columns."""
    if end - position > LINE_TABS and (tabs := text.count("\t", position, end)) > LINE_TABS:
        require_size(0, tabs + 1, f"第{line}行：")


def _parts(run: Iterator[_Record]) -> Iterator[list[_Record]]:
    """Split a run before each line that names a table."""
    part: list[_Record] = []
    for record in run:
        if record.starts_table and part:
            yield part
            part = []
        part.append(record)
        if len(part) > _MOST_ROWS and record.is_row:
            require_size(len(part), 0, f"第{part[0].line}行开始的")
    yield part


def _add_part(flow: Flow, part: list[_Record]) -> None:
    rows = [place for place, record in enumerate(part) if record.is_row]
    first, last = (rows[0], rows[-1]) if len(rows) > 1 else (len(part), len(part))
    _add_lines(flow, part[:first])
    flow.add_table(_grid(part[first : last + 1]), Source(line=part[min(first, len(part) - 1)].line))
    _add_lines(flow, part[last + 1 :])


def _add_lines(flow: Flow, records: Sequence[_Record]) -> None:
    """Add lines outside of tables, each a paragraph."""
    for record in records:
        for further, text in enumerate(record.raw.split("\n")):
            flow.add_paragraph(text, Source(line=record.line + further))


def _grid(records: Sequence[_Record]) -> Grid | None:
    """Make the grid of a table's lines; blank places get no cell."""
    if not records:
        return None
    cells = [
        Cell(row, column, text, source=Source(line=record.line, column=column + 1))
        for row, record in enumerate(records)
        for column, written in enumerate(record.cells)
        if (text := clean(written))
    ]
    widths = [1.0] * max(len(record.cells) for record in records)
    return make_grid(cells, rows=(0, len(records)), widths=widths, spans_known=False)
