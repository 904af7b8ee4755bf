"""满意度的指标值在合理的范围内，不是 100%，也不低于六成。

人人满意做不到，年底填 100% 也没人信；六成以下又等于没有要求。

不对：三级指标“居民满意度”，指标值“＝100%”。
对：三级指标“居民满意度”，指标值“≥90%”。
"""

from collections.abc import Iterator
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import is_percentage
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def satisfaction_is_credible(sheet: TargetSheet, *, lowest: int | Decimal) -> Iterator[Fault]:
    """Find satisfaction of exactly 100 %, or below the least that is worth aiming at."""
    for row in sheet.target.indicators:
        number = row.value.number if row.value else None
        if number is None or not is_percentage(row.value) or "满意" not in row.name or "不满意" in row.name:
            continue
        if number == 100:
            yield Fault(
                "满意度定成了 100%",
                (sheet.at_indicator(row),),
                "做得到的数，如 ≥90%",
                "参照往年调查结果，定一个做得到的数",
            )
        elif number < lowest:
            yield Fault(
                f"满意度低于 {lowest}%",
                (sheet.at_indicator(row),),
                f"不低于 {lowest}%，一般为 ≥90%",
                "参照往年调查结果，把指标值定高",
            )
