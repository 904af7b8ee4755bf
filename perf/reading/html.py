"""HTML pages: tables with their merged cells, as a browser would lay them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from perf.domain.documents.blocks import Cell
from perf.domain.sources import Source
from perf.reading.decoding import decode
from perf.reading.flow import Flow
from perf.reading.framing import frame_tables
from perf.reading.grids import make_grid, require_size
from perf.reading.html_text import BLOCKS, UNSEEN, Lines, element_text, keeps_space, nested_tables
from perf.reading.limits import HTML_TAGS, NESTED_TABLES, TABLE_ROWS
from perf.reading.results import ContentError, Contents

_CHINESE_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*gb[\w-]+", re.IGNORECASE)
_WIDEST_SPAN = 1000


def read(data: bytes) -> Contents:
    r"""Read every table; one inside a cell follows the table it stands in. Nothing is fetched, no script is run.

    ``<br>`` and blocks break lines with ``\n``; other white space is one space, but kept as it is inside ``<pre>``
    and where an element says ``white-space: pre-wrap`` in its style.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = _text(data)
    if (tags := text.count("<")) > HTML_TAGS:
        raise ContentError(f"网页有{tags}个标签，超过上限{HTML_TAGS}个，请只留下有表的部分再试")
    root = etree.fromstring(text.encode(), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ContentError("网页嵌套太深，不像正常的表格，请重新导出后再试")
    flow = Flow()
    if root is not None:
        lines = Lines()
        _add_outside(flow, root, lines)
        flow.add_paragraphs(lines.take())
    return flow.contents()


def _text(data: bytes) -> str:
    """Decode by the declared encoding where it is a Chinese one and holds, else by the bytes themselves."""
    if _CHINESE_CHARSET.search(data[:2048]):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return decode(data)
    return decode(data)


def _add_outside(flow: Flow, element: etree._Element, lines: Lines) -> None:
    """Walk the page outside of tables: lines of text become paragraphs, tables are read."""
    if element.tag == "table":
        flow.add_paragraphs(lines.take())
        _add_table(flow, element, depth=1)
    elif element.tag not in UNSEEN:
        breaks = element.tag in BLOCKS or element.tag == "br"
        if breaks:
            lines.begin_block()
        lines.write(str(element.text or ""), exact=False)
        for child in element:
            _add_outside(flow, child, lines)
            lines.write(str(child.tail or ""), exact=False)
        if breaks:
            lines.begin_block()


@dataclass(slots=True)
class _Table:
    """A table while it is read.

    Attributes:
        number: its number in the file.
        cells: its cells so far.
        taken: for each column, the row before which a cell from above still takes its place.
        nested: tables found in its cells.
    """

    number: int
    cells: list[Cell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    nested: list[etree._Element] = field(default_factory=list)


def _add_table(flow: Flow, element: etree._Element, depth: int) -> None:
    if depth > NESTED_TABLES:
        raise ContentError(f"表格套表格超过{NESTED_TABLES}层，请整理后再试")
    rows = list(_rows(element))
    table = _Table(flow.count + 1)
    for number, row in enumerate(rows):
        _read_row(table, row, number, len(rows), exact=keeps_space(element))
    for caption in element:
        if caption.tag == "caption":
            flow.add_paragraphs(element_text(caption, exact=False).split("\n"))
    _place_table(flow, table)
    for nested in table.nested:
        _add_table(flow, nested, depth + 1)


def _place_table(flow: Flow, table: _Table) -> None:
    """Add the table; one column that only holds other tables in place is text around them."""
    if table.nested and all(cell.column == 0 for cell in table.cells if cell.text):
        flow.add_paragraphs(line for cell in table.cells for line in cell.text.split("\n"))
        return
    for framed in frame_tables(table.cells):
        flow.add_cells(framed.before)
        flow.add_table(make_grid(framed.cells, rows=(framed.first, framed.end)), Source(table=table.number))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Give the table's own rows: not those of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _read_row(table: _Table, row: etree._Element, number: int, row_count: int, *, exact: bool) -> None:
    require_size(number + 1, 0, f"表{table.number}：")
    exact = keeps_space(row, inherited=exact)
    column = 0
    for place, element in enumerate((cell for cell in row if cell.tag in {"td", "th"}), start=1):
        while table.taken.get(column, 0) > number:
            column += 1
        columns = min(_span(element, "colspan") or 1, _WIDEST_SPAN)
        rows = min(_span(element, "rowspan") or TABLE_ROWS, row_count - number)
        require_size(0, column + columns, f"表{table.number}：")
        text = element_text(element, exact=keeps_space(element, inherited=exact))
        source = Source(table=table.number, row=number + 1, column=place)
        table.cells.append(Cell(number, column, text, rows, columns, source=source))
        table.taken.update((taken, number + rows) for taken in range(column, column + columns))
        table.nested += nested_tables(element)
        column += columns


def _span(element: etree._Element, name: str) -> int:
    """Read a span; what is no number counts as 1. 0 rows reach to the end of the table."""
    written = (element.get(name) or "1").strip()
    return int(written[:6]) if written.isascii() and written.isdecimal() else 1
