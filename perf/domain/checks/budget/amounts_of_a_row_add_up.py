"""预算公开表的每一行，合计等于组成它的各栏相加。

合计栏由基本支出、项目支出（或人员经费、公用经费）等各栏相加而来；对不上，说明有一格写错了。差数在四舍五入以内的不算。

不对：“办公费”一行，合计 8.2，基本支出 3.2，项目支出 4。
对：“办公费”一行，合计 7.2，基本支出 3.2，项目支出 4。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def amounts_of_a_row_add_up(document: PublishedDocument) -> Iterator[Fault]:
    """Find rows whose total is not the sum of its columns."""
    return faults_of(document.budget, Relation.ROW)
