"""符号、数值、单位各有一栏的表，指标值栏里只填数字。

有的表样把“指标值类型”“指标值”“度量单位”分成三栏，指标值栏里再写符号和单位，系统读不出数字，打印出来也会重复。

不对：指标值类型空着，指标值“≥95%”。
对：指标值类型“≥”，指标值“95”，度量单位“%”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import words_of
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import parse_value


@rule(Severity.ERROR)
def number_cells_hold_only_the_number(sheet: TargetSheet) -> Iterator[Fault]:
    """Find signs and units inside the number cell of a form that has columns of their own for both."""
    block = sheet.schema.indicators
    if not (block.is_split and block.has_unit_column):
        return
    for row in sheet.target.indicators:
        words = words_of(row)
        is_qualitative = row.value is not None and row.value.comparison is Comparison.QUALITATIVE
        if words and not is_qualitative and parse_value(words).number is not None:
            yield Fault(
                "指标值栏里不只是一个数字，带了符号、单位或另一个数",
                (sheet.at_indicator(row),),
                "只填一个数字，如 95",
                "把符号移到“指标值类型”栏，把单位移到“度量单位”栏，这一栏只留一个数字",
            )
