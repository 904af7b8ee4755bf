"""指标值里的日期在预算年度以内，不晚于项目的结束日期。

年度目标说的是这一年的事，日期写到明年，今年就没法考核；写成往年的，多半是上年的表没有改。

不对：2026 年度的表，指标值“2027 年 3 月底前完成”。
对：2026 年度的表，指标值“2026 年 11 月底前完成”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.halves import PLAN_YEARS
from perf.domain.checks.values.wording import words_of
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity

_ANY_DATE = (
    r"(?<![0-9])(20[0-9]{2})\s?(?:年度?(?:\s?(1[0-2]|0?[1-9])\s?月)?|[./-](1[0-2]|0?[1-9])(?![0-9]))"
    r"(?:[^0-9]{0,4}[-—–~至到]\s?(1[0-2]|0?[1-9])\s?月)?"
)
_DATE = re.compile(_ANY_DATE)
_DUE_DATE = re.compile(
    _ANY_DATE
    + r"(?:\s?[./-]?\s?[0-9]{1,2}\s?[日号]?)?\s?(?:年?[底末前内止]|之前|以前|以内|[上中下]旬|完成|完工|竣工|$)"
)
"""A date until which something is to be done: ``编制2027年预算`` names a year and no date."""

_COMPARED_WITH = re.compile(r"(?:较|比|同|与|自|从|以)\s*$")
_QUOTED = re.compile("《[^《》]{0,200}》")

_Month = tuple[int, int]


@rule(Severity.WARNING)
def dates_lie_in_the_plan(sheet: TargetSheet) -> Iterator[Fault]:
    """Find values of which the last date lies outside the years of its half, or after the project's end."""
    ends = _last_date(_DATE, sheet.target.field_text("project_period") or "", month=12)
    for row in sheet.target.indicators:
        due = _last_date(_DUE_DATE, words_of(row) or "", month=1)
        if due is None:
            continue
        years = _years(sheet, row)
        if years is not None and due[0] not in years:
            yield Fault(
                f"日期不在{'中期' if row.period is Period.MEDIUM_TERM else '预算年度'}以内",
                (sheet.at_indicator(row),),
                f"{years[0]} 年以内" if len(years) == 1 else f"{years[0]} 至 {years[-1]} 年以内",
                "改成计划以内的日期",
            )
        elif ends is not None and due > ends:
            yield Fault(
                "日期晚于项目结束的时间",
                (sheet.at_indicator(row), sheet.at_field("project_period")),
                f"不晚于 {ends[0]} 年 {ends[1]} 月",
                "核对项目的起止时间，把晚的日期改过来",
            )


def _last_date(date: re.Pattern[str], text: str, *, month: int) -> _Month | None:
    """Give the last date of a text that is no basis of comparison; ``month`` stands for one that is not given."""
    plain = _QUOTED.sub("", text)
    found = [
        each
        for each in date.finditer(plain)
        if not _COMPARED_WITH.search(plain[max(each.start() - 4, 0) : each.start()])
    ]
    if not found:
        return None
    year, *months = found[-1].groups()
    given = [int(each) for each in months if each]
    return int(year), given[-1] if given else month


def _years(sheet: TargetSheet, row: Indicator) -> range | None:
    """Give the years that the values of a half may speak of, ``None`` when the table does not say."""
    fiscal_year = sheet.target.fiscal_year
    if row.period is Period.ANNUAL:
        return None if fiscal_year is None else range(fiscal_year, fiscal_year + 1)
    plan = PLAN_YEARS.search(sheet.target.field_text("medium_term_years") or "")
    years = range(int(plan[1]), int(plan[2]) + 1) if plan else range(0)
    return years or None
