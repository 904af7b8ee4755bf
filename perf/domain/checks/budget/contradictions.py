"""Weighs the equations of a document together: which cell, put right, makes the broken ones hold.

A cell of a broken equation says by how much it would have to change. Where the same change also mends other broken
equations and breaks none, the cell is the culprit; where several cells would do, the equation alone is reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perf.domain.budget_tables import BudgetTables
from perf.domain.checks.budget.agreements import agreements_of
from perf.domain.checks.budget.equations import Cell, Cells, Equation, Relation
from perf.domain.checks.budget.sums import sums_in


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Equations that one mistake breaks.

    Attributes:
        equations: the broken ones, at least one.
        culprit: the cell that is wrong, ``None`` when the equations do not tell.
        expected: what would have to stand there.
    """

    equations: tuple[Equation, ...]
    culprit: Cell | None = None
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of all equations of a document.

    Attributes:
        cells: the cells they are about.
        contradictions: what is broken.
        rounded: equations that hold but for rounding.
    """

    cells: Cells
    contradictions: tuple[Contradiction, ...]
    rounded: tuple[Equation, ...]


@lru_cache(maxsize=1)
def weigh(budget: BudgetTables) -> Weighed:
    """Make and weigh every equation of a document's budget tables; the rules ask one after the other for the same."""
    cells = Cells(budget.tables)
    equations = [*sums_in(cells), *agreements_of(cells)]
    rounded = tuple(equation for equation in equations if equation.holds and equation.difference)
    found = sorted(_contradictions(cells, equations), key=lambda each: each.culprit or each.equations[0].total)
    return Weighed(cells, tuple(found), rounded)


def _contradictions(cells: Cells, equations: Sequence[Equation]) -> Iterator[Contradiction]:
    """Explain the broken equations, those first that a cell explains most of; what is explained is not said again."""
    of_cell: dict[Cell, list[Equation]] = {}
    for equation in equations:
        for cell in equation.cells:
            of_cell.setdefault(cell, []).append(equation)
    found = [_explained(cells, broken, of_cell) for broken in equations if not broken.holds]
    explained: set[int] = set()
    undecided: dict[tuple[int, int, Relation], list[Equation]] = {}
    for contradiction in sorted(found, key=lambda each: -len(each.equations)):
        first = contradiction.equations[0]
        if id(first) in explained:
            continue
        explained |= {id(each) for each in contradiction.equations}
        if contradiction.culprit:
            yield contradiction
        else:
            undecided.setdefault((first.total.table, first.total.row, first.relation), []).append(first)
    # A row that is wrong in several columns alike is one mistake.
    yield from (Contradiction(tuple(same)) for same in undecided.values())


def _explained(cells: Cells, broken: Equation, of_cell: Mapping[Cell, Sequence[Equation]]) -> Contradiction:
    """Find the one cell of a broken equation whose change mends most and breaks least, if there is one.

    Of cells that explain as much, one that would have to become 0 is the less likely.
    """
    best: list[tuple[tuple[int, bool], Contradiction]] = []
    for cell in broken.cells:
        raised = broken.raise_needed(cell)
        expected = (cells.number(cell) or Decimal()) + raised
        around = of_cell[cell]
        mended = [each for each in around if not each.holds and each.holds_after(cell, raised)]
        harmed = sum(each.holds and not each.holds_after(cell, raised) for each in around)
        if expected >= 0 and len(mended) > harmed:
            others = tuple(each for each in mended if each is not broken)
            best.append(((len(mended) - harmed, bool(expected)), Contradiction((broken, *others), cell, expected)))
    most = max((score for score, _ in best), default=None)
    leading = [contradiction for score, contradiction in best if score == most]
    return leading[0] if len(leading) == 1 else Contradiction((broken,))
