"""指标要精炼，不是越多越好。

指标太多，重点就看不出来，分也摊得太薄；挑能说明问题的关键指标，其余放在日常管理里。

不对：一个 10 万元的小项目列了 26 个三级指标，其中数量指标 12 个。
对：留下 8 至 12 个关键指标，每个二级指标下 1 至 3 个。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def indicators_are_condensed(sheet: TargetSheet, *, most_rows: int, most_in_second_level: int) -> Iterator[Fault]:
    """Find halves with too many rows, and second levels with too many."""
    for period in sheet.schema.indicators.periods:
        rows = sheet.target.indicators.half(period)
        if len(rows) > most_rows:
            yield Fault(
                f"三级指标有 {len(rows)} 个，太多了",
                (sheet.at_table(),),
                f"不超过 {most_rows} 个",
                "合并相近的，删去次要的，留下关键指标",
            )
        seconds = (second for first in sheet.target.indicators.levels(period) for second in first.second_levels)
        for second in seconds:
            if second.name and len(second.indicators) > most_in_second_level:
                yield Fault(
                    f"“{second.name}”下有 {len(second.indicators)} 个三级指标，太多了",
                    (sheet.at_indicator(second.indicators[0], "second_level"),),
                    f"不超过 {most_in_second_level} 个",
                    "合并相近的，删去次要的，留下关键指标",
                )
