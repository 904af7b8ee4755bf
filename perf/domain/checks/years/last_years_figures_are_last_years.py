"""正文里的上年数与上年公开的文件一致。

“比上年”“与上年预算相比”说的数，上一年已经公开过。两年的文件一起核对时（jixiao check 上年文件 本年文件），
到上年的预算公开表里找同一个数；正文说的上年绩效目标、自评项目个数，与上年文件里的绩效目标表比。
年中调整过预算的，两年的数可能不同，所以只提醒核对。同一单位、相邻两年的文件才放在一起比。

不对：本年正文“与上年 100 万元相比增加 20 万元”，上年文件表六的总计是 95.00。
对：本年正文“与上年 100 万元相比增加 20 万元”，上年文件表六的总计是 100.00。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.year_pair import YearPair
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.LAST_YEAR,
    wrong="对照上年公开的文件改正",
    rounding="不必修改；想要一致，就按上年公开的数写到同样的小数位",
    unsure="对照上年公开的文件核对；年中调整过预算的，在正文里说明口径",
)


@rule(Severity.WARNING)
def last_years_figures_are_last_years(pair: YearPair) -> Iterator[Fault]:
    """Find figures of last year that the document of that year holds otherwise."""
    return faults_of_claims(pair, _WORDING)
