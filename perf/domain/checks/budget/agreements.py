"""What must be the same in several budget tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from perf.domain.budget_tables import BudgetRow, BudgetTable
from perf.domain.checks.budget.equations import Cell, Cells, Equation, Relation
from perf.domain.checks.budget.scopes import has_carried_over, is_all_general, scopes_of
from perf.domain.terms import BudgetTableKind as Kind

_INCOME = "income"
_SUM_COLUMNS = ("total", "amount")


def agreements_of(cells: Cells) -> Iterator[Equation]:
    """Make the equations between tables of the unit that most are in.

    Several tables of one kind are those of several departments; they are left alone.
    """
    kinds = Counter(table.kind for table in cells.tables)
    units = Counter(table.unit for table in cells.tables if table.rows)
    unit = units.most_common(1)[0][0] if units else None
    single = {
        table.kind: number for number, table in enumerate(cells.tables) if kinds[table.kind] == 1 and table.unit == unit
    }
    for scope in scopes_of(cells, single):
        tables = [single[kind] for kind in scope if kind in single and not has_carried_over(cells.tables[single[kind]])]
        yield from _equal(cells, Relation.TOTALS, _totals(cells, tables))
        for group in _by_class(cells, tables).values():
            yield from _equal(cells, Relation.CLASSES, group)
    yield from _income(cells, single)
    yield from _basic(cells, single)
    yield from _general_part(cells, single)


def _totals(cells: Cells, tables: Iterable[int]) -> Iterator[Cell]:
    """Give the total of expenditure in each table; where money goes into the next year, balances hold more."""
    for number in tables:
        table = cells.tables[number]
        side = "expenditure" if table.kind in (Kind.BALANCE, Kind.FISCAL_BALANCE) else None
        totals = [place for place, row in enumerate(table.rows) if row.is_total and row.side == side]
        outermost = [row for row in table.rows if row.side == side and row.parent is None and not row.is_total]
        has_rest = side is not None and sum(bool(row.number("amount")) for row in outermost) > 1
        if len(totals) == 1 and (not has_rest or _has_no_subtotal(table)):
            yield from _sum_cell(table, number, totals[0])


def _has_no_subtotal(table: BudgetTable) -> bool:
    return all(row.parent is None for row in table.rows if row.side == "expenditure")


def _sum_cell(table: BudgetTable, number: int, row: int) -> Iterator[Cell]:
    """Give the cell of a row that says its sum."""
    column = next((column for column in _SUM_COLUMNS if column in table.columns), None)
    if column:
        yield Cell(number, row, column)


def _by_class(cells: Cells, tables: Iterable[int]) -> Mapping[str, list[Cell]]:
    """Give, by function class, the rows of the classes themselves."""
    return _alike(
        cells, tables, lambda table, row: None if _is_below_class(table, row) else row.function_class, "expenditure"
    )


def _alike(
    cells: Cells, tables: Iterable[int], mark: Callable[[BudgetTable, BudgetRow], str | None], side: str
) -> Mapping[str, list[Cell]]:
    """Group rows of several tables that carry the same mark; one that stands twice in a table is left out of it."""
    groups: dict[str, list[Cell]] = {}
    for number in tables:
        table = cells.tables[number]
        marked = [
            (found, place)
            for place, row in enumerate(table.rows)
            if row.side in (side, None) and (found := mark(table, row))
        ]
        counted = Counter(found for found, _ in marked)
        for found, place in marked:
            if counted[found] == 1:
                groups.setdefault(found, []).extend(_sum_cell(table, number, place))
    return groups


def _is_below_class(table: BudgetTable, row: BudgetRow) -> bool:
    """Tell a row that is part of a class; the classes themselves stand outermost, or below 本年支出."""
    parent = None if row.parent is None else table.rows[row.parent]
    return parent is not None and (parent.function_class is not None or parent.parent is not None)


def _income(cells: Cells, single: Mapping[Kind, int]) -> Iterator[Equation]:
    """Set the income of the department against the table of its income, and appropriation against both."""
    tables = [single[kind] for kind in (Kind.BALANCE, Kind.INCOME) if kind in single]
    totals = [cell for number in tables for cell in _income_total(cells, number)]
    yield from _equal(cells, Relation.SOURCES, totals)
    fiscal = [single[kind] for kind in (Kind.FISCAL_BALANCE,) if kind in single]
    funds = _alike(cells, (*tables, *fiscal), lambda _, row: row.fund, _INCOME)
    for group in funds.values():
        yield from _equal(cells, Relation.SOURCES, group)


def _income_total(cells: Cells, number: int) -> Iterator[Cell]:
    """Give total income, unless something was carried over: the table of income may or may not hold it."""
    rows = [(place, row) for place, row in enumerate(cells.tables[number].rows) if row.side in (_INCOME, None)]
    filled = [row for _, row in rows if row.parent is None and not row.is_total and row.number("amount")]
    totals = [place for place, row in rows if row.is_total]
    is_whole = len(filled) == 1 or not any(row.parent is not None for _, row in rows)
    if len(totals) == 1 and is_whole and "amount" in cells.tables[number].columns:
        yield Cell(number, totals[0], "amount")


def _basic(cells: Cells, single: Mapping[Kind, int]) -> Iterator[Equation]:
    """Set the total of basic expenditure against the basic column of expenditure of the general budget."""
    yield from _equal(
        cells,
        Relation.BASIC,
        [*_total_of(cells, single, Kind.GENERAL_EXPENDITURE, "basic"),
         *_total_of(cells, single, Kind.BASIC_EXPENDITURE, "total")],
    )  # fmt: skip


def _general_part(cells: Cells, single: Mapping[Kind, int]) -> Iterator[Equation]:
    """Set expenditure of the general budget against its part of fiscal expenditure, by use; 3 as well where it can."""
    for use in ("basic", "project"):
        group = [
            *_total_of(cells, single, Kind.FISCAL_EXPENDITURE, f"general_{use}"),
            *_total_of(cells, single, Kind.GENERAL_EXPENDITURE, use),
        ]
        yield from _equal(cells, Relation.TOTALS, group)
    fiscal = single.get(Kind.FISCAL_EXPENDITURE)
    if fiscal is None or not is_all_general(cells.tables[fiscal]):
        group = [
            *_total_of(cells, single, Kind.FISCAL_EXPENDITURE, "general_total"),
            *_total_of(cells, single, Kind.GENERAL_EXPENDITURE, "total"),
        ]
        yield from _equal(cells, Relation.TOTALS, group)


def _total_of(cells: Cells, single: Mapping[Kind, int], kind: Kind, column: str) -> Iterator[Cell]:
    """Give the cell of a table's only total row in a column."""
    number = single.get(kind)
    if number is None or column not in cells.tables[number].columns:
        return
    totals = [place for place, row in enumerate(cells.tables[number].rows) if row.is_total]
    if len(totals) == 1:
        yield Cell(number, totals[0], column)


def _equal(cells: Cells, relation: Relation, group: Iterable[Cell]) -> Iterator[Equation]:
    """Set each cell against one that says what most say."""
    members = list(group)
    said = Counter(number for cell in members if (number := cells.number(cell)) is not None)
    if not said:
        return
    most: Decimal = said.most_common(1)[0][0]
    reference = next(cell for cell in members if cells.number(cell) == most)
    for cell in members:
        if cell != reference:
            yield from cells.equation(relation, cell, [reference])
