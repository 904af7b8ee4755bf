"""机关运行经费表里的金额，不超出基本支出表和项目支出的相应金额。

机关运行经费的基本支出部分出自一般公共预算基本支出的公用经费，项目支出部分出自一般公共预算项目支出：单项不会大于基本支出表的
同一科目，项目支出合计不会大于项目支出总额。

不对：机关运行经费表“办公费”基本支出 5.2，基本支出表“30201 办公费”2.5。
对：两张表的“办公费”都是 2.5。
"""

from collections.abc import Iterator

from perf.domain.budget_tables import BudgetTable, BudgetTables
from perf.domain.checks.budget.subjects import number_or_zero, project_expenditure, row_of, rows_by_subject
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.money import rounding_slack
from perf.domain.terms import BudgetTableKind, Severity
from perf.domain.values import show_number

_SUMS = ("amounts_of_a_row_add_up", "lower_rows_add_up", "rows_add_up_to_the_total")


@rule(Severity.ERROR, yields_to=_SUMS)
def operation_costs_fit_expenditure(document: PublishedDocument) -> Iterator[Fault]:
    """Find operation costs above what basic or project expenditure has for them."""
    operation = document.budget.of(BudgetTableKind.OPERATION)
    if operation is not None:
        yield from _basic_faults(operation, document.budget.of(BudgetTableKind.BASIC_EXPENDITURE))
        yield from _project_faults(operation, document.budget)


def _basic_faults(operation: BudgetTable, basic: BudgetTable | None) -> Iterator[Fault]:
    if basic is None or basic.unit != operation.unit:
        return
    subjects = rows_by_subject(basic)
    for row in operation.rows:
        cost, listed = row.number("basic"), row_of(subjects, row.code, row.name)
        limit = number_or_zero(listed, "total")
        if row.is_total or listed is None or cost is None or limit is None:
            continue
        if cost - limit > rounding_slack((cost, limit)):
            yield Fault(
                f"机关运行经费的基本支出大于基本支出表里的同一科目（{show_number(limit)}）",
                (operation.place(row, "basic"), basic.place(listed, "total")),
                f"不大于 {show_number(limit)}",
                "核对两张表的这个科目，改掉写错的一处",
            )


def _project_faults(operation: BudgetTable, budget: BudgetTables) -> Iterator[Fault]:
    total, limit = operation.total(), project_expenditure(budget)
    general = budget.of(BudgetTableKind.GENERAL_EXPENDITURE)
    cost = total.number("project") if total else None
    if total is None or general is None or general.unit != operation.unit or cost is None or limit is None:
        return
    if cost - limit > rounding_slack((cost, limit)):
        yield Fault(
            f"机关运行经费的项目支出大于一般公共预算项目支出总额（{show_number(limit)}）",
            (operation.place(total, "project"),),
            f"不大于 {show_number(limit)}",
            "核对机关运行经费表的项目支出栏",
        )
