"""“三公”经费、会议费、培训费表里的金额，不小于基本支出表的同一科目。

“三公”经费表包括基本支出和项目支出里的全部接待、出国、用车、会议、培训费用，基本支出表只是其中一部分；没有项目支出时两边相等。

不对：基本支出表“30217 公务接待费”0.6，“三公”经费表的公务接待费 0.2。
对：两张表的公务接待费都是 0.6。
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.budget_tables import BudgetRow, BudgetTable
from perf.domain.checks.budget.subjects import number_or_zero, project_expenditure, row_of, rows_by_subject
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.money import rounding_slack
from perf.domain.terms import BudgetTableKind, Severity
from perf.domain.values import show_number

_SUMS = ("amounts_of_a_row_add_up", "lower_rows_add_up", "rows_add_up_to_the_total", "totals_are_filled_in")


@rule(Severity.ERROR, yields_to=_SUMS)
def three_public_costs_fit_expenditure(
    document: PublishedDocument, *, subjects: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Find costs below what basic expenditure has for them, or above it where there are no projects to pay them."""
    public = document.budget.of(BudgetTableKind.THREE_PUBLIC)
    basic = document.budget.of(BudgetTableKind.BASIC_EXPENDITURE)
    total = public.total() if public else None
    if public is None or basic is None or total is None or public.unit != basic.unit:
        return
    has_projects = project_expenditure(document.budget) != 0
    rows = rows_by_subject(basic)
    for column, (code, name) in subjects.items():
        listed = row_of(rows, code, name)
        cost, least = number_or_zero(total, column), number_or_zero(listed, "total")
        if column in public.columns and listed and cost is not None and least is not None:
            yield from _faults((public, total, column, cost), (basic, listed, least), has_projects=has_projects)


def _faults(
    stated: tuple[BudgetTable, BudgetRow, str, Decimal],
    basic: tuple[BudgetTable, BudgetRow, Decimal],
    *,
    has_projects: bool,
) -> Iterator[Fault]:
    table, row, column, cost = stated
    basic_table, listed, least = basic
    apart = cost - least
    if abs(apart) <= rounding_slack((cost, least)) or (apart > 0 and has_projects):
        return
    than = "小" if apart < 0 else "大"
    yield Fault(
        f"比基本支出表里的同一科目（{show_number(least)}）{than}",
        (table.place(row, column), basic_table.place(listed, "total")),
        f"{'不小于' if has_projects else '等于'} {show_number(least)}",
        "核对两张表的这个科目，改掉写错的一处",
    )
