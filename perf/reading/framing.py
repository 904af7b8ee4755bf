"""Titles and notes that stand in cells of the sheet or table they belong to, told from the table itself.

A worksheet has nothing but cells: its title, the line below it and the notes are rows too. In other files a title
may be the first row inside the table's lines. Here such rows become paragraphs, and a title begins another table.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from perf.domain.documents.blocks import Cell
from perf.reading.cell_text import is_table_title

_BESIDE_TITLE = re.compile(
    r"[（(][^（()）]*[)）]|\d{4}\s*年度?|附[件表][\d一二三四五六七八九十-]*[:：]?|(?:金额)?单位[:：]\s*\S{1,3}"
)
_NOTE = re.compile(r"(?:注|备注|说明|填报说明)\s*\d*[:：].+|附[件表][\d一二三四五六七八九十-]*[:：]?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Framed:
    """One table's rows between the paragraphs that stood in rows of their own.

    Attributes:
        before: the cells of the title and of what stands around it.
        cells: the table's cells, where they stood.
        first: its first row.
        end: the row after its last one; trailing blank ones are left out.
        after: the cells of notes and signatures below it.
    """

    before: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    first: int
    end: int
    after: tuple[Cell, ...]


def frame_sheet(cells: Sequence[Cell]) -> Iterator[Framed]:
    """Split a worksheet before each row that is a table's title, and frame each part.

    Tables that begin further right, as many people draw them, are moved to the first column. A part whose texts all
    begin in one column, a sentence among them, is no table: its rows are paragraphs. So are the rows down to the last
    sentence that stands alone in its row above a table.
    """
    rows = _texts_by_row(cells)
    for first, last in _stretches(rows, _title_rows(cells, rows)):
        part = [cell for cell in cells if first <= cell.row <= last]
        columns = max((cell.column + cell.columns for cell in part), default=0)
        inside = {row: texts for row, texts in rows.items() if first <= row <= last}
        top = max(_last_title_row(inside, columns), _last_sentence_row(inside))
        bottom = top if _is_text(inside) else _first_note_row(inside, columns, top)
        yield _framed(_without_left_margin(part), inside, top, bottom)


def frame_tables(cells: Sequence[Cell]) -> Iterator[Framed]:
    """Split a table before each row that is another one's title, and take the titles out.

    Two tables set directly below each other are one table to Word and to a PDF's lines.
    """
    rows = _texts_by_row(cells)
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    parts = list(_stretches(rows, _title_rows(cells, rows))) or [(0, 0)]
    ends = [*(first for first, _ in parts[1:]), max((cell.row + cell.rows for cell in cells), default=0)]
    starts = [min((cell.row for cell in cells), default=0), *ends]
    for first, end in zip(starts, ends, strict=False):
        part = [cell for cell in cells if first <= cell.row < end]
        inside = {row: texts for row, texts in rows.items() if first <= row < end}
        yield _framed(part, inside, _last_title_row(inside, columns), end)


_Rows = Mapping[int, Sequence[Cell]]
"""The cells with text that begin in each row, for the rows that have any."""


def _texts_by_row(cells: Sequence[Cell]) -> _Rows:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _is_text(rows: _Rows) -> bool:
    texts = [cell for row in rows.values() for cell in row]
    return len({cell.column for cell in texts}) == 1 and any("。" in cell.text for cell in texts)


def _without_left_margin(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Move cells to the left by the columns in which nothing is written or merged."""
    margin = min((cell.column for cell in cells), default=0)
    return [replace(cell, column=cell.column - margin) for cell in cells] if margin else cells


def _title_rows(cells: Sequence[Cell], rows: _Rows) -> frozenset[int]:
    """Give the rows whose only text is a table's title and begins where the table does.

    A text beside a merged label, or under the heading of a further column, is part of a table whatever it says.
    """
    left = min((texts[0].column for texts in rows.values()), default=0)
    covered = {row for cell in cells if cell.column == left for row in range(cell.row + 1, cell.row + cell.rows)}
    return frozenset(
        row
        for row, texts in rows.items()
        if len(texts) == 1 and texts[0].column == left and row not in covered and is_table_title(texts[0].text)
    )


def _stretches(rows: _Rows, starts: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give first and last row of each part; a title directly below another line of titles begins nothing."""
    first, last = min(rows, default=0), max(rows, default=-1)
    seen_table = False
    for row, texts in rows.items():
        if row in starts and seen_table:
            yield first, row - 1
            first, seen_table = row, False
        seen_table = seen_table or len(texts) > 1
    if last >= first:
        yield first, last


def _last_title_row(rows: _Rows, columns: int) -> int:
    """Give the row after the title and the lines around it; the first row when there is no title."""
    top, titled = min(rows, default=0), False
    end = top
    for row, texts in rows.items():
        if len(texts) != 1:
            break
        text = texts[0]
        if is_table_title(text.text):
            titled = True
        elif text.columns < columns and not _BESIDE_TITLE.fullmatch(text.text):
            break
        end = row + text.rows
    return end if titled else top


def _last_sentence_row(rows: _Rows) -> int:
    """Give the row after the last sentence above the table; the first row when there is none."""
    end = min(rows, default=0)
    for row, texts in rows.items():
        if len(texts) != 1:
            break
        if "。" in texts[0].text:
            end = row + texts[0].rows
    return end


def _first_note_row(rows: _Rows, columns: int, top: int) -> int:
    """Give the first of the last rows that are notes or signatures and no part of the table."""
    bottom = max((cell.row + cell.rows for texts in rows.values() for cell in texts), default=0)
    for row, texts in reversed(list(rows.items())):
        is_line = len(texts) == 1 and (texts[0].columns >= columns > 1 or _NOTE.fullmatch(texts[0].text))
        is_signed = all(text.text.endswith(("：", ":")) for text in texts)
        if row <= top or not (is_line or is_signed):
            break
        bottom = row
    return bottom


def _framed(cells: Sequence[Cell], rows: _Rows, top: int, bottom: int) -> Framed:
    """Cut at the row after the title and at the first note; blank rows at the cuts are dropped."""
    filled = [row for row in rows if top <= row < bottom]
    first = filled[0] if filled else top
    end = max((cell.row + cell.rows for row in filled for cell in rows[row]), default=first)
    inside = tuple(cell for cell in cells if first <= cell.row < end)
    before = tuple(cell for row, texts in rows.items() if row < first for cell in texts)
    after = tuple(cell for row, texts in rows.items() if row >= bottom for cell in texts)
    return Framed(before, inside, first, end, after)
