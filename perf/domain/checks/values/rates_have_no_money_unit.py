"""名称是“率”的指标，指标值不用金额或件数作单位。

“率”说的是比例，写成金额或个数就没法判断是不是达到了，自评时也没法打分。

不对：三级指标“资金使用率”，指标值“=8 万”。
对：三级指标“资金使用率”，指标值“≥95%”；要说金额，就改名为“项目经费支出”，指标值“≤8 万元”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.ERROR, basis="财预〔2021〕101号")
def rates_have_no_money_unit(
    sheet: TargetSheet, *, rate_endings: Sequence[str], other_rates: Sequence[str], rate_units: Sequence[str]
) -> Iterator[Fault]:
    """Find rates (names ending like a rate) whose number has a unit that no rate has.

    Rates of other kinds (频率) have units of their own, and so has what is counted against something (起/万人).
    """
    for row in sheet.target.indicators:
        value = row.value
        is_rate = row.name.endswith(tuple(rate_endings)) and not row.name.endswith(tuple(other_rates))
        if not is_rate or value is None or value.number is None or not value.unit or "/" in value.unit:
            continue
        if value.unit not in rate_units:
            yield Fault(
                "名称是“率”，单位却不是百分比",
                (sheet.at_indicator(row),),
                "百分比，如 ≥95%",
                "说金额或数量的，给指标改名；说比率的，改成百分比，放到合适的类别下",
            )
