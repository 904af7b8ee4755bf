"""PDF files: tables by their drawn lines, text by its place on the page."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from perf.domain.sources import Source
from perf.reading.flow import Flow
from perf.reading.framing import frame_tables
from perf.reading.grids import make_grid
from perf.reading.limits import PDF_PAGES
from perf.reading.packages import DAMAGED
from perf.reading.pdf_attachments import json_attachments
from perf.reading.pdf_joining import goes_on, join, to_grid
from perf.reading.pdf_table import PageTable, Rectangle, page_table
from perf.reading.pdf_text import Glyph, lines_of
from perf.reading.results import ContentError, Contents

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*\d+[-—–－·\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+")
_UNKNOWN_GLYPH = re.compile(r"\(cid:\d+\)")
_TAIL_BYTES = 4096


class PageLine(NamedTuple):
    """A line of text outside of tables: what it says, its height from the top of the page, and its place."""

    text: str
    middle: float
    source: Source


PageParts = list[PageLine | PageTable]
"""What stands on a page, from the top."""


def read(data: bytes) -> Contents:
    """Read every table that has lines, over page ends, and JSON that the file carries.

    Refuses a PDF with a password, a damaged one, one that is only pictures (scanned), and one with text in fonts
    that do not say which characters they show.
    """
    if b"%%EOF" not in data[-_TAIL_BYTES:]:
        raise ContentError(DAMAGED)
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            _require_pages(pdf)
            pages = [_page_parts(page) for page in _pages(pdf)]
            payloads = json_attachments(pdf.doc)
    except PdfminerException as error:
        if any(isinstance(argument, PDFPasswordIncorrect) for argument in error.args):
            raise ContentError("文件设有打开密码，请去掉密码另存后再试") from error
        raise ContentError(DAMAGED) from error
    return replace(_flow(pages).contents(), payloads=payloads)


def _require_pages(pdf: PDF) -> None:
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    if isinstance(count, int) and count > PDF_PAGES:
        raise ContentError(f"文件有{count}页，超过上限{PDF_PAGES}页，请拆成几个文件")
    if not pdf.pages or (isinstance(count, int) and count != len(pdf.pages)):
        raise ContentError(DAMAGED)


def _pages(pdf: PDF) -> Iterator[Page]:
    """Give the pages, one in memory at a time; refuses when none of them has text that can be read."""
    characters = unknown = pictures = 0
    for page in pdf.pages:
        _require_whole(page)
        characters += len(page.chars)
        unknown += sum(1 for char in page.chars if _UNKNOWN_GLYPH.fullmatch(char["text"]))
        pictures += len(page.images)
        yield page
        page.close()
    if not characters and pictures:
        raise ContentError("这是扫描件，里面只有图片没有文字，请提供由 Word、Excel 或 WPS 直接导出的文件")
    if unknown * 5 > characters:
        raise ContentError("里面的字体没有注明文字编码，文字读不出来，请提供 docx 或 xlsx 文件")


def _require_whole(page: Page) -> None:
    """Refuse a page whose drawing is cut short: what is missing would be missing without a word."""
    for content in page.page_obj.contents:
        stream = resolve1(content)
        if not isinstance(stream, PDFStream) or stream.decipher is not None:
            continue
        filters = stream.get_filters()
        raw = stream.get_rawdata()
        if raw and filters and str(filters[0][0]) in {"/'FlateDecode'", "/'Fl'"}:
            try:
                zlib.decompressobj().decompress(raw)
            except zlib.error as error:
                raise ContentError(DAMAGED) from error


def _page_parts(page: Page) -> PageParts:
    """Give the page's tables and the lines of text around them, without its page number.

    Lines are counted from the top of the page as they are printed, those inside tables left out.
    """
    glyphs = [_glyph(char) for char in page.chars]
    tables: list[PageTable] = []
    for found in page.find_tables() if page.edges else ():
        if len(found.cells) > 1:
            inside, glyphs = _split(glyphs, found.bbox)
            tables.append(page_table(found.cells, inside, page.page_number, len(tables) + 1))
    lines = [
        PageLine(line.text, line.middle, Source(page=page.page_number, line=number))
        for number, line in enumerate(lines_of(glyphs), 1)
    ]
    for end in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[end].text.strip()):
            del lines[end]
    return sorted([*lines, *tables], key=_height)


def _height(part: PageLine | PageTable) -> float:
    return part.top if isinstance(part, PageTable) else part.middle


def _glyph(char: dict[str, object]) -> Glyph:
    left, right, top, bottom, size = (float(str(char[name])) for name in ("x0", "x1", "top", "bottom", "size"))
    text = str(char["text"])
    return Glyph("" if _UNKNOWN_GLYPH.fullmatch(text) else text, left, right, (top + bottom) / 2, size)


def _split(glyphs: Sequence[Glyph], area: Rectangle) -> tuple[list[Glyph], list[Glyph]]:
    """Part the characters inside a rectangle from the others."""
    left, top, right, bottom = area
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        is_inside = top <= glyph.middle <= bottom and left <= (glyph.left + glyph.right) / 2 <= right
        (inside if is_inside else outside).append(glyph)
    return inside, outside


def _flow(pages: Sequence[PageParts]) -> Flow:
    """Lay the pages end to end; a table at the top of one continues the table at the foot of the one before."""
    flow = Flow()
    waiting: PageTable | None = None
    running: set[str] = set()
    for parts in pages:
        # Only where a table may go on is a repeated line sure to be a head: elsewhere it may be a new table's own.
        body = _without_running_heads(parts, running) if waiting else list(parts)
        if waiting and body and isinstance(body[0], PageTable) and goes_on(waiting, body[0]):
            body[0] = join(waiting, body[0])
        elif waiting:
            _add_table(flow, waiting)
        last = body[-1] if body else None
        waiting = last if isinstance(last, PageTable) else None
        for part in body[:-1] if waiting else body:
            if isinstance(part, PageTable):
                _add_table(flow, part)
            else:
                flow.add_paragraph(part.text, part.source)
        running = {part.text.strip() for part in parts if isinstance(part, PageLine)}
    if waiting:
        _add_table(flow, waiting)
    return flow


def _without_running_heads(parts: PageParts, running: set[str]) -> PageParts:
    """Leave out lines above the first table that the page before has too."""
    start = 0
    while start < len(parts):
        part = parts[start]
        if isinstance(part, PageTable) or part.text.strip() not in running:
            break
        start += 1
    is_head = start < len(parts) and isinstance(parts[start], PageTable)
    return list(parts[start:] if is_head else parts)


def _add_table(flow: Flow, table: PageTable) -> None:
    grid = to_grid(table)
    if grid is None:
        return
    first = table.boxes[0]
    for framed in frame_tables(grid.cells):
        flow.add_cells(framed.before)
        flow.add_table(
            make_grid(framed.cells, rows=(framed.first, framed.end), widths=grid.widths),
            Source(page=first.page, table=first.table),
        )
