"""三级指标的分值加起来，等于所属一级指标的分值。

一级指标的分是分给下面各个三级指标的，多了少了，总分就不对。

不对：“产出指标”50 分，下面三个三级指标是 20、20、15 分，合计 55。
对：下面三个三级指标是 20、20、10 分，合计 50。
"""

from collections.abc import Iterator
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.points.level_points import levels_with_points, row_points
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.values import show_number


@rule(Severity.ERROR)
def row_points_add_up_to_their_level(sheet: TargetSheet) -> Iterator[Fault]:
    """Find first levels with points whose rows, all of them with points of their own, add to something else."""
    for period in sheet.schema.indicators.periods:
        for level, points in levels_with_points(sheet, period):
            rows = level.indicators
            given = [each for each in map(row_points, rows) if each is not None]
            total = sum(given, Decimal())
            if points is None or len(given) < len(rows) or total == points:
                continue
            yield Fault(
                f"“{level.name}”是 {show_number(points)} 分，下面的三级指标合计 {show_number(total)} 分",
                tuple(sheet.at_indicator(row, "points") for row in rows),
                f"三级指标合计 {show_number(points)} 分",
                "调整三级指标的分值，或改正一级指标的分值",
            )
