"""Tables of targets that fit no schema: read by the headings and labels that the field usually prints."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from perf.domain.documents.blocks import Cell
from perf.domain.documents.indicator_rows import IndicatorRows
from perf.domain.documents.lines import Line, line_keys
from perf.domain.documents.questions import Question, untaken
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import IndicatorTree
from perf.domain.sources import Source
from perf.domain.table_schema import Column, IndicatorBlock
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.text import label_key

_HEADINGS_NEEDED = 3


@dataclass
class _Head:
    """What the rows around the indicators said."""

    fields: dict[str, Cell] = field(default_factory=dict)
    goals: dict[Period, list[Cell]] = field(default_factory=dict)
    amounts: dict[tuple[str, Period], tuple[str, Cell]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def read_by_usual_headings(
    lines: Sequence[Line], vocabulary: Vocabulary, title: str | None, fiscal_year: int | None, source: Source
) -> tuple[PerformanceTarget, tuple[Question, ...]] | None:
    """Read a table of no known form; ``None`` when no indicator heading is found."""
    start = next((n for n, line in enumerate(lines) if _is_heading(line, vocabulary)), None)
    if start is None:
        return None
    block, places = _block(lines[start], vocabulary)
    end = next((n for n in range(start + 1, len(lines)) if _is_foot(lines[n], vocabulary)), len(lines))
    rows, aside = _without_unknown_columns(lines[start + 1 : end], lines[start], places)
    indicators, questions = IndicatorRows(block, places).read(rows)
    head = _read_head([*lines[:start], *lines[end:]], vocabulary)
    is_project = "project_name" in head.fields or "项目" in (title or "")
    target = PerformanceTarget(
        kind=TableKind.PROJECT if is_project else TableKind.DEPARTMENT,
        title=title or "绩效目标表",
        fiscal_year=fiscal_year,
        fields=tuple(FieldValue(key, cell.text, cell.source) for key, cell in head.fields.items()),
        goals=tuple(_goals(head)),
        funding=tuple(_funding(head)),
        indicators=IndicatorTree(indicators),
        source=source,
    )
    return target, (*head.questions, *aside, *questions)


def _is_heading(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell the heading of the indicator rows: several usual column heads, the value among them."""
    keys = [vocabulary.columns[key] for key in line_keys(line) if key in vocabulary.columns]
    return len(keys) >= _HEADINGS_NEEDED and "value" in keys


def _is_foot(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell a row of the form that stands below the indicators."""
    first = label_key(next(iter(line.values())).text) if line else ""
    return first in vocabulary.fields or first in vocabulary.goals


def _block(heading: Line, vocabulary: Vocabulary) -> tuple[IndicatorBlock, dict[int, Column]]:
    """Make an indicator block from the headings found; a second set of the same heads is the annual half."""
    meanings = {at: vocabulary.columns.get(label_key(cell.text)) for at, cell in heading.items()}
    found = [(at, key) for at, key in meanings.items() if key]
    keys = [key for _, key in found]
    if "name" not in keys:
        found = [(at, "name" if key == "second_level" else key) for at, key in found]
        keys = [key for _, key in found]
    has_halves = keys.count("value") > 1
    places: dict[int, Column] = {}
    for at, key in found:
        is_repeated = key in keys[: [place for place, _ in found].index(at)]
        is_left_half = has_halves and not is_repeated and key not in ("first_level", "first_level_weight")
        period = Period.MEDIUM_TERM if is_left_half else Period.ANNUAL
        if not any(column.key == key and column.period is period for column in places.values()):
            places[at] = Column(key, heading[at].text, period=period)
    return IndicatorBlock(None, tuple(places.values())), places


def _without_unknown_columns(
    lines: Sequence[Line], heading: Line, places: Mapping[int, Column]
) -> tuple[list[Line], list[Question]]:
    """Take out, and ask about, what stands under a heading of no known meaning: it must not pass for its neighbour.

    Left of the first known heading stands the label of all rows, and what slipped there is put right later.
    """
    unknown = {at: label_key(cell.text) for at, cell in heading.items() if at > min(places) and at not in places}
    rows: list[Line] = []
    questions: list[Question] = []
    for line in lines:
        under = {at: max((start for start in heading if start <= at), default=at) for at in line}
        rows.append({at: cell for at, cell in line.items() if under[at] not in unknown})
        aside = (
            cell for at, cell in line.items() if label_key(cell.text) != unknown.get(under[at], label_key(cell.text))
        )
        questions += map(untaken, aside)
    return rows, questions


def _read_head(lines: Sequence[Line], vocabulary: Vocabulary) -> _Head:
    """Read labels and the texts after them; a goal's text may also stand in the row below its label."""
    head = _Head()
    below: list[Period] = []
    for line in lines:
        waiting: Cell | None = None
        after: list[Period] = []
        for cell in line.values():
            key = label_key(cell.text)
            goal = _goal_period(key, vocabulary)
            if key in vocabulary.fields or _without_unit(key) in vocabulary.amounts:
                waiting = cell
            elif goal is not None:
                waiting = cell
                after.append(goal)
            elif waiting is not None:
                taken = _take(head, waiting, cell, vocabulary)
                after = [period for period in after if period is not taken]
                waiting = None
            elif below:
                head.goals.setdefault(below.pop(0), []).append(cell)
            else:
                head.questions.append(untaken(cell))
        below = after or below
    return head


_UNIT_IN_LABEL = re.compile(r"\((?:单位)?(?P<unit>万元|元)\)$")


def _without_unit(key: str) -> str:
    """Take the unit off the label of an amount, such as 资金总额（万元）."""
    return _UNIT_IN_LABEL.sub("", key)


def _goal_period(key: str, vocabulary: Vocabulary) -> Period | None:
    """Tell the half of a goal label, also one with its years behind it."""
    return next(
        (period for label, period in vocabulary.goals.items() if key == label or key.startswith(label + "(")), None
    )


def _take(head: _Head, label: Cell, cell: Cell, vocabulary: Vocabulary) -> Period | None:
    """Put the text after a label where it belongs; gives the half when it was a goal."""
    key = label_key(label.text)
    if key in vocabulary.fields:
        head.fields.setdefault(vocabulary.fields[key], cell)
    elif _without_unit(key) in vocabulary.amounts:
        head.amounts.setdefault(vocabulary.amounts[_without_unit(key)], (label.text.strip(":："), cell))
    else:
        period = _goal_period(key, vocabulary)
        assert period is not None, "only known labels wait for a text"
        head.goals.setdefault(period, []).append(cell)
        return period
    return None


def _goals(head: _Head) -> Iterator[Goal]:
    """Give the goal texts, annual first."""
    for period in Period:
        if period in head.goals:
            cells = head.goals[period]
            yield Goal(period, "\n".join(cell.text for cell in cells), cells[0].source)


def _funding(head: _Head) -> Iterator[Funding]:
    """Give the amounts; a form that is not known says their unit in the cell, in the label, or not at all."""
    for (key, period), (label, cell) in head.amounts.items():
        amount, unit, text = read_amount(cell.text)
        stated = _UNIT_IN_LABEL.search(label_key(label))
        yield Funding(key, label, amount, unit or (stated["unit"] if stated else None), text, period, cell.source)
