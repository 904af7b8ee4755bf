"""中期资金总额不小于年度资金总额。

中期是几年合在一起的数，本年度是其中一年，所以中期不会比一年少。两个数不要求相等：三年每年 100，中期就是 300。

不对：中期资金总额 90 万元，年度资金总额 100 万元。
对：中期（三年）资金总额 300 万元，年度资金总额 100 万元。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.money.slot_amounts import amounts_in
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity


@rule(Severity.ERROR, basis="财预〔2015〕88号")
def medium_term_covers_the_year(sheet: TargetSheet) -> Iterator[Fault]:
    """Find slots whose medium-term amount is less than that of the year, which is a part of it."""
    for slot in sheet.schema.slots:
        if slot.holds != "amount" or slot.period is not Period.MEDIUM_TERM:
            continue
        medium_term = amounts_in(sheet, [slot.key], Period.MEDIUM_TERM, sheet.schema.unit)
        annual = amounts_in(sheet, [slot.key], Period.ANNUAL, sheet.schema.unit)
        if not medium_term or not annual or medium_term[0] is None or annual[0] is None:
            continue
        if medium_term[0] < annual[0]:
            places = tuple(sheet.at_amount(slot.key, period) for period in (Period.MEDIUM_TERM, Period.ANNUAL))
            yield Fault(
                "中期的金额比其中一年的还少",
                places,
                f"不小于 {places[1].read}，是各年之和",
                "把各年的金额加起来填在中期一栏，再核对年度的金额",
            )
