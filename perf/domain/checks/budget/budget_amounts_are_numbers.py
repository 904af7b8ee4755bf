"""预算公开表的金额格里只写数字。

金额后面带字、写“约”“若干”，就没法相加，也没法与其他表核对。没有金额的格空着，或填 0。

不对：“差旅费”一行，合计写“约3”。
对：“差旅费”一行，合计写“3.00”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def budget_amounts_are_numbers(document: PublishedDocument) -> Iterator[Fault]:
    """Find amount cells that hold something else than a number."""
    for table in document.budget.tables:
        for row in table.rows:
            for column, amount in row.amounts.items():
                if amount.number is None:
                    yield Fault(
                        "金额格里写的不是数", (table.place(row, column),), "一个数，如 12.50", "只写数字，单位看表头"
                    )
