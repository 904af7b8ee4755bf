"""各个指标的指标值不都一样。

数量、质量、满意度全写同一个数，多半是复制来的，没有按每个指标的实际情况定。

不对：八个指标的指标值都是“≥95%”。
对：数量指标写次数、人数，质量指标写合格率，满意度指标写满意度，各有各的数。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.values import show_value


@rule(Severity.WARNING)
def values_differ_between_indicators(sheet: TargetSheet, *, fewest_rows: int) -> Iterator[Fault]:
    """Find halves all of whose indicators have the very same value."""
    for period in Period:
        rows = [row for row in sheet.target.indicators.half(period) if row.value]
        values = {show_value(row.value) for row in rows if row.value}
        if len(rows) >= fewest_rows and len(values) == 1:
            yield Fault(
                f"{len(rows)} 个指标的指标值都是“{values.pop():.20}”",
                tuple(map(sheet.at_indicator, rows)),
                "各个指标按自己的情况定指标值",
                "逐个核对：数量指标写数量，质量指标写比率，时效指标写时间",
            )
