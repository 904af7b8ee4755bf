"""各项指标的权重（分值）加起来，等于表样规定的总分。

满分 100 分，有的表样给预算执行率留了 10 分或 20 分，指标就只占 90 分或 80 分；以本表样的规定为准。加不到这个数，
自评时得分就没法折算。

不对：表样给预算执行率留 10 分，四个一级指标的权重是 10、30、30、30，合计 100。
对：四个一级指标的权重是 10、30、30、20，合计 90，加上预算执行率 10 分正好 100。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.level_names import level_key
from perf.domain.checks.points.level_points import (
    levels_off_the_plan,
    levels_with_points,
    planned_points,
    row_points,
)
from perf.domain.checks.rule import rule
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.values import show_number


@rule(Severity.ERROR)
def points_add_up_to_the_total(
    sheet: TargetSheet, *, usual_totals: Sequence[int], execution_levels: Sequence[str]
) -> Iterator[Fault]:
    """Compare the points of each half with the form's own total; without a plan, with the totals that are usual."""
    plan = sheet.schema.points
    allowed = [plan.indicator_total] if plan else [Decimal(total) for total in usual_totals]
    for period in sheet.schema.indicators.periods:
        if _has_another_cause(sheet, period):
            continue
        given = _level_points(sheet, period, execution_levels) or _row_points(sheet, period)
        points = [points for _, points in given if points is not None]
        total = sum(points, Decimal())
        if not points or {total, total * 100} & {*allowed}:
            continue
        yield Fault(
            f"权重（分值）合计为 {show_number(total)}，应为 {show_number(allowed[0])}",
            tuple(place for place, _ in given),
            f"合计 {'、'.join(map(show_number, allowed))}" + ("（表样规定）" if plan else " 之一"),
            "逐项核对权重（分值），看是漏填、填错，还是把预算执行率的分也算进来了",
            None if plan else Severity.WARNING,
        )


def _has_another_cause(sheet: TargetSheet, period: Period) -> bool:
    """Tell whether a level with other points than prescribed, or a missing one, explains the sum already."""
    present = {level_key(level.name) for level in sheet.target.indicators.levels(period)}
    return any(levels_off_the_plan(sheet, period)) or not planned_points(sheet).keys() <= present


def _level_points(
    sheet: TargetSheet, period: Period, execution_levels: Sequence[str]
) -> list[tuple[Place, Decimal | None]]:
    """Give the points of the first levels, without a level that is the execution of the budget."""
    return [
        (sheet.at_indicator(level.indicators[0], "first_level" if level.weight is None else "first_level_weight"), each)
        for level, each in levels_with_points(sheet, period)
        if level_key(level.name) not in execution_levels
    ]


def _row_points(sheet: TargetSheet, period: Period) -> list[tuple[Place, Decimal | None]]:
    """Give the points of the rows."""
    return [(sheet.at_indicator(row, "points"), row_points(row)) for row in sheet.target.indicators.half(period)]
