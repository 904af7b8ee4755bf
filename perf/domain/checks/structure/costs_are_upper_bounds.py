"""成本指标的数额用“≤”或“=”。

成本是越少越好，写成“≥”就成了花得越多越好。

不对：成本指标“每公里养护成本”≥2 万元。
对：成本指标“每公里养护成本”≤2 万元。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.structure.placement import is_cost
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity


@rule(Severity.WARNING, yields_to=("rates_have_no_money_unit", "cost_indicators_are_costs"))
def costs_are_upper_bounds(
    sheet: TargetSheet, *, money_units: Sequence[str], savings: Sequence[str]
) -> Iterator[Fault]:
    """Find amounts of money under a cost label that are at least something; what is saved may be."""
    for row in filter(is_cost, sheet.target.indicators):
        value = row.value
        is_lower_bound = value and value.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
        unit = (value.unit if value else None) or ""
        if is_lower_bound and unit.startswith(tuple(money_units)) and not any(word in row.name for word in savings):
            yield Fault(
                "成本指标用了“大于”或“大于等于”",
                (sheet.at_indicator(row, "comparison" if sheet.schema.indicators.is_split else "value"),),
                "≤ 或 =",
                "把“≥”改成“≤”；若说的是节约了多少，请在名称里写明“节约”",
            )
