"""What must add up inside one budget table."""

from collections.abc import Iterator, Mapping

from perf.domain.budget_tables import BudgetRow, BudgetTable, is_unknown_column
from perf.domain.checks.budget.equations import Cell, Cells, Equation, Relation
from perf.domain.money import sum_verdict
from perf.domain.terms import BudgetTableKind, Verdict

_BY_USE = {"total": ("basic", "project")}
_BY_BUDGET = {"total": ("general", "funds", "capital")}

COLUMN_SUMS: Mapping[BudgetTableKind, Mapping[str, tuple[str, ...]]] = {
    BudgetTableKind.EXPENDITURE: {"total": ("basic", "project", "carried_over")},
    BudgetTableKind.FISCAL_EXPENDITURE: {
        "total": ("general_total", "funds_total", "capital_total"),
        "general_total": ("general_basic", "general_project"),
        "funds_total": ("funds_basic", "funds_project"),
        "capital_total": ("capital_basic", "capital_project"),
    },
    BudgetTableKind.GENERAL_EXPENDITURE: _BY_USE,
    BudgetTableKind.OPERATION: _BY_USE,
    BudgetTableKind.BASIC_EXPENDITURE: {"total": ("personnel", "operation")},
    BudgetTableKind.THREE_PUBLIC: {"total": ("abroad", "reception", "vehicle_purchase", "vehicle_running")},
    BudgetTableKind.TRANSFERS: _BY_BUDGET,
}
"""Which columns of a row are the sum of which others."""

_CARRIED_OVER = "carried_over"


def sums_in(cells: Cells) -> Iterator[Equation]:
    """Make the equations of every table by itself."""
    for number, table in enumerate(cells.tables):
        yield from _across_rows(cells, number, table)
        yield from _down_columns(cells, number, table)
        yield from _sides(cells, number, table)


def _across_rows(cells: Cells, number: int, table: BudgetTable) -> Iterator[Equation]:
    """Add up columns; a filled cell whose column nobody knows may be a part too, so its row is left alone."""
    for total, parts in COLUMN_SUMS.get(table.kind, {}).items():
        printed = [part for part in parts if part in table.columns]
        if total not in table.columns or len(printed) < 2:
            continue
        for place, row in enumerate(table.rows):
            if not any(map(is_unknown_column, row.amounts)):
                added = _without_carried_over(row, total, printed)
                yield from cells.equation(
                    Relation.ROW, Cell(number, place, total), [Cell(number, place, part) for part in added]
                )


def _without_carried_over(row: BudgetRow, total: str, parts: list[str]) -> list[str]:
    """Leave 上年结转 out where only so a row adds up: authorities differ in whether the total holds it."""
    if not row.number(_CARRIED_OVER):
        return parts
    fewer = [part for part in parts if part != _CARRIED_OVER]
    whole, added = row.number(total), [number for part in fewer if (number := row.number(part)) is not None]
    return parts if whole is None or sum_verdict(whole, added) is Verdict.WRONG else fewer


def _down_columns(cells: Cells, number: int, table: BudgetTable) -> Iterator[Equation]:
    """Add up the rows below a row, and the outermost rows for the total, where it is known that these are all."""
    parts: dict[int, list[int]] = {}
    outermost: dict[str | None, list[int]] = {}
    for place, row in enumerate(table.rows):
        if row.parent is not None:
            parts.setdefault(row.parent, []).append(place)
        elif not row.is_total:
            outermost.setdefault(row.side, []).append(place)
    columns = [column for column in table.columns if not is_unknown_column(column)]
    for place, row in enumerate(table.rows):
        if row.parts_known:
            relation = Relation.TOTAL if row.is_total else Relation.PARENT
            added = outermost.get(row.side, []) if row.is_total else parts.get(place, [])
            for column in columns:
                yield from cells.equation(
                    relation, Cell(number, place, column), [Cell(number, part, column) for part in added]
                )


def _sides(cells: Cells, number: int, table: BudgetTable) -> Iterator[Equation]:
    """Set total income against total expenditure."""
    totals = {row.side: place for place, row in enumerate(table.rows) if row.is_total and row.side}
    if len(totals) == 2:
        income, expenditure = totals["income"], totals["expenditure"]
        yield from cells.equation(Relation.SIDES, Cell(number, expenditure, "amount"), [Cell(number, income, "amount")])
