"""正文里绩效目标、指标和维度的个数，与绩效目标表一致。

正文写“设置二级指标几个、三级指标几个”，数一数后面的绩效目标表就能核对；表里多出来的，一定是正文写少了。
正文只比表里多一两个，或者文件里看不出合并单元格时，可能是表格录入或读取时漏了名称，只提醒核对。维度的名称与表中的一级指标写法不同，也提醒核对。

不对：正文“设置二级指标 3 个、三级指标 3 个”，表中二级指标 4 个、三级指标 7 个。
对：正文“设置二级指标 4 个、三级指标 7 个”，表中二级指标 4 个、三级指标 7 个。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.COUNT,
    wrong="按绩效目标表重新数一遍，改正正文的个数",
    rounding="不必修改",
    unsure="对照绩效目标表核对，正文和表格写成一样",
)


@rule(Severity.ERROR, yields_to=("levels_are_named_as_usual",))
def counts_match_the_target_tables(document: PublishedDocument) -> Iterator[Fault]:
    """Find counts of targets, indicators and dimensions that the target tables do not bear out."""
    return faults_of_claims(document, _WORDING)
