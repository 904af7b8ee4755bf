"""填好的表里不留表样的提示和占位。

“××”“20××年”“指标1：”“……字以内”“增加（减少）”是表样上提示怎样填的字，没有换成本单位的内容，公开后人人看得到。

不对：总体目标“完成××项目建设”，中期目标“（2026-2028+3年）”。
对：总体目标“完成滨河路改造”，中期目标“（2026-2028年）”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.leftovers import any_of, leftovers_in
from perf.domain.checks.rule import rule
from perf.domain.checks.text.written_texts import written_texts
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_LONGEST_QUOTE = 20


@rule(Severity.ERROR)
def no_leftovers_of_the_form(sheet: TargetSheet, *, phrases: Sequence[str]) -> Iterator[Fault]:
    """Find hints and placeholders of the form in whatever was written into a target."""
    hints = any_of(tuple(phrases))
    for text, place in written_texts(sheet):
        for leftover in leftovers_in(text, hints):
            yield Fault(
                f"还留着表样的提示“{leftover[:_LONGEST_QUOTE]}”",
                (place(),),
                "本单位自己的名称、年份、数字或说法",
                "换成本单位的；不需要的删去",
            )
