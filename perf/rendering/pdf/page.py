"""What a placed page is made of: plain figures, in points from its lower left corner as PDF counts them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from perf.domain.documents.blocks import Cell

RISE = 0.88
"""Height of a Chinese character above its base line, as a share of the type size."""


class Part(StrEnum):
    """What a paragraph outside the grid is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SIGNATURE = "signature"


class TextRun(NamedTuple):
    """One line of text at its place.

    Attributes:
        text: the characters, spaces at the end included.
        x: left end.
        y: base line.
        size: type size in points.
        spread: room added after each character, in points.
        is_hei: whether it is set in Hei; otherwise in Song.
    """

    text: str
    x: float
    y: float
    size: float
    spread: float = 0.0
    is_hei: bool = False


class Paragraph(NamedTuple):
    """Text outside the grid; where it crosses a page end, each page has its lines under the same number."""

    number: int
    part: Part
    lines: tuple[TextRun, ...]


class Box(NamedTuple):
    """A cell, or the piece of it that stands on this page.

    Attributes:
        cell: number of the cell in :attr:`Arrangement.cells`.
        left, bottom, right, top: its edges.
        lines: its text.
        repeated: whether the text only repeats what stands on an earlier page.
    """

    cell: int
    left: float
    bottom: float
    right: float
    top: float
    lines: tuple[TextRun, ...]
    repeated: bool


class Rule(NamedTuple):
    """A line of the grid, from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class Page:
    """What stands on one page.

    Attributes:
        above: the paragraphs before the grid.
        boxes: the cells, or their pieces.
        rules: the lines between them.
        below: the paragraphs after the grid.
        footer: the page number; set once the number of pages is known.
    """

    above: list[Paragraph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    footer: TextRun | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A document, placed.

    Attributes:
        width, height: size of each page in points.
        cells: the cells of the grid, an empty one for each place that no cell covers.
        pages: the pages, at least one.
    """

    width: float
    height: float
    cells: tuple[Cell, ...]
    pages: tuple[Page, ...]
