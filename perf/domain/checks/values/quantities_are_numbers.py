"""有比较符号（≥、≤、＝、＞、＜）的指标值是数字。

比较符号后面只能比大小，写成“≥良好”没法比，系统也不收。说程度的指标应当选“定性”。

不对：指标值类型“≥”，指标值“良好”。
对：指标值类型“定性”，指标值“良好”；或者指标值类型“≥”，指标值“95”，度量单位“%”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import parse_value

_SIGN_IN_FRONT = re.compile(r"[≥≤≧≦⩾⩽><＞＜=＝]")
_DIGIT = re.compile("[0-9０-９〇零一二三四五六七八九十百千万两半]")


@rule(Severity.ERROR)
def quantities_are_numbers(sheet: TargetSheet) -> Iterator[Fault]:
    """Find signs of comparison that have no number to compare with."""
    has_sign_column = sheet.schema.indicators.is_split
    for row in sheet.target.indicators:
        if _sign_without_number(row, has_sign_column=has_sign_column):
            yield Fault(
                "有比较符号，后面却不是数字",
                (sheet.at_indicator(row),),
                "符号后面写数字，如 ≥95%；说程度的写“定性”，不写比较符号",
                "补上数字；如果本来就是说程度的指标，把比较符号改成“定性”",
            )


def _sign_without_number(row: Indicator, *, has_sign_column: bool) -> bool:
    """Tell a sign, in a cell of its own or in front of the words, that no number follows."""
    value = row.value
    if value is None or value.number is not None or value.comparison is Comparison.QUALITATIVE:
        return False
    words = value.text or ""
    if value.comparison is not None and has_sign_column:
        return parse_value(words).number is None if words else True
    return value.comparison is not None or bool(_SIGN_IN_FRONT.match(words) and not _DIGIT.search(words))
