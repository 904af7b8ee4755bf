"""一般公共预算基本支出表的总计等于一般公共预算支出表的基本支出合计。

基本支出表（表七）是支出表（表六）基本支出那一栏按经济分类的展开，总数必须一致。

不对：表六基本支出合计 162，表七总计 160。
对：表六基本支出合计 162，表七总计 162。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def basic_expenditure_agrees_with_its_table(document: PublishedDocument) -> Iterator[Fault]:
    """Find a total of basic expenditure that is not the basic column of the table it details."""
    return faults_of(document.budget, Relation.BASIC)
