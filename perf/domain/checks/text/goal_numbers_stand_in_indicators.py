"""绩效目标里写的数量，绩效指标里都有。

目标里说“培训 3 次”，指标里却是 2 次，或者根本没有培训，年底就不知道按哪个考核。

不对：年度目标“举办培训3次”，三级指标“举办培训≥2 次”。
对：年度目标“举办培训3次”，三级指标“举办培训≥3 次”。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.text.quoting import quoted
from perf.domain.indicators import IndicatorTree
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.values import show_value

_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ANY_WIDE = re.compile("[０-９．，]")
_BETWEEN_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@rule(Severity.WARNING)
def goal_numbers_stand_in_indicators(sheet: TargetSheet, *, counters: Sequence[str]) -> Iterator[Fault]:
    """Find numbers of things in a goal that no indicator, of either half, carries."""
    counted = _counted(tuple(counters))
    stated = [(goal, list(counted.finditer(_plain(goal.text)))) for goal in sheet.target.goals]
    carried = _numbers(sheet.target.indicators) if any(numbers for _, numbers in stated) else set()
    for goal, numbers in stated if carried else ():
        missing = dict.fromkeys(found[0] for found in numbers if Decimal(found["number"]) not in carried)
        if missing:
            yield Fault(
                f"目标里写了{quoted(list(missing))}，绩效指标里没有{'这个数' if len(missing) == 1 else '这些数'}",
                (sheet.at_goal(goal.period),),
                "目标里的数量在绩效指标里有同样的数",
                "核对目标和指标：数不同的改成一致，没有指标的补一个",
            )


def _numbers(tree: IndicatorTree) -> set[Decimal]:
    """Give every number that indicators hold, in their values, names and further columns."""
    texts = (
        text
        for row in tree.indicators
        for text in (row.name, show_value(row.value) if row.value else "", *(text for _, text in row.details))
    )
    return {Decimal(number) for text in texts for number in _NUMBER.findall(_plain(text))}


def _plain(text: str) -> str:
    """Fold digits and take the commas between thousands out."""
    folded = text.translate(_WIDE) if _ANY_WIDE.search(text) else text
    return _BETWEEN_THOUSANDS.sub("", folded) if "," in folded else folded


@lru_cache(maxsize=64)
def _counted(counters: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of a number of things; ordinals and what was before (第2轮, 前2轮) are not promised."""
    units = "|".join(map(re.escape, sorted(counters, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<![0-9.第前上近\-])(?P<number>[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)\s?(?:{units})")
