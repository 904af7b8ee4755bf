"""成本指标说的是花多少钱。

成本指标要写得出数额，才能比较贵不贵。及时率、完成率说的是别的事；“控制在预算内”等于没有给数，预算本来就不许超。

不对：成本指标下列“补贴发放及时率”≥95%；或者列“养护成本”，指标值“控制在预算内”。
对：成本指标下列“每公里养护成本”≤2 万元；“补贴发放及时率”移到时效指标下。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.structure.placement import is_cost, misplacement_severity
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING, basis="财预〔2021〕101号", yields_to=("rates_have_no_money_unit",))
def cost_indicators_are_costs(
    sheet: TargetSheet, *, other_matters: Sequence[str], no_amounts: Sequence[str]
) -> Iterator[Fault]:
    """Find cost rows that are about something else, or that only promise to keep to the budget."""
    for row in filter(is_cost, sheet.target.indicators):
        words = [word for word in other_matters if word in row.name]
        value = sheet.cell_text(row, "value")
        if words and "成本" not in row.name:
            yield Fault(
                f"名称里有“{words[0]}”的指标放在了成本指标下，它说的不是成本",
                (sheet.at_indicator(row, "name"),),
                "成本指标写花多少钱，如总成本、单位成本",
                "把这一行移到合适的类别下，成本指标另写数额",
                misplacement_severity(row),
            )
        elif not _has_digit(value) and any(word in text for word in no_amounts for text in (row.name, value)):
            yield Fault(
                "成本指标只说不超预算，没有给出数额",
                (sheet.at_indicator(row),),
                "数额，如 ≤50 万元，或单位成本 ≤200 元/人",
                "按测算依据写出总成本或单位成本的数额",
            )


def _has_digit(text: str) -> bool:
    """Tell whether a value gives a number after all."""
    return any(map(str.isdigit, text))
