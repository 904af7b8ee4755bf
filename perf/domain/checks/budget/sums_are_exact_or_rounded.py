"""合计与各项相加完全相等；只差四舍五入的零头时，说明一下，不算错。

各行都按两位小数四舍五入后再相加，与先相加后四舍五入的合计常差 0.01 或 0.02。读者自己相加时会发现，所以列出来备查。

不对：各款 28.39、0.77 万元，上一级写 29.17 万元，差 0.01（可以保留，备注“因四舍五入，合计与各项之和略有出入”即可）。
对：各款 28.39、0.78 万元，上一级写 29.17 万元。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.contradictions import weigh
from perf.domain.checks.budget.equations import Equation
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity
from perf.domain.values import show_number


@rule(Severity.NOTE)
def sums_are_exact_or_rounded(document: PublishedDocument) -> Iterator[Fault]:
    """Find sums that hold only because their numbers were rounded, one fault a table."""
    weighed = weigh(document.budget)
    by_table: dict[int, list[Equation]] = {}
    for equation in weighed.rounded:
        by_table.setdefault(equation.total.table, []).append(equation)
    for equations in by_table.values():
        most = max(abs(equation.difference) for equation in equations)
        cells = dict.fromkeys(equation.total for equation in equations)
        yield Fault(
            f"合计与各项相加相差不超过 {show_number(most)}，是四舍五入的零头，不算错",
            tuple(map(weighed.cells.place, cells)),
            "相等，或者只差四舍五入的零头",
            "不必改；可以在备注里写明因四舍五入略有出入",
        )
