"""同一项收入在收支总表、收入表、财政拨款收支表里金额一致。

收入表是收支总表收入一边的展开；一般公共预算、政府性基金、国有资本经营预算的拨款在财政拨款收支表里还要列一次，三处是同一个数。

不对：一般公共预算拨款在表一写 300，在表四写 280。
对：一般公共预算拨款在表一、表二、表四都写 300。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def income_agrees_between_tables(document: PublishedDocument) -> Iterator[Fault]:
    """Find income that differs between the tables that state it."""
    return faults_of(document.budget, Relation.SOURCES)
