"""各项目绩效目标表的年度资金合计，与部门预算的项目支出一致。

安排了多少项目支出，就要有多少钱设了目标。项目表加起来比预算多，一定有一张表的金额不对；比预算少，要看是不是有项目没有设目标、没有
公开。中期资金总额是几年的数，不参加比较。

不对：部门预算项目支出 8 万元，项目绩效目标表的年度资金总额写 18。
对：两个项目的年度资金总额是 5 和 3，部门预算项目支出 8 万元。
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from perf.domain.checks.finding import Fault
from perf.domain.checks.money.budget_cells import BudgetFigure, budget_figure
from perf.domain.checks.money.slot_amounts import amounts_in
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.money import show_amount, sum_verdict
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity, TableKind, Verdict

_Cells = Sequence[Mapping[str, Any]]


@rule(Severity.ERROR, basis="财预〔2016〕143号")
def project_targets_match_the_budget(
    document: PublishedDocument, *, cells: _Cells, also_covered_by: _Cells, unit: str
) -> Iterator[Fault]:
    """Compare the sum of the annual totals with the project expenditure; what was carried or passed on may differ."""
    sheets = _different(sheet for sheet in document.sheets if sheet.target.kind is TableKind.PROJECT)
    budget = budget_figure(document.budget, cells, unit)
    amounts = [_total(sheet, unit) for sheet in sheets]
    given = [amount for amount in amounts if amount is not None]
    if budget is None or not given:
        return
    total = sum(given, Decimal())
    others = [budget_figure(document.budget, [cell], unit) for cell in also_covered_by]
    extra = sum((other.amount for other in others if other), Decimal())
    most, least = budget.amount + extra, budget.amount - extra
    is_more = total > most and sum_verdict(most, given) is Verdict.WRONG
    is_less = total < least and sum_verdict(least, given) is Verdict.WRONG
    if is_more or (is_less and len(given) == len(amounts)):
        yield _fault(sheets, total, budget, unit)


def _fault(sheets: Sequence[TargetSheet], total: Decimal, budget: BudgetFigure, unit: str) -> Fault:
    """Word a sum that is off."""
    due, gap = show_amount(budget.amount), show_amount(abs(total - budget.amount))
    places = tuple(sheet.at_amount("total") for sheet in sheets)
    facts = f"项目绩效目标表的年度资金合计 {show_amount(total)} {unit}，{budget.table}的项目支出是 {due} {unit}"
    if total > budget.amount:
        fix = "核对每个项目的年度资金总额，不要把中期或多年的数填进年度一栏"
        return Fault(f"{facts}，多出 {gap} {unit}", places, f"合计不超过 {due} {unit}", fix)
    fix = "看是不是有项目没有设绩效目标或没有公开；目标另行公开的，不用改"
    return Fault(f"{facts}，还有 {gap} {unit}没有目标，请核对", places, f"合计 {due} {unit}", fix, Severity.WARNING)


def _total(sheet: TargetSheet, unit: str) -> Decimal | None:
    """Give the annual total of a project, ``None`` when it is blank, no number, or of no known unit."""
    amounts = amounts_in(sheet, ["total"], Period.ANNUAL, unit)
    return amounts[0] if amounts else None


def _different(sheets: Iterator[TargetSheet]) -> tuple[TargetSheet, ...]:
    """Leave out tables that stand in the document twice."""
    return tuple({(sheet.name, _total(sheet, "元")): sheet for sheet in sheets}.values())
