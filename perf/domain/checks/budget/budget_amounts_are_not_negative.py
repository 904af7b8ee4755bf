"""预算公开表里的金额不是负数。

年初预算安排的收入和支出都不小于零；负数多半是录入时多打了符号，或者误填了与上年相比的减少额。

不对：“公务接待费”一行，金额写“-0.5”。
对：“公务接待费”一行，金额写“0.5”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def budget_amounts_are_not_negative(document: PublishedDocument) -> Iterator[Fault]:
    """Find negative amounts."""
    for table in document.budget.tables:
        for row in table.rows:
            for column, amount in row.amounts.items():
                if amount.number is not None and amount.number < 0:
                    yield Fault(
                        "金额是负数",
                        (table.place(row, column),),
                        "不小于 0 的数",
                        "核对这一格；确有冲减的，在备注里说明",
                    )
