"""预算执行率另外计分的表样，指标里不再列预算执行率。

表样已经给预算执行率留了分（按资金情况算，通常 10 分），指标里再列一次，同一件事就算了两遍分。

不对：表样给预算执行率留了 10 分，“基本运行指标”下又列“预算执行率”≥95%。
对：指标里换成别的内容，如“结转结余率”≤5%；预算执行率只在资金情况里计分。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.text import label_key
from perf.domain.values import show_number


@rule(Severity.WARNING)
def execution_rate_is_not_scored_twice(sheet: TargetSheet, *, names: Sequence[str]) -> Iterator[Fault]:
    """Find rows that are the execution rate itself, in forms that reserve points for it."""
    plan = sheet.schema.points
    if plan is None or not plan.execution:
        return
    for row in sheet.target.indicators:
        if label_key(row.name) in names:
            yield Fault(
                f"表样已给预算执行率留了 {show_number(plan.execution)} 分，指标里又列了一次，会重复计分",
                (sheet.at_indicator(row, "name"),),
                "指标里不列预算执行率",
                "删去这一行，或换成别的指标；若本地表样要求保留，请确认不会重复计分",
            )
