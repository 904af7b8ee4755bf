"""上级科目（或“本年收入合计”等小计）的金额等于下面各行相加。

类、款、项层层相加，编码 201 等于 201 开头的各款之和，“本年支出合计”等于各类之和；对不上，说明其中一行写错了。
差数在四舍五入以内的不算。

不对：“301 工资福利支出”50，下面“30101 基本工资”30、“30103 奖金”10。
对：“301 工资福利支出”40，下面“30101 基本工资”30、“30103 奖金”10。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def lower_rows_add_up(document: PublishedDocument) -> Iterator[Fault]:
    """Find rows that are not the sum of the rows below them."""
    return faults_of(document.budget, Relation.PARENT)
