"""The medium-term half beside the annual one: which rows belong together, how many years there are, what adds up."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perf.domain.checks.values.wording import is_percentage
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period

PLAN_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*[-—–－~～至到]+\s*(20\d\d)(?!\d)")

_TIMES = ("秒", "分钟", "小时", "天", "日", "工作日", "个工作日", "周", "月", "个月", "季度", "年", "岁")


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator in both halves."""

    annual: Indicator
    medium_term: Indicator


def pairs(target: PerformanceTarget) -> Iterator[Pair]:
    """Give the indicators that stand in both halves under the same name; names that stand twice are left out."""
    tree = target.indicators
    annual, later = ({row.name: row for row in tree.half(each)} for each in (Period.ANNUAL, Period.MEDIUM_TERM))
    times = Counter((row.period, row.name) for row in tree.indicators)
    for name, row in annual.items():
        if name in later and times[Period.ANNUAL, name] == times[Period.MEDIUM_TERM, name] == 1:
            yield Pair(row, later[name])


def count_pairs(sheet: TargetSheet, standing_words: Sequence[str]) -> Iterator[Pair]:
    """Give the pairs that count what is done or spent, which adds up over the years.

    Rates, times, amounts a head (元/人) and stocks (names with ``standing_words``) do not.
    """
    for pair in pairs(sheet.target):
        values = (pair.annual.value, pair.medium_term.value)
        units = {value.unit for value in values if value and value.number}
        if len(units) != 1 or any(value is None or not value.number or value.upper for value in values):
            continue
        unit = units.pop() or ""
        is_flow = unit not in _TIMES and "/" not in unit and not is_percentage(pair.annual.value) and "率" not in unit
        if is_flow and not any(word in pair.annual.name for word in standing_words):
            yield pair


def plan_years(target: PerformanceTarget) -> int | None:
    """Give how many years the medium-term plan has where the table states it: three for ``2026-2028年``."""
    stated = (target.field_text(key) or "" for key in ("medium_term_years", "project_period"))
    found = next(filter(None, map(PLAN_YEARS.search, stated)), None)
    years = int(found[2]) - int(found[1]) + 1 if found else 0
    return years if years > 1 else None
