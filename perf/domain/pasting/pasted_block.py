"""What a pasted block will put where, and what of it nothing took."""

from dataclasses import dataclass

from perf.domain.documents.blocks import Cell
from perf.domain.terms import Labelled
from perf.domain.text import TEXT_LIMIT

TOO_LONG = f"这一格超过 {TEXT_LIMIT} 字，放不下，请缩短后再贴"
"""Why a cell goes nowhere that holds more than any cell may."""


class Mark(Labelled):
    """How a text came into its cell, where it was not pasted into that very cell as it is."""

    SPLIT = ("split", "拆开")
    JOINED = ("joined", "合并")
    FILLED = ("filled", "向下填充")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The cell that a block is pasted into: row id and cell key."""

    row_id: int
    key: str


@dataclass(frozen=True, slots=True)
class PastedText:
    """What one cell of the draft will hold.

    Attributes:
        key: the cell's key in its row.
        before, after: what it holds now and then; ``""`` for a blank cell.
        mark: what was done to what was pasted, ``None`` for nothing.
        pasted: what was pasted, where the text was split off it or joined from it.
    """

    key: str
    before: str
    after: str
    mark: Mark | None = None
    pasted: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the cell will hold another text than now."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class PastedRow:
    """What one row of the draft will hold, in the cells that the block reaches.

    Attributes:
        block: the row's block.
        row_id, version: the row and its version; ``None`` and 0 for a row that is to be added at the end.
        number: its place among the rows of its block, from 1; 1 for a fixed slot.
        line: line of the pasted text, from 1.
        texts: its cells, in the form's order.
        has_slipped: whether the pasted line stood out of its columns and was put right.
    """

    block: str
    row_id: int | None
    version: int
    number: int
    line: int
    texts: tuple[PastedText, ...]
    has_slipped: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether anything in it changes, or it is new."""
        return self.row_id is None or any(text.is_changed for text in self.texts)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A pasted cell that goes nowhere, or a blank line (``column`` 0).

    Attributes:
        line, column: where it stood in the pasted text, from 1.
        text: what it says.
        reason: why it goes nowhere, in Chinese.
    """

    line: int
    column: int
    text: str
    reason: str

    @property
    def where(self) -> str:
        """Say the place: 第3行第7列."""
        return f"第{self.line}行第{self.column}列" if self.column else f"第{self.line}行"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pasted cell that is taken as it is, with a question to the person; places as in :class:`NotTaken`."""

    line: int
    column: int
    text: str
    sentence: str

    @property
    def where(self) -> str:
        """Say the place: 第3行第7列."""
        return f"第{self.line}行第{self.column}列"


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """What comes of a pasted block.

    Attributes:
        rows: the rows it goes into, in the order of the pasted lines.
        not_taken: the cells and lines that go nowhere, in their order.
        doubts: what a person should look at, in order.
    """

    rows: tuple[PastedRow, ...]
    not_taken: tuple[NotTaken, ...]
    doubts: tuple[Doubt, ...]

    @property
    def begins_at(self) -> Anchor | None:
        """The first cell of the draft that it goes into, ``None`` where it begins with a new row."""
        first = next(iter(self.rows), None)
        return Anchor(first.row_id, first.texts[0].key) if first and first.row_id is not None else None

    @property
    def changed_count(self) -> int:
        """Count the cells that will hold another text than now."""
        return sum(text.is_changed for row in self.rows for text in row.texts)

    @property
    def new_count(self) -> int:
        """Count the rows that are added."""
        return sum(row.row_id is None for row in self.rows)


def not_taken(cell: Cell, reason: str) -> NotTaken:
    """Say that a cell goes nowhere."""
    line, column = place_of(cell)
    return NotTaken(line, column, cell.text, reason)


def doubt(cell: Cell, sentence: str) -> Doubt:
    """Ask about a cell."""
    line, column = place_of(cell)
    return Doubt(line, column, cell.text, sentence)


def place_of(cell: Cell) -> tuple[int, int]:
    """Give line and column of a pasted cell, from 1."""
    return cell.row + 1, cell.column + 1
