"""正文里的占比和比率，与所说的金额、个数算得一致。

占比是部分除以总数，公开率、完成率、覆盖率是两个个数相除，读的人一算就知道对不对。
各项占比合计应为 100%；合计不对时，按其中写得最细的小数位逐项核对。

不对：支出 200 万元，其中基本支出 190.6 万元，占 95.3%；项目支出 9.4 万元，占 5%。
对：支出 200 万元，其中基本支出 190.6 万元，占 95.3%；项目支出 9.4 万元，占 4.7%。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.SHARE,
    wrong="按算得的比例改正，各项保留同样的小数位",
    rounding="不必修改；想要准确，就按算得的比例改末位",
    unsure="核对比例和所依据的金额、个数",
)


@rule(Severity.ERROR)
def shares_follow_from_amounts(document: PublishedDocument) -> Iterator[Fault]:
    """Find shares and rates that do not follow from the amounts and counts they speak of."""
    return faults_of_claims(document, _WORDING)
