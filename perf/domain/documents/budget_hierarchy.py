"""Which row of a budget table is part of which: by code, by numbering, by names that another table codes, by units.

Where the rows do not say so beyond doubt, ``parts_known`` stays false and nobody adds them up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from perf.domain.budget_tables import BudgetRow, BudgetTable
from perf.domain.documents.budget_rows import ordinal_level
from perf.domain.documents.budget_words import BudgetWords, class_key
from perf.domain.money import sum_verdict
from perf.domain.terms import Verdict
from perf.domain.text import label_key

_Links = dict[int, int]
"""Position of a row to position of its parent."""

_SAME_NAMES = 2 / 3
"""Share of the rows of two tables that must carry the same names, in the same order, to take one's codes for both."""


def with_parents(
    rows: Sequence[BudgetRow], arranged: str, coded: BudgetTable | None, words: BudgetWords
) -> tuple[BudgetRow, ...]:
    """Give rows their parents.

    ``arranged`` says what the rows of the kind are: ``numbered``, ``units``, ``items`` or ``subjects``; ``coded`` is
    the table of the same document whose codes rows of the same names may take.
    """
    linked: list[BudgetRow] = []
    for _, side in groupby(rows, key=lambda row: row.side):
        linked += _one_side(tuple(side), len(linked), arranged, coded, words)
    return tuple(linked)


def _one_side(
    rows: Sequence[BudgetRow], offset: int, arranged: str, coded: BudgetTable | None, words: BudgetWords
) -> Iterable[BudgetRow]:
    links, known = _links(rows, arranged, coded, words)
    parents = set(links.values())
    if sum(row.is_total for row in rows) != 1:
        known -= {place for place, row in enumerate(rows) if row.is_total}
    for place, row in enumerate(rows):
        parent = links.get(place)
        yield replace(
            row,
            parent=None if parent is None else parent + offset,
            parts_known=place in known and (row.is_total or place in parents),
        )


def _links(
    rows: Sequence[BudgetRow], arranged: str, coded: BudgetTable | None, words: BudgetWords
) -> tuple[_Links, set[int]]:
    """Give the parents, and the rows (totals among them) whose parts are known."""
    if any(row.code for row in rows):
        return _by_code(rows, [row.code for row in rows])
    if arranged == "units":
        return _by_unit(rows)
    if any(ordinal_level(row.label) is not None for row in rows):
        return _by_number(rows, words)
    if arranged == "items":
        return {}, _totals(rows)
    if arranged == "subjects" and coded and (codes := _codes_of_names(rows, coded)):
        return _by_code(rows, codes)
    return _by_class(rows)


def _totals(rows: Sequence[BudgetRow]) -> set[int]:
    return {place for place, row in enumerate(rows) if row.is_total}


def _by_code(rows: Sequence[BudgetRow], codes: Sequence[str | None]) -> tuple[_Links, set[int]]:
    """Link each code to the longest other code it begins with; a code that stands twice leaves all undecided."""
    places = {code: place for place, code in enumerate(codes) if code}
    links: _Links = {}
    for place, code in enumerate(codes):
        lengths = range(len(code) - 1, 2, -1) if code else ()
        parent = next((places[code[:length]] for length in lengths if code and code[:length] in places), None)
        if parent is not None:
            links[place] = parent
    is_tree = len(places) == sum(code is not None for code in codes)
    without_code = any(row.amounts for row, code in zip(rows, codes, strict=True) if not (code or row.is_total))
    known = set(links.values()) if is_tree else set()
    return links, known | (_totals(rows) if is_tree and not without_code else set())


def _by_number(rows: Sequence[BudgetRow], words: BudgetWords) -> tuple[_Links, set[int]]:
    """Link by the numbers before names; a row without one belongs to the numbered row before it.

    A subtotal (本年收入合计) is the parent of the outermost rows since the one before. Whether numbered rows are part
    of an outermost row without number above them, nobody can tell.
    """
    links: _Links = {}
    doubtful: set[int] = set()
    open_rows: list[tuple[int, int]] = []
    outermost: list[int] = []
    is_mixed = False
    for place, row in enumerate(rows):
        level = ordinal_level(row.label)
        if row.is_total:
            open_rows = []
        elif label_key(row.name) in words.subtotals:
            links |= dict.fromkeys(outermost, place)
            doubtful |= {place} if is_mixed else set()
            open_rows, outermost = [], []
        else:
            while open_rows and level is not None and open_rows[-1][0] >= level:
                open_rows.pop()
            if open_rows:
                links[place] = open_rows[-1][1]
                doubtful |= {links[place]} if level is None or row.label.startswith(words.partial) else set()
            else:
                is_mixed = is_mixed or (level is not None and _has_unnumbered(rows, outermost))
                outermost.append(place)
            open_rows += [] if level is None else [(level, place)]
    return links, (set(links.values()) - doubtful) | (set() if is_mixed else _totals(rows))


def _has_unnumbered(rows: Sequence[BudgetRow], outermost: Sequence[int]) -> bool:
    """Tell whether the last of the outermost rows so far has no number."""
    return bool(outermost) and ordinal_level(rows[outermost[-1]].label) is None


def _by_unit(rows: Sequence[BudgetRow]) -> tuple[_Links, set[int]]:
    """Link units to their department where the amounts say that the first row is the department as a whole."""
    totals = _totals(rows)
    units = [place for place in range(len(rows)) if place not in totals]
    if len(totals) != 1 or not units:
        return {}, set()
    if len(units) == 1:
        return {}, totals
    total, (department, *others) = rows[next(iter(totals))], units
    whole = _fitting(total, [rows[department]])
    flat = _fitting(total, [rows[unit] for unit in units])
    if whole == flat:
        return {}, set()
    if flat > whole:
        return {}, totals
    links = dict.fromkeys(others, department)
    has_parts = _fitting(rows[department], [rows[unit] for unit in others])
    return links, totals | ({department} if has_parts else set())


def _fitting(total: BudgetRow, parts: Sequence[BudgetRow]) -> int:
    """Count the columns in which parts add up to a total."""
    return sum(
        (number := total.number(column)) is not None
        and sum_verdict(number, _numbers(parts, column)) is not Verdict.WRONG
        for column in total.amounts
    )


def _numbers(rows: Sequence[BudgetRow], column: str) -> list[Decimal]:
    return [number for row in rows if (number := row.number(column)) is not None]


def _codes_of_names(rows: Sequence[BudgetRow], coded: BudgetTable) -> list[str | None] | None:
    """Take the codes of another table for rows that carry its names in its order, ``None`` when they do not."""
    names = [class_key(row.name) for row in rows if not row.is_total]
    others = [(class_key(row.name), row.code) for row in coded.rows if not row.is_total]
    if len(names) != len(others) or not names:
        return None
    same = sum(name == other for name, (other, _) in zip(names, others, strict=True))
    if same < _SAME_NAMES * len(names):
        return None
    codes = iter([code for _, code in others])
    return [None if row.is_total else next(codes) for row in rows]


def _by_class(rows: Sequence[BudgetRow]) -> tuple[_Links, set[int]]:
    """Put rows below the function class before them; how they hang together below it is not known."""
    links: _Links = {}
    current: int | None = None
    headless = False
    for place, row in enumerate(rows):
        if row.is_total:
            continue
        if row.function_class and (current is None or row.function_class != rows[current].function_class):
            current = place
        elif current is None:
            headless = True
        else:
            links[place] = current
    classes = Counter(row.function_class for place, row in enumerate(rows) if place not in links)
    is_clear = not headless and all(count == 1 for code, count in classes.items() if code)
    return links, _totals(rows) if is_clear and current is not None else set()
