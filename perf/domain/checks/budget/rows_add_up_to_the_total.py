"""预算公开表的总计等于最上一级各行相加。

总计是全表的结论，也是正文和其他各表引用的数；它与各行对不上，别的地方都会跟着错。差数在四舍五入以内的不算。

不对：“总计”100，下面各类支出 60、30。
对：“总计”90，下面各类支出 60、30。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def rows_add_up_to_the_total(document: PublishedDocument) -> Iterator[Fault]:
    """Find totals that are not the sum of the outermost rows."""
    return faults_of(document.budget, Relation.TOTAL)
