"""正文里的金额与预算公开表一致。

正文和表格说的是同一笔钱，两处不一样，读的人不知道该信哪一个。正文点名的科目，表里也要有。
表里没有这个名称、却有一行金额正好相同的，多半是名称写法不一，提醒核对。

不对：正文“项目支出 20 万元”，表六总计的项目支出是 30.00。
对：正文“项目支出 30 万元”，表六总计的项目支出是 30.00。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.AMOUNT,
    wrong="核对是正文还是表格写错了，把错的一处改过来",
    rounding="不必修改；想要一致，就把正文的金额写到与表格相同的小数位",
    unsure="核对名称；同一个科目，正文和表格用同一个名称",
)


@rule(Severity.ERROR)
def amounts_in_the_text_match_the_tables(document: PublishedDocument) -> Iterator[Fault]:
    """Find amounts that the budget tables hold otherwise, or not at all."""
    return faults_of_claims(document, _WORDING)
