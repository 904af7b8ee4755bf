"""Target tables as a Word document that looks like the official form.

Word repeats only the first rows of a table on each page, but an official form has its heading rows in
the middle, below goals and money. So the table is cut above its heading rows: two tables on the same
column lines, with nothing but a hidden paragraph of one point between them (style ``FormSeam``). They
are seen as one, the second repeats its heading rows, and a reader joins them again at the seam.
"""

from collections.abc import Iterator, Sequence
from html import escape

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.rendering.docx_package import FOOTER_RELATIONSHIP, NAMESPACES, pack
from perf.rendering.line_estimate import lines_needed
from perf.rendering.placement import Places, can_cut, places_of, scaled_widths, starts_here
from perf.rendering.printable import require_printable

_A4_SHORT, _A4_LONG = 11906, 16838
_MARGIN_SIDE, _MARGIN_END = 850, 1021
"""Sizes of the page in twentieths of a point: A4 with margins of 15 mm beside and 18 mm above and below."""

_FONT_SIZE = 200
"""Width of a full-width character in the same unit."""

_LONG_CELL = 12
"""Lines from which on a row may break over a page; a lower row stays whole."""

_ALIGNED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="45" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
)
_SEAM = '<w:p><w:pPr><w:pStyle w:val="FormSeam"/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'


def render_docx(documents: Sequence[Document]) -> bytes:
    """Give a Word file with each document on pages of its own; the same documents give the same bytes.

    Refuses, with ``ValueError``, no documents at all, and text with characters that no file can carry.
    """
    if not documents:
        raise ValueError("there is no document to write")
    last = len(documents) - 1
    body = "".join("".join(_section(document, final=place == last)) for place, document in enumerate(documents))
    title = require_printable(documents[0].title)
    return pack(title, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")


def _section(document: Document, *, final: bool) -> Iterator[str]:
    """Give title, table, notes and signatures, then the page they stand on.

    Word keeps the page of every section but the last in the section's last paragraph.
    """
    width = (_A4_LONG if document.landscape else _A4_SHORT) - 2 * _MARGIN_SIDE
    yield _paragraph(document.title, "Title")
    if document.subtitle is not None:
        yield _paragraph(document.subtitle, "Subtitle")
    yield from _tables(document.grid, width)
    for note in document.notes:
        yield _paragraph(note, "FormNote")
    if document.signatures:
        yield _signatures(document.signatures, width)
    page = _page(landscape=document.landscape)
    # A table may not stand at the very end of a section.
    yield f'<w:p><w:pPr><w:pStyle w:val="FormEnd"/>{"" if final else page}</w:pPr></w:p>{page if final else ""}'


def _page(*, landscape: bool) -> str:
    width, height = (_A4_LONG, _A4_SHORT) if landscape else (_A4_SHORT, _A4_LONG)
    lying = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_RELATIONSHIP}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
        f'<w:pgMar w:top="{_MARGIN_END}" w:right="{_MARGIN_SIDE}" w:bottom="{_MARGIN_END}" w:left="{_MARGIN_SIDE}" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _paragraph(text: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    """Give a text with its line breaks and tabs; nothing for an empty text."""
    if not text:
        return ""
    written = f'<w:t xml:space="preserve">{escape(require_printable(text), quote=False)}</w:t>'
    for character, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        written = written.replace(character, f'</w:t>{element}<w:t xml:space="preserve">')
    return f"<w:r>{written}</w:r>"


def _signatures(signatures: tuple[str, ...], width: int) -> str:
    """Set the signatures side by side, each at its share of the width."""
    stops = "".join(
        f'<w:tab w:val="left" w:pos="{width * place // len(signatures)}"/>' for place in range(1, len(signatures))
    )
    tabs = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    return _paragraph("\t".join(signatures), "FormNote", tabs)


def _tables(grid: Grid, width: int) -> Iterator[str]:
    """Give the grid as one table, or as two with a seam where its heading rows stand in the middle."""
    widths = scaled_widths(grid.widths, width)
    places = places_of(grid)
    heading = grid.heading_rows
    if heading and heading[0] > 0 and can_cut(places, heading[0]):
        yield _table(places, range(heading[0]), widths, ())
        yield _SEAM
        yield _table(places, range(heading[0], grid.row_count), widths, heading)
    else:
        yield _table(places, range(grid.row_count), widths, heading if heading and heading[0] == 0 else ())


def _table(places: Places, rows: range, widths: list[int], heading: tuple[int, ...]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(_row(places, row, widths, heading=row in heading) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{written}</w:tbl>"
    )


def _row(places: Places, row: int, widths: list[int], *, heading: bool) -> str:
    cells = list(_row_cells(places, row))
    tallest = max(
        lines_needed(cell.text, sum(widths[cell.column : cell.column + cell.columns]) / _FONT_SIZE) / cell.rows
        for cell in cells
    )
    whole = "" if tallest >= _LONG_CELL else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if heading else ""
    written = "".join(_cell(cell, row, widths) for cell in cells)
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="400" w:hRule="atLeast"/>{repeated}</w:trPr>{written}</w:tr>'


def _row_cells(places: Places, row: int) -> Iterator[Cell]:
    """Give each cell that has a part in the row once, from left to right; blanks where the grid has none."""
    for column, found in enumerate(places[row]):
        cell = found or Cell(row, column, "")
        if cell.column == column:
            yield cell


def _cell(cell: Cell, row: int, widths: list[int]) -> str:
    """Give one cell of one row: the text at the corner, and an empty continuation below it."""
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    begins = starts_here(cell, row, cell.column)
    merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_cell_paragraph(cell) if begins else '<w:p/>'}</w:tc>"
    )


def _cell_paragraph(cell: Cell) -> str:
    if cell.role is Role.HEADING:
        return _paragraph(cell.text, "FormHeading")
    if cell.role is Role.LABEL:
        return _paragraph(cell.text, "FormLabel")
    return _paragraph(cell.text, "FormValue", f'<w:jc w:val="{_ALIGNED[cell.align]}"/>')
