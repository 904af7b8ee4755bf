"""填了资金或指标的，要有总体目标。

总体目标说清这笔钱要办成什么事，指标是它的分解；只有金额和指标、没有目标，指标就没有着落。分中期和年度两半的表，
哪一半填了资金或指标，哪一半就要有目标。

不对：年度资金总额 30 万元，列了 9 个年度指标，“年度目标”空着。
对：年度目标写明“年内养护农村公路 40 公里，验收合格”，再列指标。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity


@rule(Severity.ERROR, basis="财预〔2015〕88号")
def filled_halves_have_a_goal(sheet: TargetSheet) -> Iterator[Fault]:
    """Find halves with money or indicators whose goal, printed in the table, is blank."""
    for slot in sheet.schema.slots:
        if slot.holds != "goal" or sheet.target.goal(slot.period) or not sheet.prints(slot.name):
            continue
        if _is_filled(sheet, slot.period):
            yield Fault(
                f"“{slot.name}”没有填写",
                (sheet.at_goal(slot.period),),
                "用一两句话写明要办成什么事、达到什么效果",
                "补上目标，再看各项指标是不是由它分解出来的",
            )


def _is_filled(sheet: TargetSheet, period: Period) -> bool:
    """Tell whether a half holds an amount or an indicator."""
    has_money = any(row.amount for row in sheet.target.funding if row.period is period)
    return has_money or bool(sheet.target.indicators.half(period))
