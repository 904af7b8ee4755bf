"""A table that goes on on the next page is one table again: headings once, cut labels, rows and texts whole."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.sources import Source
from perf.reading.cell_text import is_table_title
from perf.reading.grids import make_grid
from perf.reading.pdf_table import Box, PageTable, edge_index, merged_edges
from perf.reading.pdf_text import cell_text, is_full

_SAME_SIDE = 4.0
_CONTINUED = ("（续）", "(续)", "（续表）", "(续表)")
_LEAST_CUT_LINES = 3
_LEAST_TEXTS = 3
_SIGNS = "≥≤＞＜><=＝"


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Tell whether a table at the top of a page continues the one at the end of the page before."""
    same_sides = abs(table.left - following.left) < _SAME_SIDE and abs(table.right - following.right) < _SAME_SIDE
    first = [box.text for box in following.row(0) if box.text]
    is_new = len(first) == 1 and (is_table_title(first[0]) or first[0].endswith("表"))
    return same_sides and not is_new


def join(table: PageTable, following: PageTable) -> PageTable:
    """Append the next page's part: repeated headings are left out, cut cells put together."""
    skipped = _repeated_headings(table, following)
    rest = [box for box in following.boxes if box.row >= skipped]
    row_is_cut = _row_is_cut(table, [box for box in rest if box.row == skipped])
    start = table.row_count - skipped - row_is_cut
    boxes = list(table.boxes)
    for box in rest:
        moved = replace(box, row=box.row + start)
        partner = _partner(table, box) if box.row == skipped else None
        if partner is not None and _belongs(partner, box, row_is_cut=row_is_cut):
            lines = partner.lines if _is_continued(box, partner) else (*partner.lines, *box.lines)
            rows = moved.row + moved.rows - partner.row
            boxes[table.boxes.index(partner)] = replace(partner, rows=max(rows, partner.rows), lines=lines)
        else:
            boxes.append(moved)
    return PageTable(tuple(boxes), start + following.row_count, table.top, following.bottom, table.left, table.right)


def to_grid(table: PageTable) -> Grid | None:
    """Make the grid of a table, its columns all lines that appear on any of its pages."""
    edges = merged_edges(edge for box in table.boxes for edge in (box.left, box.right))
    cells = []
    for box in table.boxes:
        left, right = edge_index(edges, box.left), edge_index(edges, box.right)
        text = cell_text(box.lines, box.left, box.right)
        source = Source(page=box.page, table=box.table, row=box.source_row, column=box.place)
        cells.append(Cell(box.row, left, text, box.rows, max(1, right - left), source=source))
    widths = [right - left for left, right in pairwise(edges)]
    return make_grid(cells, rows=(0, table.row_count), widths=widths)


def _repeated_headings(table: PageTable, following: PageTable) -> int:
    """Count the first rows of the next page that repeat heading rows of the table."""
    rows = [_row_key(table.row(row)) for row in range(table.row_count)]
    first = _row_key(following.row(0))
    if not _can_be_heading(first):
        return 0
    for start, row in enumerate(rows):
        if row == first:
            count = 1
            while (
                start + count < len(rows)
                and count < following.row_count
                and _can_be_heading(rows[start + count])
                and _row_key(following.row(count)) == rows[start + count]
            ):
                count += 1
            return count
    return 0


def _row_key(boxes: Sequence[Box]) -> tuple[tuple[int, str], ...]:
    return tuple((round(box.left / _SAME_SIDE), box.text) for box in boxes if box.text)


def _can_be_heading(row: tuple[tuple[int, str], ...]) -> bool:
    """Tell headings from data: several words, none of them a number or a comparison."""
    words = [text for _, text in row]
    return len(words) > 1 and not any(word[0] in _SIGNS or word[0].isdecimal() or word == "定性" for word in words)


def _partner(table: PageTable, box: Box) -> Box | None:
    """Give the box that ends at the foot of the page in the same columns."""
    for other in table.boxes:
        at_foot = other.row + other.rows == table.row_count
        if at_foot and abs(other.left - box.left) < _SAME_SIDE and abs(other.right - box.right) < _SAME_SIDE:
            return other
    return None


def _is_continued(box: Box, partner: Box) -> bool:
    """Tell a label that only repeats what stands at the foot of the page before."""
    for mark in _CONTINUED:
        if box.text.endswith(mark):
            return box.text.removesuffix(mark) in {"", partner.text}
    return False


def _belongs(partner: Box, box: Box, *, row_is_cut: bool) -> bool:
    """Tell whether a box at the top of a page is the rest of the one at the foot of the page before."""
    if row_is_cut or _is_continued(box, partner):
        return True
    return not box.text and bool(partner.text) and (partner.rows > 1 or box.rows > 1)


def _row_is_cut(table: PageTable, first: Sequence[Box]) -> bool:
    """Tell whether the first row of a page is the rest of the last row of the page before.

    Then each of its texts either repeats a label or goes on from a text above that could not end where it does: one
    of several lines, or the few texts of a row that would say nothing more, below a row that says much more.
    """
    rests: list[Box] = []
    repeated = False
    for box in first:
        partner = _partner(table, box)
        if partner is None:
            return False
        if box.text and _is_continued(box, partner):
            repeated = True
        elif box.text:
            if partner.rows > 1 or not partner.lines:
                return False
            rests.append(partner)
    if not rests:
        return False
    if all(len(rest.lines) >= _LEAST_CUT_LINES for rest in rests):
        return repeated or any(is_full(rest.lines, rest.right) for rest in rests)
    all_full = all(is_full(rest.lines, rest.right) for rest in rests)
    return all_full and not repeated and _texts_in_last_row(table) >= max(_LEAST_TEXTS, 2 * len(rests))


def _texts_in_last_row(table: PageTable) -> int:
    """Count the texts that the last row of a table has of its own."""
    return sum(1 for box in table.row(table.row_count - 1) if box.text)
