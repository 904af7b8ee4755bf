"""What Excel does to texts on their way: seen and asked about, never put right unseen."""

import re
from decimal import Decimal

from perf.domain.values import parse_number

_DATE = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?", re.ASCII)
_MONTH_AND_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}-[A-Z][a-z]{2}", re.ASCII)
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+", re.ASCII)
_TOO_NARROW = re.compile("#{2,}")
_FORMULA_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!)")

_ANYWHERE = (
    (_DATE, "像是 Excel 换了写法的日期，请核对原来写的是什么"),
    (_EXPONENT, "像是 Excel 的科学计数，后面的数字可能已经丢了，请核对原来的数"),
    (_TOO_NARROW, "Excel 里这一列太窄，复制出来的是井号而不是原来的内容，请把列拉宽后重新复制"),
    (_FORMULA_ERROR, "这是 Excel 公式的出错提示，不是内容，请核对原来的数"),
)


def doubt_about(key: str, text: str, unit: str) -> str | None:
    """Give the question to ask about a text in a column, or ``None``; ``unit`` is the unit of its row."""
    for pattern, sentence in _ANYWHERE:
        if pattern.fullmatch(text):
            return sentence
    if key != "value":
        return None
    if _MONTH_AND_DAY.fullmatch(text):
        return "可能是 Excel 把“1-2”这样的范围变成了日期，请核对原来写的是什么"
    number = parse_number(text)
    if unit in ("%", "％") and number is not None and Decimal(0) < number <= 1:
        return f"单位是 %，这里是 {text}；Excel 常把百分数复制成小数，请核对是不是 {(number * 100).normalize():f}"
    return None
