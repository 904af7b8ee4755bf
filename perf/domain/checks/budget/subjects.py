"""Finds the row of an economic 科目 in a budget table, by its code or by its name."""

from collections import Counter
from decimal import Decimal

from perf.domain.budget_tables import BudgetRow, BudgetTable, BudgetTables
from perf.domain.terms import BudgetTableKind
from perf.domain.text import label_key


def rows_by_subject(table: BudgetTable) -> dict[str, BudgetRow]:
    """Give a table's rows by code and by folded name; what stands more than once is left out."""
    marks = [(mark, row) for row in table.rows for mark in _marks(row)]
    counted = Counter(mark for mark, _ in marks)
    return {mark: row for mark, row in marks if counted[mark] == 1}


def row_of(subjects: dict[str, BudgetRow], code: str | None, name: str) -> BudgetRow | None:
    """Give the row of a 科目: by code where both sides print one, else by name."""
    return subjects.get(code or "") or subjects.get(label_key(name))


def number_or_zero(row: BudgetRow | None, column: str) -> Decimal | None:
    """Give an amount, a blank cell as 0; ``None`` where something stands that is no number."""
    if row is None:
        return None
    amount = row.amounts.get(column)
    return amount.number if amount else Decimal()


def project_expenditure(budget: BudgetTables) -> Decimal | None:
    """Give the total of 项目支出 of the general budget, ``None`` when it cannot be told."""
    table = budget.of(BudgetTableKind.GENERAL_EXPENDITURE)
    if table is None or "project" not in table.columns:
        return None
    return number_or_zero(table.total(), "project")


def _marks(row: BudgetRow) -> tuple[str, ...]:
    name = label_key(row.name)
    return tuple(filter(None, (row.code, name)))
