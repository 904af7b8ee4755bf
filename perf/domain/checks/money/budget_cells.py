"""Cells of the public budget tables that an amount of a target is held against; which ones is data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perf.domain.budget_tables import BudgetTables
from perf.domain.money import converted
from perf.domain.terms import BudgetTableKind


@dataclass(frozen=True, slots=True)
class BudgetFigure:
    """A total of a budget table: the amount in the unit asked for, and the title of the table."""

    amount: Decimal
    table: str


def budget_figure(budget: BudgetTables, cells: Sequence[Mapping[str, Any]], unit: str) -> BudgetFigure | None:
    """Give the first of these totals (kind, column, side) that the document states; ``None`` when it states none.

    A blank cell of a total row that is filled elsewhere is 0.
    """
    for cell in cells:
        table = budget.of(BudgetTableKind(cell["kind"]))
        row = table.total(cell.get("side")) if table else None
        if table is None or table.unit is None or row is None or not row.amounts:
            continue
        is_blank = cell["column"] in table.columns and cell["column"] not in row.amounts
        amount = Decimal() if is_blank else row.number(cell["column"])
        if amount is not None:
            return BudgetFigure(converted(amount, table.unit, unit), table.title)
    return None
