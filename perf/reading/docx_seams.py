"""Tables of a Word document that are one for whoever sees them.

Word repeats only the first rows of a table on each page. A form whose heading rows stand in the middle is
therefore often kept (and written by this system) as two tables, one directly below the other, with an
empty paragraph between them that is hidden. Here they become one again, on the column lines of both.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from lxml import etree

_TOLERANCE = 40
"""Column lines (in twentieths of a point, about 0.7 mm) nearer than this are the same line."""

_MOST_COLUMNS = 1000


def join_at_seams(body: etree._Element) -> None:
    """Move the rows of each table below a hidden, empty paragraph into the equally wide table above it, in place."""
    for group in list(_groups(body)):
        edges = [_edges(table) for table in group]
        if all(edges) and _same_width(edges):
            _join(group, edges)


def _groups(body: etree._Element) -> Iterator[list[etree._Element]]:
    """Give the runs of two or more tables with nothing but seams between them."""
    group: list[etree._Element] = []
    for block in body:
        if _name(block) == "tbl":
            group.append(block)
        elif not (group and _is_seam(block)):
            if len(group) > 1:
                yield group
            group = []
    if len(group) > 1:
        yield group


def _is_seam(block: etree._Element) -> bool:
    """Tell a hidden paragraph with nothing in it; two tables without any paragraph between are one in Word as well."""
    if _name(block) != "p" or not all(_is_empty(part) for part in block):
        return False
    hidden = _first(block, "pPr", "rPr", "vanish")
    return hidden is not None and _attribute(hidden, "val") not in {"0", "false", "off"}


def _is_empty(part: etree._Element) -> bool:
    """Tell parts of a paragraph that show nothing: its properties, marks, and runs without content."""
    if _name(part) == "r":
        return all(_name(child) == "rPr" for child in part)
    return _name(part) in {"pPr", "bookmarkStart", "bookmarkEnd", "proofErr"}


def _edges(table: etree._Element) -> list[int]:
    """Give the column lines from the left, starting with 0; nothing where the widths are not stated."""
    columns = _first(table, "tblGrid")
    written = [_attribute(column, "w") or "" for column in _children(columns, "gridCol")] if columns is not None else []
    if not written or len(written) > _MOST_COLUMNS or not all(_is_number(width) for width in written):
        return []
    return [0, *accumulate(int(width) for width in written)]


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 6


def _same_width(edges: Sequence[Sequence[int]]) -> bool:
    widths = [lines[-1] for lines in edges]
    return max(widths) - min(widths) <= _TOLERANCE


def _join(group: Sequence[etree._Element], edges: Sequence[Sequence[int]]) -> None:
    """Put all rows into the first table, each cell on the lines of the whole."""
    lines = _common_lines(edges)
    for table, own in zip(group, edges, strict=True):
        places = [_nearest(lines, edge) for edge in own]
        if list(own) != lines:
            for row in _children(table, "tr"):
                _respan(row, places)
    first, *others = group
    _state_widths(first, lines)
    for table in others:
        first.extend(_children(table, "tr"))
        parent = table.getparent()
        assert parent is not None
        parent.remove(table)


def _common_lines(edges: Sequence[Sequence[int]]) -> list[int]:
    """Give every table's lines as one list, near ones taken for the same."""
    lines: list[int] = []
    for edge in sorted({edge for own in edges for edge in own}):
        if not lines or edge - lines[-1] > _TOLERANCE:
            lines.append(edge)
    return lines


def _nearest(lines: Sequence[int], edge: int) -> int:
    """Give the number of the line that stands for an edge: the last one not right of it."""
    place = bisect_left(lines, edge)
    return place if place < len(lines) and lines[place] == edge else place - 1


def _respan(row: etree._Element, places: Sequence[int]) -> None:
    """Restate how many columns each cell of a row covers, now that there are more of them."""
    last = len(places) - 1
    column = 0
    for part in _spanning_parts(row):
        span = _first(part, "gridSpan") if _name(part) == "tcPr" else part
        written = (_attribute(span, "val") or "1") if span is not None else "1"
        end = min(last, column + (int(written) if _is_number(written) else 1))
        covered = places[end] - places[min(column, last)]
        if span is None:
            span = etree.SubElement(part, _sibling_tag(part, "gridSpan"))
        span.set(_sibling_tag(part, "val"), str(max(1, covered)))
        column = end


def _spanning_parts(row: etree._Element) -> Iterator[etree._Element]:
    """Give what takes columns in a row, from the left: the gap before its cells, then each cell's properties."""
    before = _first(row, "trPr", "gridBefore")
    if before is not None:
        yield before
    for cell in _children(row, "tc"):
        properties = _first(cell, "tcPr")
        if properties is None:
            properties = etree.Element(_sibling_tag(cell, "tcPr"))
            cell.insert(0, properties)
        yield properties


def _state_widths(table: etree._Element, lines: Sequence[int]) -> None:
    columns = _first(table, "tblGrid")
    assert columns is not None
    tag, name = _sibling_tag(columns, "gridCol"), _sibling_tag(columns, "w")
    for column in list(columns):
        columns.remove(column)
    for left, right in pairwise(lines):
        etree.SubElement(columns, tag).set(name, str(right - left))


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _sibling_tag(element: etree._Element, name: str) -> str:
    """Give a name in an element's own namespace."""
    return f"{str(element.tag).rpartition('}')[0]}}}{name}" if "}" in str(element.tag) else name


def _children(parent: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in parent if _name(child) == name]


def _first(element: etree._Element, *path: str) -> etree._Element | None:
    found: etree._Element | None = element
    for name in path:
        found = next((child for child in found if _name(child) == name), None) if found is not None else None
    return found


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)
