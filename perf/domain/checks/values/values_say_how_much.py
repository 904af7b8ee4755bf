"""指标值说得出多少、多好、到什么时候，不用笼统的词代替。

“提升”“加强”没有起点也没有终点；名称是“率”“次数”的，更应当有数字。审计最常提的就是这一条。

不对：三级指标“办件及时率”，指标值“及时”。
对：三级指标“办件及时率”，指标值“≥98%”。
"""

import re
from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import bare_name, clauses, says_nothing, words_of
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百两]")
_NO_NUMBER = (
    "名称说的是能用数字衡量的事，指标值却没有数字",
    "数字和单位，如 ≥95%、≥12 次",
    "写出要达到的数字；没有数字可写的，把名称改成说程度的，如“…规范性”",
)
_NO_DATE = (
    "指标说的是时间，指标值却没有时限",
    "日期、天数或及时率，如“12 月底前”“≤5 个工作日”“及时率≥95%”",
    "写出最晚什么时候完成，或者改成及时率",
)
_VAGUE = (
    "指标值是笼统的词，看不出要做到什么程度",
    "数量、比例、时间，或者能对照的说法，如“较上年提升”",
    "能用数字的改成数字；不能的，写明同什么比、达到什么样子算完成",
)


@rule(
    Severity.WARNING, yields_to=("values_do_not_repeat_the_name", "quantities_are_numbers", "cost_indicators_are_costs")
)
def values_say_how_much(
    sheet: TargetSheet,
    *,
    vague_words: Sequence[str],
    state_words: Sequence[str],
    counted_endings: Sequence[str],
    timed_endings: Sequence[str],
) -> Iterator[Fault]:
    """Find vague words, and words of any kind where the name asks for a number or a date."""
    vague, states = frozenset(vague_words), frozenset((*vague_words, *state_words))
    for row in sheet.target.indicators:
        words = words_of(row)
        if words is None or says_nothing(row) or _NUMERAL.search(words):
            continue
        said, name = clauses(words), bare_name(row)
        if name.endswith(tuple(counted_endings)):
            yield _fault(sheet, row, _NO_NUMBER)
        elif name.endswith(tuple(timed_endings)) and said and states.issuperset(said):
            yield _fault(sheet, row, _NO_DATE)
        elif said and vague.issuperset(said):
            yield _fault(sheet, row, _VAGUE)


def _fault(sheet: TargetSheet, row: Indicator, lack: tuple[str, str, str]) -> Fault:
    """Word what a value lacks: the message, what is expected, how to mend it."""
    message, expected, fix = lack
    return Fault(message, (sheet.at_indicator(row),), expected, fix)
