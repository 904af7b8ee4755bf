"""指标值是一个数或一个短语，不是一段话。

一段话里说了好几件事，年底只做成一半，就不知道算完成还是没完成。

不对：指标值“完成各项整治任务，保障设施有序运行，群众反映的问题按时得到处理”。
对：拆成“整治任务完成率 100%”“设施完好率≥98%”“群众诉求按时办结率≥95%”三个指标。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import words_of
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_DIGIT = re.compile("[0-9０-９]")


@rule(Severity.WARNING, yields_to=("values_do_not_repeat_the_name", "values_say_how_much", "values_state_one_quantity"))
def values_are_not_sentences(sheet: TargetSheet, *, most_characters: int) -> Iterator[Fault]:
    """Find long values without any number."""
    for row in sheet.target.indicators:
        words = words_of(row)
        if words and len(words) > most_characters and not _DIGIT.search(words):
            yield Fault(
                "指标值写成了一段话，没有可以衡量的标准",
                (sheet.at_indicator(row),),
                f"一个数或 {most_characters} 字以内的短语",
                "挑出最要紧的一件事，写成数字或短语；其余的另立指标，或写进绩效目标",
            )
