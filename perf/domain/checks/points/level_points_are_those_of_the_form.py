"""表样规定了一级指标权重的，按规定填。

表样已经把总分分到了各个一级指标，单位只在一级指标内部分配；自己改了，汇总打分时就对不上。

不对：表样规定“重点履职指标”30 分，表里填了 40。
对：“重点履职指标”填 30。
"""

from collections.abc import Iterator
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.points.level_points import levels_off_the_plan, levels_with_points
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.values import show_number


@rule(Severity.ERROR)
def level_points_are_those_of_the_form(sheet: TargetSheet) -> Iterator[Fault]:
    """Find first levels whose points are missing or others than the form prescribes."""
    for period in sheet.schema.indicators.periods:
        if _column_is_blank(sheet, period):
            levels = sheet.target.indicators.levels(period)
            yield Fault(
                "权重一栏没有填写",
                tuple(sheet.at_indicator(level.indicators[0], "first_level_weight") for level in levels),
                "、".join(f"{name} {show_number(points)}" for name, points in _plan(sheet)),
                "照表样规定逐项填上权重",
            )
        for level, points, wanted in levels_off_the_plan(sheet, period):
            written = "没有填写" if points is None else f"填了 {show_number(points)}"
            yield Fault(
                f"“{level.name}”的权重{written}，表样规定 {show_number(wanted)}",
                (sheet.at_indicator(level.indicators[0], "first_level_weight"),),
                show_number(wanted),
                f"改成 {show_number(wanted)}，其余一级指标也照表样核对",
            )


def _plan(sheet: TargetSheet) -> list[tuple[str, Decimal]]:
    """Give the first levels of the form with the points it prescribes."""
    levels = sheet.schema.indicators.first_levels
    return [(level.name, level.points) for level in levels if level.points is not None]


def _column_is_blank(sheet: TargetSheet, period: Period) -> bool:
    """Tell a table that prints the column of prescribed points and fills none of them."""
    columns = sheet.schema.indicators.half(period)
    heading = next((column.label for column in columns if column.key == "first_level_weight"), None)
    rows = sheet.target.indicators.half(period)
    is_blank = bool(rows and _plan(sheet)) and not levels_with_points(sheet, period)
    return is_blank and heading is not None and sheet.prints(heading)
