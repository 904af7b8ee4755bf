"""财政拨款支出总计不大于部门支出总计。

部门支出包括财政拨款和其他资金安排的支出，财政拨款只是其中一部分。

不对：部门收支总表支出总计 500，财政拨款收支总表支出总计 520。
对：部门收支总表支出总计 520，财政拨款收支总表支出总计 500，其余 20 是事业收入安排的。
"""

from collections.abc import Iterator

from perf.domain.budget_tables import BudgetTable
from perf.domain.checks.budget.scopes import is_all_fiscal
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.money import rounding_slack
from perf.domain.terms import BudgetTableKind, Severity


@rule(Severity.ERROR)
def fiscal_appropriation_is_within_the_total(document: PublishedDocument) -> Iterator[Fault]:
    """Find fiscal expenditure above the expenditure of the department.

    Where appropriation is the whole income the two are equal, which is another rule's to say.
    """
    whole, fiscal = (document.budget.of(kind) for kind in (BudgetTableKind.BALANCE, BudgetTableKind.FISCAL_BALANCE))
    if whole and fiscal and whole.unit == fiscal.unit and not is_all_fiscal(whole):
        yield from _faults(whole, fiscal)


def _faults(whole: BudgetTable, fiscal: BudgetTable) -> Iterator[Fault]:
    rows = whole.total("expenditure"), fiscal.total("expenditure")
    most, part = (row.number("amount") if row else None for row in rows)
    if rows[0] and rows[1] and most is not None and part is not None and part - most > rounding_slack((most, part)):
        yield Fault(
            "财政拨款支出总计大于部门支出总计",
            (fiscal.place(rows[1], "amount"), whole.place(rows[0], "amount")),
            f"不大于 {whole.place(rows[0], 'amount').read}",
            "对照预算批复核对两张表的支出总计",
        )
