"""一个三级指标的分值不要太重。

一个指标占了大半的分，其他指标就成了摆设，完不完成都差不多。

不对：全表只有一个三级指标有分，分值 90。
对：分到产出、效益、满意度的各个三级指标，重点的 10 至 15 分，其余 5 分左右。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.points.level_points import row_points
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def no_indicator_outweighs_the_others(sheet: TargetSheet, *, most_points: int) -> Iterator[Fault]:
    """Find rows with more points than one indicator should have."""
    for row in sheet.target.indicators:
        points = row_points(row)
        if points is not None and points > most_points:
            yield Fault(
                f"一个三级指标的分值超过了 {most_points} 分",
                (sheet.at_indicator(row, "points"),),
                f"不超过 {most_points} 分",
                "把指标拆细，或把分值匀给其他指标",
            )
