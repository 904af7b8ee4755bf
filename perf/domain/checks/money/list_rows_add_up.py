"""明细各行加起来，等于合计。

成本构成、主要任务的金额是合计的来历，加不拢就说明测算有误，或者合计没有跟着改。

不对：保安服务费 120、保洁服务费 60、维修费 30，合计写 220。
对：合计写 210。
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.checks.finding import Fault
from perf.domain.checks.money.slot_amounts import amounts_in
from perf.domain.checks.rule import rule
from perf.domain.funding import read_amount
from perf.domain.money import converted, show_amount, sum_verdict
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity, Verdict


@rule(Severity.WARNING)
def list_rows_add_up(sheet: TargetSheet, *, lists: Sequence[Mapping[str, str]]) -> Iterator[Fault]:
    """Compare the total below a list with its rows: block, column, total; nothing where a cell is no number."""
    for each in lists:
        rows = [row for row in sheet.target.lists if row.block == each["block"]]
        cells = [dict(row.cells).get(each["column"]) for row in rows]
        amounts = [read_amount(cell) for cell in cells if cell is not None]
        total = amounts_in(sheet, [each["total"]], Period.ANNUAL, sheet.schema.unit)
        if not amounts or not total or total[0] is None or any(number is None for number, _, _ in amounts):
            continue
        unit = sheet.schema.unit
        parts = [converted(number, own or unit, unit) for number, own, _ in amounts if number is not None]
        verdict = sum_verdict(total[0], parts)
        if verdict is not Verdict.CONFIRMED:
            parts_sum = sum(parts, Decimal())
            difference = show_amount(abs(total[0] - parts_sum))
            places = (sheet.at_amount(each["total"]), *(sheet.at_list(row, each["column"]) for row in rows))
            yield Fault(
                f"明细各行加起来是 {show_amount(parts_sum)}，合计写的是 {places[0].read}，差 {difference}",
                places,
                f"{show_amount(parts_sum)} {unit}",
                "逐行核对金额，改正填错的一行或合计",
                Severity.NOTE if verdict is Verdict.ROUNDING else None,
            )
