"""指标值不是只重复指标名称里的词。

“推动……发展”的指标值又写“推动”，没有说推动到什么程度，年底怎么写都算完成。

不对：三级指标“推动园区发展”，指标值“推动”。
对：三级指标“推动园区发展”，指标值“入园企业较上年增加 3 家以上”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import clauses, words_of
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def values_do_not_repeat_the_name(sheet: TargetSheet) -> Iterator[Fault]:
    """Find values whose every clause stands in the name, one of them as the word a clause of the name begins with."""
    for row in sheet.target.indicators:
        words = words_of(row)
        if words and _repeats(clauses(words), row.name):
            yield Fault(
                "指标值只是重复了指标名称里的词，没有说做到什么程度",
                (sheet.at_indicator(row),),
                "数量、比例、时间，或者能对照的说法，如“较上年提升”“验收合格”",
                "写出年底能核对的结果；实在不能量化的，写明达到什么样子算完成",
            )


def _repeats(said: tuple[str, ...], name: str) -> bool:
    """Tell whether the clauses of a value say nothing that the name does not say."""
    if not said or any(len(clause) < 2 or clause not in name for clause in said):
        return False
    return any(clause.startswith(said) for clause in clauses(name))
