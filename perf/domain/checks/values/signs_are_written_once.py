"""一个指标值只写一个界限。

“大于或者等于 95%以上”前后各写了一遍界限，“≥95%以下”前后相反，都说不清到底要达到多少。

不对：指标值“大于或者等于 95%以上”。
对：指标值“≥95%”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import TargetValue, show_number, show_value, stated_bounds

_ONE_PHRASE = {("控制在", "以内"), ("控制在", "之内"), ("控制在", "以下")}
"""Two words that are one bound in plain Chinese."""

_LEAST = (Comparison.AT_LEAST, Comparison.MORE_THAN)
_MOST = (Comparison.AT_MOST, Comparison.LESS_THAN)
_BOUNDED_BY = {**dict.fromkeys(_LEAST, _LEAST), **dict.fromkeys(_MOST, _MOST)}
"""The bounds that go the same way."""


@rule(Severity.ERROR)
def signs_are_written_once(sheet: TargetSheet) -> Iterator[Fault]:
    """Find values with a bound in front and another one behind."""
    for row in sheet.target.indicators:
        if row.value is None or row.value.number is None:
            continue
        bounds = stated_bounds(show_value(row.value))
        if len(bounds) < 2 or tuple(wording for wording, _ in bounds) in _ONE_PHRASE:
            continue
        (first, sign), (last, other) = bounds
        opposed = sign in _BOUNDED_BY and other not in _BOUNDED_BY[sign]
        yield Fault(
            f"前面写了“{first}”，后面又写“{last}”，{'两个界限相反' if opposed else '界限写了两遍'}",
            (sheet.at_indicator(row),),
            "一个界限，如 ≥95%" if opposed else f"{sign.value}{_quantity(row.value)}",
            "只留一个比较符号，去掉另一个",
        )


def _quantity(value: TargetValue) -> str:
    """Give number and unit."""
    assert value.number is not None
    return f"{show_number(value.number)}{value.unit or ''}"
