"""正文里比上年的增减额和增减比例，算得出来也对得上。

本年数减上年数等于增减额，增减额除以上年数等于增减比例；各科目增减额相加应当等于总的增减额。
总数与分项的增减额对不上时提醒核对：也可能是正文没有列出全部科目。

不对：基本支出 120 万元，与上年 100 万元相比增加 20 万元，增长 16.67%。
对：基本支出 120 万元，与上年 100 万元相比增加 20 万元，增长 20%。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.CHANGE,
    wrong="用本年数和上年数重新计算增减额和比例，把写错的改过来",
    rounding="不必修改；想要准确，就按算得的结果改末位",
    unsure="逐项核对上年数和增减额；没有列出的科目补上",
)


@rule(Severity.ERROR)
def changes_follow_from_amounts(document: PublishedDocument) -> Iterator[Fault]:
    """Find changes against last year that the amounts do not bear out."""
    return faults_of_claims(document, _WORDING)
