"""每个三级指标都填了指标值。

没有指标值的指标，年底没法说完成没完成，占的权重也就落空了。

不对：三级指标“道路巡查”，指标值空着。
对：三级指标“道路巡查”，指标值“≥48 次”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity


@rule(Severity.WARNING)
def values_are_filled(sheet: TargetSheet) -> Iterator[Fault]:
    """Find indicators whose value cell is blank; 定性 or a unit alone is no value."""
    for row in sheet.target.indicators:
        value = row.value
        is_blank = value is None or (
            value.number is None and value.text is None and value.comparison in (None, Comparison.QUALITATIVE)
        )
        if is_blank:
            yield Fault("没有填指标值", (sheet.at_indicator(row),), "指标值", "补上指标值；不需要的指标整行删去")
