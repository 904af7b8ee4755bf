"""Word documents (.docx): the tables of the body and of its cells, straight from the document part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from perf.domain.documents.blocks import Cell
from perf.domain.sources import Source
from perf.reading.cell_text import clean
from perf.reading.docx_seams import join_at_seams
from perf.reading.flow import Flow
from perf.reading.framing import frame_tables
from perf.reading.grids import make_grid, require_size
from perf.reading.limits import NESTED_TABLES, TABLE_COLUMNS
from perf.reading.markup import parse_xml
from perf.reading.packages import DAMAGED, Package
from perf.reading.results import ContentError, Contents

_BREAKS = frozenset({"br", "cr", "tab", "ptab"})
# What is deleted, what old programs are given instead, and boxes that float over the text.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "pPr", "rPr", "instrText", "delText"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read(data: bytes) -> Contents:
    r"""Read every table with its merged cells; a table inside a cell follows the table it stands in.

    Text is what Word shows with all changes accepted; a tab or line break inside a cell becomes ``\n``.
    """
    package = Package(data)
    root = parse_xml(package.read(package.main_part()))
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise ContentError(DAMAGED)
    join_at_seams(body)
    flow = Flow()
    for block in _blocks(body):
        if _name(block) == "tbl":
            _add_table(flow, block, depth=1)
        else:
            flow.add_paragraph(_paragraph_text(block))
    return flow.contents()


def _name(element: etree._Element) -> str:
    """Give a tag without its namespace: Word writes two, the transitional and the strict one."""
    return _local_name(element.tag)


@lru_cache(maxsize=1024)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element | None, name: str) -> str | None:
    """Give an attribute whatever its namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == name), None)
    return element


def _inside(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the children of these names, also those in content controls and accepted insertions."""
    for child in parent:
        name = _name(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from _inside(child, *names)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    return _inside(parent, "p", "tbl")


def _paragraph_text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield str(child.text or "")
        elif name in _BREAKS:
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _UNSEEN:
            yield from _pieces(child)


@dataclass(slots=True)
class _Place:
    """A cell while its table is read: vertical merges make it grow row by row."""

    row: int
    column: int
    columns: int
    text: str
    source: Source
    rows: int = 1


@dataclass(slots=True)
class _Table:
    """The cells found so far, and those that the next row's vertical merges would continue."""

    number: int
    places: list[_Place] = field(default_factory=list)
    open_places: dict[int, _Place] = field(default_factory=dict)
    nested: list[etree._Element] = field(default_factory=list)


def _add_table(flow: Flow, element: etree._Element, depth: int) -> None:
    if depth > NESTED_TABLES:
        raise ContentError(f"表格套表格超过{NESTED_TABLES}层，请整理后再试")
    table = _Table(flow.count + 1)
    row_count = 0
    for row, line in enumerate(_inside(element, "tr")):
        _read_row(table, line, row)
        row_count = row + 1
        require_size(row_count, 0, f"表{table.number}：")
    cells = [Cell(p.row, p.column, p.text, p.rows, p.columns, source=p.source) for p in table.places]
    for framed in frame_tables(cells):
        flow.add_cells(framed.before)
        grid = make_grid(framed.cells, rows=(framed.first, framed.end), widths=_widths(element))
        flow.add_table(grid, Source(table=table.number))
    for nested in table.nested:
        _add_table(flow, nested, depth + 1)


def _widths(table: etree._Element) -> tuple[float, ...]:
    """Give the widths that the table's own grid states, or none when they cannot be trusted."""
    grid = _child(table, "tblGrid")
    stated = [_value(column, "w") or "" for column in grid] if grid is not None else []
    widths = [float(width) if width.isdecimal() else 0.0 for width in stated]
    return tuple(widths) if all(width > 0 for width in widths) and len(widths) <= TABLE_COLUMNS else ()


def _read_row(table: _Table, line: etree._Element, row: int) -> None:
    properties = _child(line, "trPr")
    column = _number(_value(_child(properties, "gridBefore"), "val"), least=0)
    continued: dict[int, _Place] = {}
    for place, element in enumerate(_inside(line, "tc"), start=1):
        columns = _number(_value(_child(element, "tcPr", "gridSpan"), "val"), least=1)
        require_size(0, column + columns, f"表{table.number}：")
        merge = _child(element, "tcPr", "vMerge")
        above = table.open_places.get(column)
        if merge is not None and _value(merge, "val") != "restart" and above and above.columns == columns:
            above.rows += 1
            continued[column] = above
        else:
            source = Source(table=table.number, row=row + 1, column=place)
            found = _Place(row, column, columns, _cell_text(element), source)
            table.places.append(found)
            if merge is not None:
                continued[column] = found
        table.nested += _inside(element, "tbl")
        column += columns
    table.open_places = continued


def _number(written: str | None, *, least: int) -> int:
    return max(least, int(written)) if written and written.isdecimal() and len(written) < 6 else least


def _cell_text(element: etree._Element) -> str:
    paragraphs: Iterable[str] = (clean(_paragraph_text(paragraph)) for paragraph in _inside(element, "p"))
    return clean("\n".join(paragraphs))
