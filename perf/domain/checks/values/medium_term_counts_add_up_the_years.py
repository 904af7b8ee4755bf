"""中期的数量等于年度数量乘以年数。

中期是几年的事：每年 2 次，三年就是 6 次。对不上的，要么写错，要么各年安排不同，应当核对。
比率、时间和在职人数这样的存量不乘年数。

不对：中期（2026-2028 年）“巡河≥100 次”，年度“≥40 次”，其他数量都是三倍。
对：中期（2026-2028 年）“巡河≥120 次”，年度“≥40 次”。
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.halves import Pair, count_pairs, plan_years
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.values import show_number


@rule(Severity.WARNING, yields_to=("medium_term_differs_from_the_year", "rates_have_no_money_unit"))
def medium_term_counts_add_up_the_years(sheet: TargetSheet, *, standing_words: Sequence[str]) -> Iterator[Fault]:
    """Find counts whose medium-term number is not the annual one times the years of the plan."""
    counts = list(count_pairs(sheet, standing_words))
    years = plan_years(sheet.target) or _common_factor(counts)
    for pair in counts if years else ():
        annual, medium_term = _numbers(pair)
        if years and medium_term != annual * years:
            column = sheet.heading("value", Period.ANNUAL)
            unit = pair.annual.value.unit if pair.annual.value and pair.annual.value.unit else ""
            yield Fault(
                f"中期的数量不是年度数量的 {years} 倍",
                (sheet.at_indicator(pair.medium_term), sheet.at_indicator(pair.annual)),
                f"{show_number(annual * years)}{unit}（{column} {show_number(annual)}{unit}，共 {years} 年）",
                "核对两边的数；各年安排确实不同的，可以不改",
            )


def _common_factor(counts: Sequence[Pair]) -> int | None:
    """Give the whole number that most of the counts are multiplied by; ``None`` when there is no such majority."""
    if len(counts) < 2:
        return None
    factors = Counter(medium_term / annual for annual, medium_term in map(_numbers, counts))
    factor, times = factors.most_common(1)[0]
    is_years = factor == factor.to_integral_value() and factor >= 1
    return int(factor) if is_years and times * 2 > len(counts) else None


def _numbers(pair: Pair) -> tuple[Decimal, Decimal]:
    """Give the annual and the medium-term number, neither of them zero."""
    values = (pair.annual.value, pair.medium_term.value)
    annual, medium_term = (value.number for value in values if value and value.number)
    return annual, medium_term
