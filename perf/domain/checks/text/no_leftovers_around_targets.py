"""其他公开的表里也不留表样的提示和占位。

自评表、监控表等一起公开的表里，“（100字以内）”“指标1：”“20××年”这样的提示没有换成内容，等于这一格没有填。

不对：年度目标完成情况“对照年度目标，说明完成情况（100字以内）”。
对：年度目标完成情况“养护道路 40 公里，全部验收合格”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.leftovers import any_of, leftovers_in
from perf.domain.checks.rule import rule
from perf.domain.checks.text.other_tables import cells_of_other_tables
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity

_FILLERS = frozenset("*＊.…。·")
"""What blank rows and heading rows of published tables are filled with."""


@rule(Severity.ERROR)
def no_leftovers_around_targets(document: PublishedDocument) -> Iterator[Fault]:
    """Find hints and placeholders in the cells of tables that are no targets; fillers of blank rows are none."""
    for place in cells_of_other_tables(document):
        for leftover in leftovers_in(place.read, any_of(())):
            if not _FILLERS.issuperset(place.read):
                yield Fault(
                    f"还留着表样的提示“{leftover[:20]}”", (place,), "本单位自己的内容", "换成实际的内容；不需要的删去"
                )
