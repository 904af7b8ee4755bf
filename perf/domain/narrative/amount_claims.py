"""Amounts of the text against the cells of the budget tables that hold them."""

from collections.abc import Iterator
from decimal import Decimal

from perf.domain.narrative.arithmetic import rounded
from perf.domain.narrative.budget_lookup import BudgetCell, BudgetLookup, Finds
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Statements
from perf.domain.terms import Verdict

_LAST_DIGIT = Decimal("0.01")
"""Published amounts are rounded to this, in 万元; in 元 where both are."""

_YUAN = "元"
_USUAL_DECIMALS = 2
"""Amounts in 万元 are published with two decimals, zeros at the end sometimes left out."""


def amount_claims(statements: Statements, lookup: BudgetLookup, fiscal_year: int | None) -> Iterator[Claim]:
    """Give a claim for every amount of the document's year that the budget tables have a place for."""
    for amount in statements.amounts:
        if amount.measure is Measure.MONEY and amount.year in {None, fiscal_year}:
            found = lookup.found(amount)
            if found.cells or found.missing_in or found.family or (found.subject and found.subject.at):
                yield _claim(amount, found, lookup)


def _claim(amount: Amount, found: Finds, lookup: BudgetLookup) -> Claim:
    cells = [cell for cell in found.cells if cell.table.unit]
    if cells:
        return against_cells(amount, cells)
    if found.missing_in is None:
        return _make(amount, None, Verdict.CANNOT_DECIDE, "文件里没有能对照的预算公开表")
    title = found.missing_in.title
    if amount.value and found.family:
        return _make(amount, f"{title}没有这一科目", Verdict.WRONG, f"{title}没有这一科目")
    if not amount.value:
        return _make(amount, amount.quantity.show_like(Decimal()), Verdict.CONFIRMED, f"{title}没有这一行")
    same = lookup.row_of_same_amount(found.missing_in, amount)
    how = f"{title}没有这一行" + (f"，金额相同的一行是“{same.place.row}”" if same else "")
    return _make(amount, same.place.row if same else None, Verdict.CANNOT_DECIDE, how, same)


def against_cells(amount: Amount, cells: list[BudgetCell]) -> Claim:
    """Compare with the cells; one that says the same is enough, for tables among themselves are checked elsewhere."""
    filled = [(cell, number) for cell in cells if (number := cell.amount) is not None]
    if not filled or (not amount.value and cells[0].is_blank):
        return _against_blank(amount, cells[0])
    same = [each for each in filled if _is_same(amount, each[1])]
    near = [each for each in filled if _is_rounded(amount, *each)]
    verdict = Verdict.CONFIRMED if same else Verdict.ROUNDING if near else Verdict.WRONG
    if verdict is Verdict.WRONG and _are_several_rows(cells):
        return _make(amount, None, Verdict.CANNOT_DECIDE, f"{cells[0].table.title}有几行都叫这个名称")
    cell, number = (same or near or filled)[0]
    shown = amount.quantity.show_like(number)
    return _make(amount, shown, verdict, f"{cell.name}是 {shown}", cell)


def _is_same(amount: Amount, number: Decimal) -> bool:
    """Tell whether an amount is that of a cell: exactly, or told in 万元 with the usual decimals what is in 元."""
    quantity = amount.quantity
    if quantity.unit == _YUAN:
        return number == amount.value
    return rounded(quantity.in_its_unit(number), max(quantity.decimals, _USUAL_DECIMALS)) == quantity.number


def _are_several_rows(cells: list[BudgetCell]) -> bool:
    """Tell whether one table has several rows of the name: which of them is meant the text does not say."""
    return sum(cell.table is cells[0].table and cell.columns == cells[0].columns for cell in cells) > 1


def _against_blank(amount: Amount, cell: BudgetCell) -> Claim:
    """Compare with cells that are all blank: a blank is nothing, a blank total may have been forgotten."""
    how = f"{cell.name}是空白"
    if not amount.value:
        return _make(amount, amount.quantity.show_like(Decimal()), Verdict.CONFIRMED, how, cell)
    if cell.row.is_total:
        return _make(amount, None, Verdict.CANNOT_DECIDE, how, cell)
    return _make(amount, "空白", Verdict.WRONG, how, cell)


def _is_rounded(amount: Amount, cell: BudgetCell, number: Decimal) -> bool:
    """Tell whether an amount is that of a cell, rounded to its printed decimals or off by the last digit."""
    quantity = amount.quantity
    if quantity.unit == _YUAN == cell.table.unit:
        return abs(quantity.in_its_unit(number) - quantity.number) <= _LAST_DIGIT
    if quantity.unit != _YUAN and rounded(quantity.in_its_unit(number), quantity.decimals) == quantity.number:
        return True
    return abs(number - amount.value) <= _LAST_DIGIT


def _make(amount: Amount, computed: str | None, verdict: Verdict, how: str, cell: BudgetCell | None = None) -> Claim:
    against = (cell.place,) if cell else ()
    sentence, how = amount.sentence.around(amount.quantity.start), f"{amount.short_name}：{how}"
    return Claim(ClaimKind.AMOUNT, sentence, amount.written, computed, verdict, how, amount.place, against)
