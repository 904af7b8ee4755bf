"""What target values are made of, as the rules about them see it: percentages, words, clauses."""

import re
from functools import lru_cache

from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period
from perf.domain.values import TargetValue

PERCENT_UNITS = ("%", "％", "百分比", "百分点", "个百分点")

NOTHING = ("不涉及", "不适用", "无", "暂无", "无要求", "/", "／", "-", "—", "——")
"""What stands in a value cell of an indicator that does not apply."""

_DEGREES = ("进一步", "不断", "持续", "逐步", "逐渐", "稳步", "有效", "切实", "明显", "显著", "大力", "有力", "全面",
            "积极", "有所", "得到", "基本", "较大", "大幅", "较为", "比较")  # fmt: skip
"""Words of degree and manner: they say no more than the word beside them."""

_DEGREE_IN_FRONT = re.compile(f"(?:{'|'.join(_DEGREES)}|较(?=[好高大强]))+(?=.{{2}})")
_DEGREE_BEHIND = re.compile(f"(?<=.{{2}})(?:{'|'.join(_DEGREES)})+$")
_LONGEST_PHRASE = 40
_BETWEEN_CLAUSES = re.compile(r"[，,、；;。.\s]+")
_IN_BRACKETS_BEHIND = re.compile(r"[（(][^（）()]{0,20}[）)]$")


def is_percentage(value: TargetValue | None) -> bool:
    """Tell whether a value is a number of percent."""
    return value is not None and value.number is not None and value.unit in PERCENT_UNITS


def words_of(row: Indicator) -> str | None:
    """Give the wording of a value that is no number; ``None`` for numbers and blank cells."""
    return row.value.text if row.value and row.value.number is None else None


def has_column(sheet: TargetSheet, key: str, period: Period = Period.ANNUAL) -> bool:
    """Tell whether a table has a column for a part of its values.

    A form made to measure has columns that its table need not have, and published tables leave some out.
    """
    columns = (column for column in sheet.schema.indicators.half(period) if column.key == key)
    return sheet.target.schema is not None and any(
        not column.is_optional and sheet.prints(column.heading(sheet.target.fiscal_year)) for column in columns
    )


def says_nothing(row: Indicator) -> bool:
    """Tell whether the value says that the indicator does not apply."""
    return words_of(row) in NOTHING


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """Cut a wording at its punctuation, words of degree taken off: 保障运转 and 提升质效 of 有效保障运转、提升质效."""
    return tuple(_bare(part) for part in _BETWEEN_CLAUSES.split(text) if part)


def _bare(clause: str) -> str:
    """Take words of degree off; a long clause says more than they do."""
    if len(clause) > _LONGEST_PHRASE:
        return clause
    return _DEGREE_BEHIND.sub("", _DEGREE_IN_FRONT.sub("", clause, count=1))


def bare_name(row: Indicator) -> str:
    """Give an indicator's name without the brackets behind it: ``培训班（班次）`` is 培训班."""
    return _IN_BRACKETS_BEHIND.sub("", row.name).rstrip()
