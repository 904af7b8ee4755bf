"""A grid read from a file, as lines of filled cells: what recognising works on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.table_schema import Column
from perf.domain.text import clean_text, label_key

Line = dict[int, Cell]
"""The filled cells of one row by column, left to right."""


def filled_lines(grid: Grid) -> list[Line]:
    """Give one line a row, its texts clean; blank cells and places covered by a span are absent."""
    lines: list[Line] = [{} for _ in range(grid.row_count)]
    for cell in sorted(grid.cells, key=attrgetter("column")):
        text = clean_text(cell.text)
        if text:
            lines[cell.row][cell.column] = cell if text == cell.text else replace(cell, text=text)
    return lines


def line_keys(line: Line) -> list[str]:
    """Give the folded texts of a line's cells, left to right."""
    return [label_key(cell.text) for cell in line.values()]


def heading_places(
    line: Line, columns: Sequence[Column], line_below: Line | None, synonyms: Mapping[str, str]
) -> dict[int, Column] | None:
    """Find the columns' headings in a line, in their order, and give the grid column of each.

    Headings that stand below a group heading are looked for in ``line_below``. A heading may also be worded in one of
    the usual ways for its column (``synonyms``: folded wording to column key). ``None`` when one that is not optional
    is missing.
    """
    places: dict[int, Column] = {}
    after = -1
    for column in columns:
        searched = line_below if column.group and line_below is not None else line
        behind = [(at, label_key(cell.text)) for at, cell in searched.items() if at > after]
        found = next((at for at, key in behind if column.is_heading(key)), None)
        if found is None:
            found = next((at for at, key in behind if synonyms.get(key) == column.key), None)
        if found is not None:
            places[found] = column
            after = found
        elif not column.is_optional:
            return None
    return places


def column_at(places: dict[int, Column], column: int) -> Column | None:
    """Give the heading a cell stands under: the nearest one that starts at or before it."""
    if column in places:
        return places[column]
    starts = [start for start in places if start <= column]
    return places[max(starts)] if starts else None
