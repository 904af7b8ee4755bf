"""指标值不远低于上年实际完成的数。

去年做了 43 次，今年只定 10 次，不用做事就能完成，审计叫“无压力目标”。

不对：上年度实际水平“43 次”，本年度计划水平“≥10 次”。
对：上年度实际水平“43 次”，本年度计划水平“≥40 次”。
"""

from collections.abc import Iterator
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import TargetValue, parse_value

_LAST_YEAR = "actual_year_before"
_UP = (Comparison.AT_LEAST, Comparison.MORE_THAN)
_DOWN = (Comparison.AT_MOST, Comparison.LESS_THAN)


@rule(Severity.WARNING)
def targets_keep_up_with_last_year(sheet: TargetSheet, *, lowest_share: Decimal) -> Iterator[Fault]:
    """Find targets that last year's result had already left far behind, in forms that print it."""
    for row in sheet.target.indicators:
        reached = parse_value(row.detail(_LAST_YEAR) or "无")
        if row.value and _is_too_easy(row, row.value, reached, lowest_share):
            yield Fault(
                "指标值比上年实际完成的差得多",
                (sheet.at_indicator(row), sheet.at_indicator(row, _LAST_YEAR)),
                "同上年实际相当或更好",
                "参照上年实际重新定指标值；任务确实减少的，在备注里说明",
            )


def _is_too_easy(row: Indicator, value: TargetValue, reached: TargetValue, lowest_share: Decimal) -> bool:
    """Tell a target at or below a share of last year's result; for a limit, at or above the inverse of the share."""
    if not value.number or not reached.number or value.unit != reached.unit:
        return False
    if value.comparison in _DOWN:
        return reached.number <= value.number * lowest_share
    counts_output = "数量" in (row.second_level or "") or "产出" in (row.first_level or "")
    return (value.comparison in _UP or counts_output) and value.number <= reached.number * lowest_share
