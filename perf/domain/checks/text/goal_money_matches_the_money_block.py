"""绩效目标里写的资金总额，同表里的金额一致。

目标里说“安排资金 120 万元”，金额栏却是 102 万元，必有一个写错。

不对：年度目标“安排资金120万元，养护三条道路”，年度资金总额 102 万元。
对：年度目标“安排资金102万元，养护三条道路”，年度资金总额 102 万元。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.text.quoting import quoted
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_YUAN = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}


@rule(Severity.WARNING)
def goal_money_matches_the_money_block(sheet: TargetSheet, *, total_words: Sequence[str]) -> Iterator[Fault]:
    """Find totals stated in a goal that no amount of the money block equals, to the digits the goal gives."""
    amounts = [(row.amount, row.unit) for row in sheet.target.funding if row.amount is not None]
    if not amounts or any(unit is None for _, unit in amounts):
        return
    in_table = [amount * _YUAN[unit] for amount, unit in amounts if unit]
    total = next(row for row in sheet.target.funding if row.amount is not None)
    for goal in sheet.target.goals:
        totals = _stated(tuple(total_words)).finditer(goal.text)
        wrong = dict.fromkeys(found["amount"] for found in totals if not _is_any_of(found, in_table))
        if wrong:
            yield Fault(
                f"目标里写的总额是{quoted(list(wrong))}，资金栏里没有{'这个数' if len(wrong) == 1 else '这些数'}",
                (sheet.at_goal(goal.period), sheet.at_amount(total.key, total.period)),
                f"同资金栏一致（{total.label.rstrip('：:')} {total.show()} {total.unit}）",
                "核对目标和资金栏，把错的一边改过来",
            )


def _is_any_of(found: re.Match[str], amounts: Sequence[Decimal]) -> bool:
    """Tell whether a stated amount is one of some in 元, to the digits it gives."""
    stated, unit = Decimal(found["number"].replace(",", "")), _YUAN[found["unit"]]
    nearest = Decimal(1).scaleb(_exponent(stated)) * unit / 2
    return any(abs(stated * unit - amount) <= nearest for amount in amounts)


def _exponent(number: Decimal) -> int:
    """Give the place of the last digit written."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


@lru_cache(maxsize=64)
def _stated(total_words: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of a total with its amount."""
    words = "|".join(map(re.escape, sorted(total_words, key=len, reverse=True))) or "(?!)"
    number = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
    return re.compile(
        rf"(?:{words})(?:共计|合计|总计|共|为|约|是|：|:)?\s?(?P<amount>{number}\s?(?P<unit>亿元|万元|元))"
    )
