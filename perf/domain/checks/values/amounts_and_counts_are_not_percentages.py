"""名称是金额或数量的指标，指标值不用百分比。

经费、成本、次数、人数说的是多少，写成百分比就看不出要花多少钱、办多少事，也没法同预算核对。

不对：三级指标“会议场次”，指标值“≥95%”。
对：三级指标“会议场次”，指标值“≥12 场”；要说比例，就改名为“会议计划完成率”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import bare_name, is_percentage
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def amounts_and_counts_are_not_percentages(
    sheet: TargetSheet, *, amount_endings: Sequence[str], count_endings: Sequence[str], change_words: Sequence[str]
) -> Iterator[Fault]:
    """Find percentages under names of amounts or counts; a name that speaks of a change (降低成本) may have them."""
    for row in sheet.target.indicators:
        if not is_percentage(row.value) or any(word in row.name for word in change_words):
            continue
        name = bare_name(row)
        if name.endswith(tuple(amount_endings)):
            yield Fault(
                "名称说的是金额，指标值却是百分比",
                (sheet.at_indicator(row),),
                "金额，如 ≤8 万元",
                "把指标值改成金额；若要说的是比例，就把指标名称改成“…率”",
            )
        elif name.endswith(tuple(count_endings)):
            yield Fault(
                "名称说的是数量，指标值却是百分比",
                (sheet.at_indicator(row),),
                "数量，如 ≥12 次",
                "把指标值改成数量和单位；若要说的是比例，就把指标名称改成“…率”",
            )
