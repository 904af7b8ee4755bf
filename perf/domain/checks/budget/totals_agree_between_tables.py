"""各张预算公开表里同一个总计写的是同一个数。

部门支出在表一、表三里一致；财政拨款支出在表四、表五里一致；一般公共预算支出在表五、表六里一致。部门收入全是财政拨款时，这几张表的支出总计全都相等；还有其他收入时不比较。

不对：表三总计 170，表六总计 162，而收入只有一般公共预算拨款。
对：表三、表六总计都是 170。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def totals_agree_between_tables(document: PublishedDocument) -> Iterator[Fault]:
    """Find totals that differ between tables that must say the same."""
    return faults_of(document.budget, Relation.TOTALS)
