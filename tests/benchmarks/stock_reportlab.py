"""The usual way with ReportLab: a Table with a Paragraph in every cell, on a TrueType font."""

from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pylopdf_fonts_zh_cn import serif_path
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from perf.domain.documents.blocks import Align, Document, Role
from tests import font_tools
from tests.benchmarks.department_table import GB2312
from tests.benchmarks.measuring import say

FONT = "BenchmarkSong"


def prepare_font(folder: Path) -> Path:
    """Make, once, a TrueType font of the GB2312 characters: ReportLab reads no other outlines."""
    path = folder / "song-gb2312.ttf"
    if not path.exists():
        say("正在为对照程序转换字体，只做一次，约一分钟……")
        folder.mkdir(parents=True, exist_ok=True)
        source = font_tools.TTFont(serif_path())
        characters = (
            {ord(one) for one in GB2312} | set(range(0x20, 0x7F)) | set(map(ord, "（）《》，。；：、？！“”≥≤—…"))
        )
        known = source.getBestCmap()
        names = {code: known[code] for code in characters if code in known}
        _convert(source, names).save(path)
    return path


def _convert(source: Any, names: dict[int, str]) -> Any:  # fontTools has no types
    order = [".notdef", *sorted(set(names.values()))]
    outlines = source.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = font_tools.TTGlyphPen(None)
        outlines[name].draw(font_tools.Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = font_tools.FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (source["hmtx"][name][0], glyphs[name].xMin or 0) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": FONT, "styleName": "Regular", "psName": FONT})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    return builder.font


def register(path: Path) -> None:
    """Let ReportLab know the font."""
    pdfmetrics.registerFont(TTFont(FONT, str(path)))


def render(document: Document) -> bytes:
    """Write the document as most programs with ReportLab would."""
    styles = {
        Align.LEFT: ParagraphStyle("left", fontName=FONT, fontSize=9, leading=12, alignment=0, wordWrap="CJK"),
        Align.CENTER: ParagraphStyle("center", fontName=FONT, fontSize=9, leading=12, alignment=1, wordWrap="CJK"),
    }
    title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    grid = document.grid
    rows: list[list[Any]] = [[""] * len(grid.widths) for _ in range(grid.row_count)]
    commands: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "#000000"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONTNAME", (0, 0), (-1, -1), FONT),
    ]
    for cell in grid.cells:
        align = cell.align if cell.role is Role.VALUE and cell.align in styles else Align.CENTER
        rows[cell.row][cell.column] = Paragraph(escape(cell.text), styles[align])
        if cell.rows * cell.columns > 1:
            end = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            commands.append(("SPAN", (cell.column, cell.row), end))
    scale = (A4[0] - 108) / sum(grid.widths)
    table = Table(rows, [width * scale for width in grid.widths], repeatRows=0)
    table.setStyle(TableStyle(commands))
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=54, rightMargin=54, topMargin=56, bottomMargin=54).build(
        [Paragraph(escape(document.title), title), Paragraph(escape(document.subtitle or ""), title), table]
    )
    return out.getvalue()
