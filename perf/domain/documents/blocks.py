"""A page as data: titles, one grid of cells, notes.

A :class:`Grid` is cells with text, spans and a role; it knows nothing of files or paper. Readers
make grids, writers consume them, so every reader and every writer shares this one middle.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from perf.domain.sources import Source


class Role(StrEnum):
    """What a cell is for."""

    LABEL = "label"
    """Printed wording of the form that names what stands beside or below it."""

    HEADING = "heading"
    """Head of a column."""

    VALUE = "value"
    """What the department filled in."""


class Align(StrEnum):
    """Horizontal place of the text in its cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, standing at its upper left corner.

    Attributes:
        row: row of the corner, from 0.
        column: column of the corner, from 0.
        text: what is written; ``""`` for an empty cell. A line feed breaks a line.
        rows: rows the cell covers, at least 1.
        columns: columns the cell covers, at least 1.
        role: what the cell is for. Readers that cannot know leave ``VALUE``.
        align: horizontal place of the text.
        source: where the cell was read; not part of equality.
        part: the part of a target that the cell prints (:mod:`perf.domain.places`); not part of equality.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    role: Role = Role.VALUE
    align: Align = Align.LEFT
    source: Source | None = field(default=None, compare=False)
    part: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells on common column lines.

    Attributes:
        widths: relative widths of the columns; their number is the number of columns.
        row_count: number of rows.
        cells: every cell once, by row and then column; places covered by a span have no cell of
            their own. A grid read from a file may leave places without any cell.
        heading_rows: consecutive rows that a page or screen repeats when rows after them continue
            on a next page; empty when nothing is repeated.
        spans_known: whether merged cells can be told from blank ones (not so in plain text).
    """

    widths: tuple[float, ...]
    row_count: int
    cells: tuple[Cell, ...]
    heading_rows: tuple[int, ...] = ()
    spans_known: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One official table ready to be written.

    Attributes:
        title: the table's name, printed large.
        subtitle: the line below it, such as （2026年度）; ``None`` when the form has none.
        grid: the table itself.
        notes: printed notes below the table, one paragraph each.
        signatures: who signs, side by side below the notes; each ends with its colon.
        landscape: whether the A4 page lies on its side.
    """

    title: str
    subtitle: str | None
    grid: Grid
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of tables.

    Attributes:
        text: what it says, never blank.
        source: where it stands.
        tables_before: how many tables of the file stand before it.
    """

    text: str
    source: Source = Source()
    tables_before: int = 0


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as a reader found it in a file.

    Attributes:
        grid: its cells, each with its source.
        before: the paragraphs before it, nearest last; for the first of two tables that follow
            each other this reaches back to the previous table only.
        after: the paragraphs directly after it, nearest first.
        source: where the table starts.
    """

    grid: Grid
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    source: Source = Source()
