"""选了“定性”的指标，指标值写文字，不写数字。

“定性”说的是程度，打分按好坏分档；有数字就能量化，应当选比较符号，按完成多少打分。

不对：指标值类型“定性”，指标值“95”，度量单位“%”。
对：指标值类型“≥”，指标值“95”，度量单位“%”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import TargetValue, parse_value


@rule(Severity.ERROR)
def qualitative_values_are_words(sheet: TargetSheet) -> Iterator[Fault]:
    """Find numbers under 定性."""
    for row in sheet.target.indicators:
        if row.value and row.value.comparison is Comparison.QUALITATIVE and _is_number(row.value):
            yield Fault(
                "选了“定性”，指标值却是数字",
                (sheet.at_indicator(row),),
                "文字，如“较上年提升”；是数字的选 ≥、≤ 或 ＝",
                "数字能比大小：把“定性”改成比较符号；确实说程度的，把数字改成文字",
            )


def _is_number(value: TargetValue) -> bool:
    """Tell whether the value is a number, or words that are one with a sign or unit."""
    return value.number is not None or bool(value.text and parse_value(value.text).number is not None)
