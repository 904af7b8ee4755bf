"""比较符号用符号写，不用文字写。

“不低于”“大于等于”“控制在”各人写法不同，统计和打分时要再认一遍；表样要求用 ≥、≤、＝、＞、＜。

不对：指标值“不低于 95%”。
对：指标值“≥95%”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.values import show_value, stated_bounds


@rule(Severity.WARNING, yields_to=("signs_are_written_once", "number_cells_hold_only_the_number"))
def signs_are_symbols(sheet: TargetSheet) -> Iterator[Fault]:
    """Find signs in front of a number that are written in words."""
    for row in sheet.target.indicators:
        if row.value is None or row.value.number is None:
            continue
        written = show_value(row.value)
        for wording, sign in stated_bounds(written)[:1]:
            if written.startswith(wording) and wording.isalpha():
                yield Fault(
                    f"比较符号写成了文字“{wording}”",
                    (sheet.at_indicator(row),),
                    f"用符号“{sign.value}”",
                    f"把“{wording}”改成“{sign.value}”",
                )
