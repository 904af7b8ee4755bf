"""Which budget tables speak of the same money.

Department-wide tables (1, 3) and those of fiscal appropriation (4, 5, 6) say the same only where appropriation is the
whole income, and the general budget (6) is the whole appropriation only where the other two budgets are empty.
"""

from collections.abc import Mapping

from perf.domain.budget_tables import BudgetRow, BudgetTable
from perf.domain.checks.budget.equations import Cells
from perf.domain.terms import BudgetTableKind as Kind

_DEPARTMENT = (Kind.BALANCE, Kind.EXPENDITURE)
_FISCAL = (Kind.FISCAL_BALANCE, Kind.FISCAL_EXPENDITURE)
_GENERAL = (Kind.GENERAL_EXPENDITURE,)
_INCOME = "income"


def scopes_of(cells: Cells, single: Mapping[Kind, int]) -> list[tuple[Kind, ...]]:
    """Put together the tables that must say the same."""
    balance = single.get(Kind.BALANCE)
    fiscal = single.get(Kind.FISCAL_EXPENDITURE)
    fiscal_and_general = fiscal is not None and is_all_general(cells.tables[fiscal])
    department: tuple[Kind, ...] = _DEPARTMENT
    appropriation: tuple[Kind, ...] = (*_FISCAL, *_GENERAL) if fiscal_and_general else _FISCAL
    if balance is not None and is_all_fiscal(cells.tables[balance]):
        return [department + appropriation]
    return [department, appropriation]


def is_all_fiscal(balance: BudgetTable) -> bool:
    """Tell whether every income of a department is fiscal appropriation."""
    summed = {row.parent for row in balance.rows}
    filled = [
        row
        for place, row in enumerate(balance.rows)
        if row.side == _INCOME and not row.is_total and place not in summed and row.number("amount")
    ]
    return bool(filled) and all(row.fund for row in filled)


def is_all_general(fiscal: BudgetTable) -> bool:
    """Tell whether fiscal expenditure is all of the general budget, and nothing of the other two."""
    other = [column for column in fiscal.columns if column.startswith(("funds_", "capital_"))]
    return not any(row.number(column) for row in fiscal.rows for column in other)


def has_carried_over(table: BudgetTable) -> bool:
    """Tell a table whose totals may or may not hold what was carried over from last year: authorities differ."""
    return any(
        row.number("carried_over") if row.is_total else _is_carried_over(row) and row.number("amount")
        for row in table.rows
    )


def _is_carried_over(row: BudgetRow) -> bool:
    """Tell a row of income that was left from the year before (上年结转, 上年结余, 年初结转和结余)."""
    return row.side == _INCOME and any(f"{before}结" in row.name for before in ("上年", "年初"))
