"""PDF pages drawn cell by cell: boxes with lines around them, Chinese text in a font every reader knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

HEIGHT = 842
SIZE = 10
LEFT = 50
LINE = 14
PADDING = 4


@dataclass(frozen=True)
class Drawn:
    """A cell: its text, one string a line, and its place in the table of this page."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class DrawnPage:
    """One page: lines of text above, the table's cells, lines of text below."""

    cells: Sequence[Drawn] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    widths: Sequence[float] = (80, 80, 160, 80)
    heights: Sequence[float] = field(default=())


def pdf_of(*pages: DrawnPage, password: str | None = None) -> bytes:
    """Draw the pages."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    written = BytesIO()
    canvas = Canvas(written, pagesize=(595, HEIGHT), invariant=1, encrypt=password)
    for page in pages:
        canvas.setFont("STSong-Light", SIZE)
        bottom = _draw_table(canvas, page, _draw_lines(canvas, page.above, HEIGHT - 60))
        _draw_lines(canvas, page.below, bottom - 20)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw_lines(canvas: Canvas, lines: Sequence[str], y: float) -> float:
    for line in lines:
        canvas.drawString(LEFT, y, line)
        y -= 2 * LINE
    return y


def _draw_table(canvas: Canvas, page: DrawnPage, top: float) -> float:
    rows = max((cell.row + cell.rows for cell in page.cells), default=0)
    heights = list(page.heights) or [_height(page.cells, row) for row in range(rows)]
    for cell in page.cells:
        left = LEFT + sum(page.widths[: cell.column])
        width = sum(page.widths[cell.column : cell.column + cell.columns])
        upper = top - sum(heights[: cell.row])
        height = sum(heights[cell.row : cell.row + cell.rows])
        canvas.rect(left, upper - height, width, height)
        for number, line in enumerate(cell.text.split("\n")):
            canvas.drawString(left + PADDING, upper - (number + 1) * LINE, line)
    return top - sum(heights)


def _height(cells: Sequence[Drawn], row: int) -> float:
    lines = [cell.text.count("\n") + 1 for cell in cells if cell.row == row and cell.rows == 1]
    return max(lines, default=1) * LINE + 8
