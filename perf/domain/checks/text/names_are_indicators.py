"""三级指标写具体的指标，不写类别的名称。

“社会效益指标”是二级指标的名称，放到三级指标里，看不出要考核什么。

不对：二级指标“工作效益”，三级指标“环境效益指标”，指标值“改善环境”。
对：二级指标“生态效益指标”，三级指标“空气质量优良天数比例”，指标值“≥85%”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.text import label_key


@rule(Severity.WARNING)
def names_are_indicators(sheet: TargetSheet, *, classes: Sequence[str]) -> Iterator[Fault]:
    """Find third-level names that are the name of a class and end in 指标; without that word many are usual names."""
    names = {label_key(f"{name}指标") for name in classes}
    for row in sheet.target.indicators:
        if label_key(row.name) in names:
            yield Fault(
                "三级指标写的是类别的名称，没有说考核什么",
                (sheet.at_indicator(row, "name"),),
                "具体的指标，如“空气质量优良天数比例”",
                "把名称改成要考核的那件事",
            )
