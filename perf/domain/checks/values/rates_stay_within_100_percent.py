"""覆盖率、合格率、满意度这类指标，不超过 100%。

这类比率最多是全部，定成“105%”永远达不到，定成“≥100%”等于“＝100%”，应当直接写明。

不对：三级指标“验收合格率”，指标值“≥105%”。
对：三级指标“验收合格率”，指标值“＝100%”或“≥98%”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import bare_name, is_percentage
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity
from perf.domain.values import TargetValue


@rule(Severity.WARNING, yields_to=("satisfaction_is_credible",))
def rates_stay_within_100_percent(sheet: TargetSheet, *, whole_rates: Sequence[str]) -> Iterator[Fault]:
    """Find shares of a whole that are to be more than all of it."""
    for row in sheet.target.indicators:
        if row.value is None or not is_percentage(row.value) or not bare_name(row).endswith(tuple(whole_rates)):
            continue
        if _exceeds_all(row.value):
            yield Fault(
                "这类比率最多 100%，指标值超过了 100%",
                (sheet.at_indicator(row),),
                "不超过 100%",
                "改成不超过 100% 的数；若要说增长，把名称改成“…增长率”",
            )
        elif row.value.comparison is Comparison.AT_LEAST and row.value.number == 100:
            yield Fault(
                "这类比率最多 100%，“≥100%”等于要求正好 100%",
                (sheet.at_indicator(row),),
                "“＝100%”，或者能做到的数，如 ≥95%",
                "确实要全部做到的写“＝100%”，否则写一个做得到的数",
            )


def _exceeds_all(value: TargetValue) -> bool:
    """Tell a number above 100, or the demand for more than 100."""
    assert value.number is not None
    highest = value.upper or value.number
    return highest > 100 or (highest == 100 and value.comparison is Comparison.MORE_THAN)
