"""Indicator rows: which cell is which, also where a row has slipped out of its columns.

In published files a merged label often vanishes from the rows it covers, and the cells behind it slip to the left
(or a stray cell pushes them to the right). Each row is therefore read in every plausible way, each way is charged
for what it contradicts (a name that is a number, a sign that is none, a text under no heading), and the cheapest is
taken. Anything but the plain reading becomes a question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perf.domain.documents.blocks import Cell
from perf.domain.documents.lines import Line, column_at
from perf.domain.documents.questions import Question, untaken
from perf.domain.indicators import Indicator
from perf.domain.table_schema import INDICATOR_KEYS, Column, IndicatorBlock
from perf.domain.terms import Period
from perf.domain.text import label_key
from perf.domain.values import TargetValue, parse_comparison, parse_number, value_from_cells, value_from_some_cells

_SHIFTS = (1, -1, 2, -2, 3, -3)
_MARGIN = 2
"""How much cheaper a slipped reading must be before it is believed over the plain one."""
_LIKE_A_VALUE = re.compile(r"(?:[≥≤＝=>＜<≧≦⩾⩽＞]{1,2}\s*(?:[0-9０-９]|$)|[0-9０-９.,]+\s*[%％]?$|定性$)")
_FIRST_LEVEL_KEYS = ("first_level", "first_level_weight")
_LABEL_KEYS = (*_FIRST_LEVEL_KEYS, "second_level")
_VALUE_KEYS = {"comparison", "value", "unit"}

Slots = dict[tuple[str, Period], Cell]
"""Cells of one row by column key and half."""


@dataclass
class _Labels:
    """The labels that hold for the row being read."""

    first_level: str | None = None
    weight: Decimal | None = None
    second_level: dict[Period, str | None] = field(default_factory=dict)
    unused: dict[tuple[str, Period], Cell] = field(default_factory=dict)
    """Labels that no indicator has stood under yet."""


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """Reads the rows of one indicator block.

    Attributes:
        block: the block, prescribed or made from the headings found.
        places: grid column of each heading.
        may_slip: whether rows may have slipped; not so in a table whose merged cells all stand as the form prints them.
    """

    block: IndicatorBlock
    places: dict[int, Column]
    may_slip: bool = True

    def read(self, lines: Sequence[Line]) -> tuple[tuple[Indicator, ...], tuple[Question, ...]]:
        """Read the rows below the heading, in order."""
        labels = _Labels()
        indicators: list[Indicator] = []
        questions: list[Question] = []
        headings = {label_key(column.label) for column in self.block.columns}
        for line in map(self._without_block_label, lines):
            is_heading_again = len(line) > 1 and {label_key(cell.text) for cell in line.values()} <= headings
            if line and not is_heading_again:
                indicators += self._read_line(line, labels, questions)
        questions += map(untaken, labels.unused.values())
        ordered = [row for period in Period for row in indicators if row.period is period]
        return tuple(ordered), tuple(questions)

    def _read_line(self, line: Line, labels: _Labels, questions: list[Question]) -> Iterator[Indicator]:
        """Read one row, moving the labels on and asking about what slipped or stayed over."""
        slots, left_over, slipped = self.place(line)
        questions += map(untaken, _move_labels(slots, labels))
        found = [self._indicator(period, slots, labels, questions) for period in self.block.periods]
        indicators = [indicator for indicator in found if indicator is not None]
        if indicators:
            labels.unused.clear()
        if slipped and indicators:
            questions.append(_slip_question(line, slots))
        questions += map(untaken, left_over if indicators else _unnamed(slots, left_over))
        yield from indicators

    def place(self, line: Line) -> tuple[Slots, list[Cell], bool]:
        """Say where the cells of one row belong, which of them no place took, and whether the row had slipped."""
        slots, left_over, slipped = self._cheapest(line)
        return self._relabelled(slots, slipped=slipped), left_over, slipped

    def _without_block_label(self, line: Line) -> Line:
        """Drop the label printed beside all rows, where a file repeats it in a row."""
        wanted, left = label_key(self.block.label or ""), min(self.places)
        return {at: cell for at, cell in line.items() if not (at < left and label_key(cell.text) == wanted)}

    def _cheapest(self, line: Line) -> tuple[Slots, list[Cell], bool]:
        """Choose a reading: the plain one unless it contradicts itself and another is clearly better."""
        plain = self._shifted(line, 0)
        contradictions, blanks = self._cost(*plain)
        if not contradictions or not self.may_slip:
            return *plain, False
        others = [self._shifted(line, by) for by in _SHIFTS]
        sequence = self._around_sign(line)
        if sequence is not None:
            others.append(sequence)
        best = min(others, key=lambda reading: sum(self._cost(*reading)))
        if sum(self._cost(*best)) + _MARGIN <= contradictions + blanks:
            return *best, True
        return *plain, False

    def _shifted(self, line: Line, by: int) -> tuple[Slots, list[Cell]]:
        """Read a row as if every cell stood ``by`` columns further right."""
        slots: Slots = {}
        left_over: list[Cell] = []
        for at, cell in line.items():
            column = column_at(self.places, at + by)
            key = (column.key, column.period) if column else None
            if key is None or key in slots:
                left_over.append(cell)
            else:
                slots[key] = cell
        return slots, left_over

    def _around_sign(self, line: Line) -> tuple[Slots, list[Cell]] | None:
        """Read a row of a form with a sign column outwards from its only sign, blank cells aside."""
        cells = list(line.values())
        signs = [at for at, cell in enumerate(cells) if parse_comparison(cell.text)]
        if not self.block.is_split or len(signs) != 1:
            return None
        keys = [column.key for column in self.block.columns]
        middle = keys.index("comparison")
        before = [key for key in reversed(keys[:middle]) if key not in _FIRST_LEVEL_KEYS]
        slots: Slots = {("comparison", Period.ANNUAL): cells[signs[0]]}
        slots |= {(key, Period.ANNUAL): cell for key, cell in zip(before, reversed(cells[: signs[0]]), strict=False)}
        after = cells[signs[0] + 1 :]
        slots |= {(key, Period.ANNUAL): cell for key, cell in zip(keys[middle + 1 :], after, strict=False)}
        taken = set(map(id, slots.values()))
        return slots, [cell for cell in cells if id(cell) not in taken]

    def _cost(self, slots: Slots, left_over: Sequence[Cell]) -> tuple[int, int]:
        """Charge a reading for its contradictions, and apart from them for what it leaves blank or unusual."""
        contradictions, blanks = 2 * len(left_over), 0
        for period in self.block.periods:
            cells = {key: cell.text for (key, half), cell in slots.items() if half is period}
            contradictions += _contradictions(cells, split=self.block.is_split)
            blanks += "name" in cells and not cells.keys() & _VALUE_KEYS
        if not any(("name", period) in slots for period in self.block.periods):
            blanks += 2
        shared = {key: cell.text for (key, _), cell in slots.items() if key in _FIRST_LEVEL_KEYS}
        if "first_level_weight" in shared and _weight(shared["first_level_weight"]) is None:
            contradictions += 2
        contradictions += 3 * bool(_LIKE_A_VALUE.match(shared.get("first_level", "")))
        if "first_level" in shared and self.block.first_levels and not self._is_prescribed(shared["first_level"]):
            blanks += 1
        return contradictions, blanks

    def _is_prescribed(self, label: str) -> bool:
        """Tell a first-level label of the form, also without its last characters or with points behind it."""
        folded = label_key(label)
        names = [label_key(level.name) for level in self.block.first_levels]
        return any(folded.startswith(name) or (len(folded) >= 4 and folded in name) for name in names)

    def _relabelled(self, slots: Slots, *, slipped: bool) -> Slots:
        """In a slipped row, take a label that is no first level of the form for the second level it must be."""
        first = next((key for key in slots if key[0] == "first_level"), None)
        if not slipped or first is None or not self.block.first_levels or self._is_prescribed(slots[first].text):
            return slots
        free = [(key, half) for key, half in self._keys() if key == "second_level" and (key, half) not in slots]
        if not free:
            return slots
        return {free[0] if key == first else key: cell for key, cell in slots.items()}

    def _keys(self) -> list[tuple[str, Period]]:
        """Column keys and halves, left to right."""
        return [(column.key, column.period) for column in self.block.columns]

    def _indicator(self, period: Period, slots: Slots, labels: _Labels, questions: list[Question]) -> Indicator | None:
        """Make one half's indicator, or ``None`` when the half is blank in this row."""
        name = slots.get(("name", period))
        if name is None:
            return None
        keys = [column.key for column in self.block.columns if column.period is period]
        details = [(key, slots.get((key, period))) for key in keys if key not in INDICATOR_KEYS]
        remark = slots.get(("remark", period))
        return Indicator(
            name=name.text,
            first_level=labels.first_level,
            second_level=labels.second_level.get(period),
            value=self._value(period, slots, questions),
            first_level_weight=labels.weight,
            remark=remark.text if remark else None,
            details=tuple((key, cell.text) for key, cell in details if cell),
            period=period,
            source=name.source,
            cell_sources=tuple(
                (key, cell.source) for (key, half), cell in slots.items() if half is period and cell.source
            ),
        )

    def _value(self, period: Period, slots: Slots, questions: list[Question]) -> TargetValue | None:
        """Read the value of one half, from one cell or from up to three."""
        cells = [slots.get((key, period)) for key in ("comparison", "value", "unit")]
        sign, number, unit = (cell.text if cell else None for cell in cells)
        if sign and parse_comparison(sign) is None:
            message = "这一格应是 ≥、≤、=、>、< 或“定性”，没有读入，请改正"
            questions.append(Question(message, sign, None, cells[0].source if cells[0] else None))
            sign = None
        read = value_from_cells if self.block.is_split and self.block.has_unit_column else value_from_some_cells
        return read(sign, number, unit)


def _move_labels(slots: Slots, labels: _Labels) -> list[Cell]:
    """Let the labels of a row hold from here on; gives the labels that gave way before any row stood under them."""
    given_up = []
    for slot, cell in slots.items():
        if slot[0] == "first_level_weight" and _weight(cell.text) is None:
            given_up.append(cell)
        elif slot[0] in _LABEL_KEYS:
            given_up += [labels.unused.pop(slot)] if slot in labels.unused else []
            labels.unused[slot] = cell
    for (key, _), cell in slots.items():
        # A label that is repeated instead of merged goes on, and so do the labels behind it.
        if key == "first_level" and cell.text != labels.first_level:
            labels.first_level, labels.weight, labels.second_level = cell.text, None, {}
    for (key, period), cell in slots.items():
        if key == "first_level_weight":
            # What is no number leaves the weight of the rows above.
            weight = _weight(cell.text)
            labels.weight = labels.weight if weight is None else weight
        elif key == "second_level":
            labels.second_level[period] = cell.text
    return given_up


def _weight(text: str) -> Decimal | None:
    """Read a weight or points, ``None`` when it is no number."""
    return parse_number(text.rstrip("%％分"))


def _contradictions(cells: dict[str, str], *, split: bool) -> int:
    """Charge one half of a reading for what cannot be."""
    name, value = cells.get("name"), cells.get("value")
    cost = 3 * bool(_LIKE_A_VALUE.match(cells.get("second_level", "")))
    if name:
        cost += 3 * bool(_LIKE_A_VALUE.match(name))
    elif cells.keys() & _VALUE_KEYS:
        cost += 3
    if split:
        cost += 3 * ("comparison" in cells and parse_comparison(cells["comparison"]) is None)
        cost += 3 * bool(value and parse_comparison(value))
        cost += 2 * bool("unit" in cells and _LIKE_A_VALUE.match(cells["unit"]) and cells["unit"] not in "%％")
    return cost


def _unnamed(slots: Slots, left_over: Sequence[Cell]) -> list[Cell]:
    """Cells of a row without an indicator that are no labels: nothing took them."""
    return [cell for (key, _), cell in slots.items() if key not in _LABEL_KEYS] + list(left_over)


def _slip_question(line: Line, slots: Slots) -> Question:
    """Ask about a row that was put right."""
    names = {"second_level": "二级指标", "first_level": "一级指标", "name": "三级指标"}
    taken = [f"{names[key]}“{cell.text}”" for (key, _), cell in slots.items() if key in names]
    values = [cell.text for (key, _), cell in slots.items() if key in ("comparison", "value", "unit")]
    first = next(iter(line.values()))
    return Question(
        "这一行与表头错开了列，已按本行内容归位，请核对",
        " | ".join(cell.text for cell in line.values()),
        "，".join(taken) + (f"，指标值“{' '.join(values)}”" if values else ""),
        first.source,
    )
