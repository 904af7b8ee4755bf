"""合计与组成它的各格都填了金额，不会一边有数一边空着。

合计空着，读表的人不知道总数，其他表也没法与它核对；合计有数、各行全空，则看不出钱从哪里来。

不对：“本年收入合计”300，下面一行“收入总计”空着。
对：“本年收入合计”300，没有结转，“收入总计”也填 300。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.wording import gaps_in
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def totals_are_filled_in(document: PublishedDocument) -> Iterator[Fault]:
    """Find blank totals above filled rows, and filled totals above blank rows."""
    return gaps_in(document.budget)
