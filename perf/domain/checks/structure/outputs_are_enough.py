"""产出指标不能太少。

产出是花钱直接换来的东西，要从数量、质量、时效几方面说清楚；只列一两个，干了什么就说不全。

不对：产出指标下只有“完成全年工作任务”一行。
对：产出指标下有“养护里程”“验收合格率”“按期完工率”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.level_names import level_key
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def outputs_are_enough(sheet: TargetSheet, *, fewest: int, level: str) -> Iterator[Fault]:
    """Find halves that have outputs, but too few of them."""
    for period in sheet.schema.indicators.periods:
        outputs = [row for row in sheet.target.indicators.half(period) if level in level_key(row.first_level)]
        if 0 < len(outputs) < fewest:
            yield Fault(
                f"产出指标只有 {len(outputs)} 个，太少了",
                tuple(sheet.at_indicator(row, "name") for row in outputs),
                f"至少 {fewest} 个，分别说数量、质量、时效",
                "把要做的事拆开，补上数量、质量、时效指标",
            )
