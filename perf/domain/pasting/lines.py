"""Pasted lines under the columns of a block: which text goes into which cell, and what goes nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from perf.domain.documents.blocks import Cell
from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.documents.indicator_rows import IndicatorRows
from perf.domain.documents.lines import Line, column_at, line_keys
from perf.domain.drafts.cells import cell_key
from perf.domain.pasting.headings import LinesBlock
from perf.domain.pasting.mangling import doubt_about
from perf.domain.pasting.pasted_block import TOO_LONG, Doubt, Mark, NotTaken, doubt, not_taken
from perf.domain.pasting.value_parts import PARTS, fitted_parts
from perf.domain.table_schema import Column, IndicatorBlock
from perf.domain.terms import Period
from perf.domain.text import TEXT_LIMIT, label_key

PRINTED = "这是表样印好的文字，不用填"
_HEADING_AGAIN = "这一行是表头，不用填"
_SUM = "这一行是合计、小计，不是一行指标或明细"
_BLANK = "空白行"
_NO_COLUMN = "这一列不在表里任何一栏的下面"
_SUMS = frozenset({"合计", "小计", "总计", "共计"})


@dataclass
class PastedLine:
    """One pasted line on its way into a row.

    Attributes:
        line: its number in the pasted text, from 1.
        cells: the cells that it was taken from.
        texts: filled texts by cell key.
        marks: what was done to a text, with what was pasted, by cell key.
        has_slipped: whether it stood out of its columns and was put right.
    """

    line: int
    cells: tuple[Cell, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[Mark, str]] = field(default_factory=dict)
    has_slipped: bool = False


@dataclass
class BlockLines:
    """Takes the lines of one block.

    Attributes:
        block: the block.
        places: the column for each grid column where one begins; those of a heading may be more than the form's.
        unknown: headings of grid columns that the form has no column for.
        may_slip: whether lines may stand out of their columns; not so where a person said where they belong.
    """

    block: LinesBlock
    places: Mapping[int, Column]
    unknown: Mapping[int, str] = field(default_factory=dict)
    may_slip: bool = True

    def __post_init__(self) -> None:
        self.not_taken: list[NotTaken] = []
        self.doubts: list[Doubt] = []
        self._own = {(column.key, column.period) for column in self.block.columns}

    @cached_property
    def reached(self) -> tuple[Column, ...]:
        """The columns of the form that the pasted block reaches, in the form's order."""
        pasted = {(column.key, column.period) for column in self.places.values()}
        return tuple(column for column in self.block.columns if (column.key, column.period) in pasted)

    def take(self, lines: Sequence[tuple[int, Line]]) -> list[PastedLine]:
        """Take numbered lines (from 0), top to bottom."""
        return [taken for number, line in lines if (taken := self._take(number, line))]

    def _take(self, number: int, line: Line) -> PastedLine | None:
        if not line:
            self.not_taken.append(NotTaken(number + 1, 0, "", _BLANK))
            return None
        known = self._under_known_headings(line)
        reason = self._reason_to_pass(known)
        if reason is not None:
            self.not_taken += [not_taken(cell, reason) for cell in known.values()]
            return None
        cells, left_over, has_slipped = self._placed(known)
        self.not_taken += [not_taken(cell, _NO_COLUMN) for cell in left_over]
        cells = dict(self._short_enough(cells))
        if not cells:
            return None
        taken = PastedLine(number + 1, tuple(cells.values()), has_slipped=has_slipped)
        for (key, period), cell in cells.items():
            if (key, period) in self._own:
                taken.texts[cell_key(Column(key, key, period=period))] = cell.text
        for period in dict.fromkeys(period for _, period in cells):
            self._fit_value(taken, period, cells)
        return taken

    def _under_known_headings(self, line: Line) -> Line:
        """Leave out what stands under a heading that the form has no column for, and the label beside all lines."""
        starts = sorted({*self.places, *self.unknown})
        label = label_key(self.block.label or "")
        known: Line = {}
        for at, cell in line.items():
            start = max((start for start in starts if start <= at), default=at)
            if start in self.unknown and label_key(self.unknown[start]) != label:
                self.not_taken.append(not_taken(cell, f"表里没有“{self.unknown[start]}”这一栏"))
            elif start not in self.places and label_key(cell.text) == label:
                self.not_taken.append(not_taken(cell, PRINTED))
            else:
                known[at] = cell
        return known

    def _reason_to_pass(self, line: Line) -> str | None:
        """Say why a line is no line of the block, ``None`` for one that is."""
        keys = line_keys(line)
        if len(keys) > 1 and all(any(column.is_heading(key) for column in self.block.columns) for key in keys):
            return _HEADING_AGAIN
        return _SUM if not _SUMS.isdisjoint(keys) else None

    def _placed(self, line: Line) -> tuple[dict[tuple[str, Period], Cell], list[Cell], bool]:
        """Say which cell belongs to which column."""
        names = any(column.key == "name" for column in self.places.values())
        if isinstance(self.block, IndicatorBlock) and self.may_slip and names:
            pasted = IndicatorBlock(None, tuple(self.places.values()), self.block.first_levels)
            return IndicatorRows(pasted, dict(self.places)).place(line)
        cells: dict[tuple[str, Period], Cell] = {}
        left_over = []
        for at, cell in line.items():
            column = column_at(dict(self.places), at)
            slot = (column.key, column.period) if column else None
            if slot is None or slot in cells:
                left_over.append(cell)
            else:
                cells[slot] = cell
        return cells, left_over, False

    def _short_enough(self, cells: Mapping[tuple[str, Period], Cell]) -> Iterator[tuple[tuple[str, Period], Cell]]:
        for slot, cell in cells.items():
            if len(cell.text) > TEXT_LIMIT:
                self.not_taken.append(not_taken(cell, TOO_LONG))
            else:
                yield slot, cell

    def _fit_value(self, taken: PastedLine, period: Period, cells: Mapping[tuple[str, Period], Cell]) -> None:
        """Bring the parts of a half's value into the form's cells, and ask about what looks damaged."""
        half = {key: cell for (key, of), cell in cells.items() if of is period}
        pasted = {key: half[key].text for key in PARTS if key in half}
        columns = {key for key, of in self._own if of is period}
        fitted = fitted_parts(pasted, columns) if isinstance(self.block, IndicatorBlock) else {}
        mark = Mark.SPLIT if set(PARTS) <= columns else Mark.JOINED
        whole = pasted.get("value") or next(iter(pasted.values()), "")
        as_pasted = whole if mark is Mark.SPLIT else " ".join(pasted[key] for key in PARTS if key in pasted)
        for key, text in fitted.items():
            name = cell_key(Column(key, key, period=period))
            taken.texts[name] = text
            taken.marks[name] = (mark, as_pasted)
        self.doubts += _doubts(half, "value" if set(PARTS) <= columns and not fitted else None)


def _doubts(half: Mapping[str, Cell], unsplit: str | None) -> Iterator[Doubt]:
    """Ask about the texts of a half; ``unsplit`` is the cell that could not be split."""
    unit = half["unit"].text if "unit" in half else ""
    for key, cell in half.items():
        sentence = doubt_about(key, cell.text, unit)
        if sentence is None and key == unsplit and _has_more_than_a_number(cell.text):
            sentence = "拆不出符号、数字和单位，已按原样放进“指标值”一格"
        if sentence is not None:
            yield doubt(cell, sentence)


def _has_more_than_a_number(text: str) -> bool:
    """Tell words with a digit in them, which look as if they stated a quantity."""
    return any(character.isdecimal() for character in text) and any(
        not (character.isdecimal() or character in ".,．，+-＋－−") for character in text
    )


def is_label(key: str) -> bool:
    """Tell the key of a cell that holds for the rows below it too."""
    return key.removeprefix(f"{Period.MEDIUM_TERM.value}_") in LABEL_COLUMNS
