"""Write the operators that draw one placed page."""

from collections.abc import Callable, Iterable

from perf.rendering.pdf.embedding import FontUse
from perf.rendering.pdf.fonts import Typeface
from perf.rendering.pdf.page import Box, Page, Paragraph, TextRun

_RULE_WIDTH = 0.5
_HEAVY = 0.022
"""Titles are set bolder by an outline of this share of their size: the shipped Hei has one weight."""

Mark = Callable[[Paragraph | Box], str]
"""Gives the operator that opens the marked content of a part of the page."""

_ARTIFACT = "/Artifact BMC"


class PageDrawing:
    """Draws pages of one file.

    Args:
        fonts: the fonts of the file.
        song: the text face.
        hei: the face of titles.
    """

    def __init__(self, fonts: FontUse, song: Typeface, hei: Typeface) -> None:
        self._fonts = fonts
        self._song = song
        self._hei = hei

    def draw(self, page: Page, mark: Mark | None) -> bytes:
        """Give the content of a page.

        Args:
            page: what to draw.
            mark: opens the marked content of each part for tagging; ``None`` for an untagged page.
        """
        out: list[str] = []
        state = _TextState()
        parts: tuple[Paragraph | Box, ...] = (*page.above, *page.boxes, *page.below)
        if mark is None:
            out += (*_rules(page), "BT")
            for part in parts:
                self._draw_lines(part.lines, state, out)
            self._draw_lines(_footer(page), state, out)
            out.append("ET")
            return "\n".join(out).encode("ascii")
        out += (_ARTIFACT, *_rules(page), "EMC")
        for part in parts:
            if part.lines:
                out += (mark(part), "BT")
                self._draw_lines(part.lines, state, out)
                out.append("ET EMC")
        out += (_ARTIFACT, "BT")
        self._draw_lines(_footer(page), state, out)
        out.append("ET EMC")
        return "\n".join(out).encode("ascii")

    def _draw_lines(self, lines: Iterable[TextRun], state: "_TextState", out: list[str]) -> None:
        for text, x, y, size, spread, is_hei in lines:
            stretches = self._fonts.encode(text, self._hei if is_hei else self._song)
            if spread != state.spread:
                out.append(f"{spread:.3f} Tc")
                state.spread = spread
            if is_hei != state.is_heavy:
                out.append(f"2 Tr {size * _HEAVY:.2f} w" if is_hei else "0 Tr")
                state.is_heavy = is_hei
            place = f"1 0 0 1 {x:.2f} {y:.2f} Tm "
            for font, codes in stretches:
                if (font, size) != state.font:
                    out.append(f"/{font} {size:.6g} Tf")
                    state.font = font, size
                out.append(f"{place}<{codes}>Tj")
                place = ""


class _TextState:
    """What the operators so far have set.

    Attributes:
        font: the font's name with its size.
        spread: the room added after each character.
        is_heavy: whether characters have an outline.
    """

    __slots__ = ("font", "is_heavy", "spread")

    def __init__(self) -> None:
        self.font = ("", 0.0)
        self.spread = 0.0
        self.is_heavy = False


def _footer(page: Page) -> tuple[TextRun, ...]:
    return (page.footer,) if page.footer else ()


def _rules(page: Page) -> Iterable[str]:
    """Draw the lines of the grid. Square ends close the corners."""
    if not page.rules:
        return
    yield f"{_RULE_WIDTH} w 2 J"
    for x1, y1, x2, y2 in page.rules:
        yield f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l"
    yield "S"
