"""The heading rows of a budget table, and what each of its columns holds."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perf.domain.budget_tables import is_unknown_column, unknown_column
from perf.domain.documents.budget_words import BudgetWords, KindWords, heading_key, heading_unit, latest_year
from perf.domain.documents.lines import Line
from perf.domain.text import label_key
from perf.domain.values import parse_number

_HEADING_REACH = 5
"""Rows in which the headings of names are looked for."""
_COUNTED = re.compile(r"\*+|栏次|[0-9]{1,2}|[甲乙丙丁]|[A-Z]|[0-9]{1,2}=[0-9+()=-]+")
_INCOME, _EXPENDITURE = "income", "expenditure"


@dataclass(frozen=True, slots=True)
class Side:
    """The columns that belong together: the whole table, or one half of it.

    Attributes:
        side: ``income`` or ``expenditure`` in tables that hold both, else ``None``.
        names: grid columns that name a row, the most telling first.
        codes: grid columns that together are its code.
        amounts: grid column to column key.
    """

    side: str | None
    names: tuple[int, ...]
    codes: tuple[int, ...]
    amounts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Headings:
    """What the heading rows say.

    Attributes:
        kind: the kind of table.
        sides: one, or income and expenditure.
        columns: column key to printed heading, left to right.
        rows: how many rows the headings take, the row of column numbers included.
        unit: the unit printed in brackets behind headings.
    """

    kind: KindWords
    sides: tuple[Side, ...]
    columns: dict[str, str]
    rows: int
    unit: str | None = None


def headings_of(lines: Sequence[Line], titled: KindWords | None, words: BudgetWords) -> Headings | None:
    """Read the headings, ``None`` when they are not those of the kind that the title says (or of any without one)."""
    if titled:
        return _headings_of(lines, titled, words)
    keys = {heading_key(cell.text) for line in lines[:_HEADING_REACH] for cell in line.values()}
    kind = next((kind for kind in words.kinds if kind.tells and kind.tells <= keys), None)
    return _headings_of(lines, kind, words) if kind else None


def _headings_of(lines: Sequence[Line], kind: KindWords, words: BudgetWords) -> Headings | None:
    end = _end_of_headings(lines, kind, words)
    sides, columns = _columns(lines[:end], kind, words)
    if not any(side.amounts for side in sides) or all(map(is_unknown_column, columns)):
        return None
    if end < len(lines) and _is_counted(lines[end]):
        end += 1
    unit = next(filter(None, map(heading_unit, columns.values())), None)
    return Headings(kind, sides, columns, end, unit)


def _end_of_headings(lines: Sequence[Line], kind: KindWords, words: BudgetWords) -> int:
    """Give the row after the headings: below that of the names, as long as nothing stands under those.

    Tables of one unit may name no rows; their headings end at the first number. 0 when there are none.
    """
    naming = words.codes | frozenset(kind.names)
    reach = range(min(_HEADING_REACH, len(lines)))
    anchors = [row for row in reach if any(heading_key(cell.text) in naming for cell in lines[row].values())]
    if not anchors:
        return next((row for row in reach if _has_number(lines[row])), 0) if kind.arranged == "units" else 0
    named = {
        column
        for line in lines[: anchors[-1] + 1]
        for column, cell in line.items()
        if heading_key(cell.text) in naming | words.left_out
    }
    end = anchors[-1] + 1
    while end < len(lines) and lines[end] and not named & lines[end].keys() and not _has_number(lines[end]):
        end += 1
    return end


def _has_number(line: Line) -> bool:
    return any(parse_number(cell.text) is not None or _COUNTED.fullmatch(cell.text) for cell in line.values())


def _is_counted(line: Line) -> bool:
    """Tell the row that numbers the columns: 1 2 3, ** 1 2."""
    numbers = [int(cell.text) for cell in line.values() if cell.text.isdecimal()]
    in_order = all(after - before == 1 for before, after in pairwise(numbers))
    return bool(line) and in_order and all(_COUNTED.fullmatch(cell.text) for cell in line.values())


def _columns(lines: Sequence[Line], kind: KindWords, words: BudgetWords) -> tuple[tuple[Side, ...], dict[str, str]]:
    """Say of every column with a heading what it holds."""
    names: list[int] = []
    codes: list[int] = []
    amounts: dict[int, str] = {}
    latest = latest_year(label_key(cell.text) for line in lines for cell in line.values())
    for column in sorted({column for line in lines for column in line}):
        said = _path(lines, column)
        path = tuple(map(heading_key, said))
        leaf = path[-1]
        if leaf in words.codes:
            codes.append(column)
        elif leaf in kind.names:
            names.append(column)
        elif leaf not in words.left_out and not words.is_of_another_year(said, latest):
            amounts[column] = _meaning(path, kind) or unknown_column(column)
    sides = _sides(names, codes, amounts, kind)
    printed = _printed(lines, amounts)
    columns = {key: printed[column] for side in sides for column, key in side.amounts.items()}
    at = {column: kind.names.index(heading_key(_path(lines, column)[-1])) for column in names}
    return tuple(_named_best_first(side, at) for side in sides), columns


def _printed(lines: Sequence[Line], columns: Mapping[int, str]) -> dict[int, str]:
    """Give the printed headings; where columns of different meaning have the same, the group above goes before it."""
    leaves = {column: next(row for row in reversed(range(len(lines))) if column in lines[row]) for column in columns}
    own = {column: lines[row][column].text for column, row in leaves.items()}
    said = Counter(text for _, text in {(columns[column], text) for column, text in own.items()})
    printed = {}
    for column, row in leaves.items():
        group = max((at for at in lines[row - 1] if at <= column), default=None) if row else None
        is_told = group is None or said[own[column]] == 1
        printed[column] = own[column] if is_told else f"{lines[row - 1][group or 0].text} {own[column]}"
    return printed


def _path(lines: Sequence[Line], column: int) -> tuple[str, ...]:
    """Give the folded headings above a column, outermost first, the column's own last."""
    own = max(row for row, line in enumerate(lines) if column in line)
    groups = (max((at for at in line if at <= column), default=None) for line in lines[:own])
    above = (label_key(line[at].text) for line, at in zip(lines, groups, strict=False) if at is not None)
    return (*above, label_key(lines[own][column].text))


def _meaning(path: tuple[str, ...], kind: KindWords) -> str | None:
    """Give the key of a column: by group and heading, else by heading alone."""
    leaf = path[-1]
    grouped = (kind.columns.get((group, leaf)) for group in reversed(path[:-1]))
    return next((key for key in grouped if key), None) or kind.columns.get((leaf,))


def _sides(names: list[int], codes: list[int], amounts: dict[int, str], kind: KindWords) -> tuple[Side, ...]:
    """Cut the columns into income and expenditure where the kind has both; a key stands once in each."""
    if not kind.has_sides:
        return (Side(None, tuple(names), tuple(codes), _once(amounts)),)
    if len(names) != 2:
        return ()
    cut = names[1]
    left = {column: key for column, key in amounts.items() if names[0] < column < cut}
    right = {column: key for column, key in amounts.items() if column > cut}
    return (
        Side(_INCOME, (names[0],), (), _once(left)),
        Side(_EXPENDITURE, (cut,), (), _once(right)),
    )


def _once(amounts: dict[int, str]) -> dict[int, str]:
    """Let the first column of a key have it; another one with the same heading is of unknown meaning."""
    kept: dict[int, str] = {}
    for column, key in amounts.items():
        kept[column] = unknown_column(column) if key in kept.values() else key
    return kept


def _named_best_first(side: Side, order: dict[int, int]) -> Side:
    return Side(side.side, tuple(sorted(side.names, key=order.__getitem__)), side.codes, side.amounts)
