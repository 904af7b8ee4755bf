"""中期的指标值不是年度指标值的照抄。

中期管几年，年度管一年，次数、人数、金额都一样，说明有一边是复制来的。

不对：中期“培训场次≥12 场”，年度也是“≥12 场”，其他数量也都相同。
对：中期（三年）“培训场次≥36 场”，年度“≥12 场”；合格率、满意度两边可以相同。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.halves import count_pairs, pairs
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def medium_term_differs_from_the_year(
    sheet: TargetSheet, *, fewest_counts: int, standing_words: Sequence[str]
) -> Iterator[Fault]:
    """Find tables whose two halves agree in every value, several counts among them."""
    counts = list(count_pairs(sheet, standing_words))
    if len(counts) >= fewest_counts and all(
        pair.annual.value == pair.medium_term.value for pair in pairs(sheet.target)
    ):
        yield Fault(
            "中期各项指标值同年度的完全一样，次数、金额也没有变",
            tuple(sheet.at_indicator(pair.medium_term) for pair in counts),
            "中期的数量是几年加起来的数",
            "按中期的年数重算次数、人数、金额；比率和定性指标可以同年度一样",
        )
