"""写了“不涉及”“无”的指标，不占分值。

不涉及的事不会做，分值却照算，等于白送分。

不对：三级指标“生态效益”，指标值“不涉及”，分值 5。
对：删去这一行，把 5 分给别的指标。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import says_nothing
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.values import parse_number


@rule(Severity.WARNING)
def inapplicable_indicators_carry_no_points(sheet: TargetSheet, *, wanted_absent: Sequence[str]) -> Iterator[Fault]:
    """Find indicators that do not apply and yet have points; that there be no accidents is a target, though."""
    for row in (row for period in Period for row in _with_points(sheet, period)):
        if says_nothing(row) and not any(word in row.name for word in wanted_absent):
            yield Fault(
                "指标值写的是不涉及，却占了分值",
                (sheet.at_indicator(row),),
                "没有这一行，或者分值为 0",
                "删去这一行，把分值给别的指标；确实要做的，写明做到多少",
            )


def _with_points(sheet: TargetSheet, period: Period) -> Iterator[Indicator]:
    """Give the rows with points of their own, and those of a first level whose weight has no other row to go to."""
    for level in sheet.target.indicators.levels(period):
        yield from (row for row in level.indicators if parse_number(row.detail("points") or "0"))
        if level.weight and all(map(says_nothing, level.indicators)):
            yield from (row for row in level.indicators if row.detail("points") is None)
