"""收支总表的收入总计等于支出总计。

预算收支平衡：结转、结余各列一行，两边的总计必然相等。

不对：收入总计 320.5，支出总计 302.5。
对：收入总计 320.5，支出总计 320.5。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def income_equals_expenditure(document: PublishedDocument) -> Iterator[Fault]:
    """Find tables whose total income is not their total expenditure."""
    return faults_of(document.budget, Relation.SIDES)
