"""表样有指标值类型一栏的，每个指标都选了符号或“定性”。

没有符号，就不知道指标值是最少要达到、最多不能超过，还是正好等于，自评时没法打分。

不对：指标值类型空着，指标值“12”，度量单位“场”。
对：指标值类型“≥”，指标值“12”，度量单位“场”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import has_column, says_nothing
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity


@rule(Severity.ERROR, yields_to=("number_cells_hold_only_the_number",))
def signs_are_chosen(sheet: TargetSheet) -> Iterator[Fault]:
    """Find values without a sign in a half whose form has a column for it."""
    for period in Period:
        if has_column(sheet, "comparison", period):
            for row in sheet.target.indicators.half(period):
                if row.value and row.value.comparison is None and not says_nothing(row):
                    yield Fault(
                        "没有选比较符号",
                        (sheet.at_indicator(row, "comparison"),),
                        "≥、≤、＝、＞、＜ 之一；说程度的选“定性”",
                        "看这个指标是最少、最多还是正好，选一个符号；指标值是文字的选“定性”",
                    )
