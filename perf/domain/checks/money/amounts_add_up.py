"""资金情况里，合计等于各项之和。

合计是各项加出来的，差一分也说明有一项填错、漏填，或者合计没有跟着改。差额在四舍五入以内的（每个数不超过最后一位的一半）只作说明。
哪几项加成哪个合计，由表样规定。

不对：年度资金总额 30，其中当年财政拨款 20、上年结转资金 8、其他资金 0。
对：年度资金总额 30，其中当年财政拨款 20、上年结转资金 10、其他资金 0。
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from perf.domain.checks.finding import Fault
from perf.domain.checks.money.slot_amounts import amounts_in, is_printed
from perf.domain.checks.rule import rule
from perf.domain.money import show_amount, sum_verdict
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity, Verdict


@rule(Severity.ERROR)
def amounts_add_up(sheet: TargetSheet, *, sums: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Check each sum of the form (total, parts; at_most: the parts may be incomplete) in each half that has it."""
    slots = {(slot.key, slot.period) for slot in sheet.schema.slots if slot.holds == "amount"}
    for period in Period:
        for each in sums:
            parts = [key for key in each["parts"] if (key, period) in slots and is_printed(sheet, key, period)]
            is_complete = len(parts) == len(each["parts"]) and not each.get("at_most")
            if parts and (each["total"], period) in slots and is_printed(sheet, each["total"], period):
                yield from _faults(sheet, each["total"], parts, period, is_complete=is_complete)


def _faults(
    sheet: TargetSheet, total_key: str, part_keys: Sequence[str], period: Period, *, is_complete: bool
) -> Iterator[Fault]:
    """Compare one total with its parts."""
    amounts = amounts_in(sheet, (total_key, *part_keys), period, sheet.schema.unit)
    if amounts is None:
        return
    total, *parts = amounts
    filled = [part for part in parts if part is not None]
    verdict = sum_verdict(total or Decimal(), filled)
    if verdict is Verdict.CONFIRMED or (not is_complete and sum(filled) < (total or 0)):
        return
    places = tuple(sheet.at_amount(key, period) for key in (total_key, *part_keys))
    if not filled:
        blank = f"“{places[1].row}”" if len(part_keys) == 1 else "其中各项"
        message, fix = f"只填了“{places[0].row}”，没有填{blank}", "补填金额，没有的填 0"
        yield Fault(message, places, f"{blank}也填上金额", fix, Severity.WARNING)
        return
    parts_sum = show_amount(sum(filled, Decimal()))
    yield Fault(
        _message(str(places[0].row), total, [str(place.row) for place in places[1:]], parts_sum, verdict),
        places,
        f"{parts_sum} {sheet.schema.unit}" + ("（各项之和）" if len(part_keys) > 1 else ""),
        "核对原始数据，确是尾差的不用改" if verdict is Verdict.ROUNDING else "看是合计没有改，还是有一项填错、漏填",
        Severity.NOTE if verdict is Verdict.ROUNDING else None,
    )


def _message(label: str, total: Decimal | None, parts: Sequence[str], parts_sum: str, verdict: Verdict) -> str:
    """Word a sum that is off."""
    other = f"“{parts[0]}”是" if len(parts) == 1 else "其中各项加起来是"
    if not total:
        return f"“{label}”{'没有填' if total is None else '填了 0'}，{other} {parts_sum}"
    difference = show_amount(abs(total - Decimal(parts_sum)))
    cause = "，是四舍五入的尾差" if verdict is Verdict.ROUNDING else ""
    return f"“{label}”是 {show_amount(total)}，{other} {parts_sum}，差 {difference}{cause}"
