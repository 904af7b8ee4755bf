"""指标名称前面不留“指标1：”这样的编号。

表样在三级指标一栏印“指标1：”，是提示从这里填起。填好以后连编号一起公开，读起来多余，汇总、查找指标时也对不上名字。

不对：三级指标“指标1：道路养护里程”。
对：三级指标“道路养护里程”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_NUMBERED = re.compile(r"指标\s?[0-9０-９一二三四五六七八九十]{1,2}\s?[:：、.．]\s*\S")


@rule(Severity.WARNING)
def names_drop_the_numbering_of_the_form(sheet: TargetSheet) -> Iterator[Fault]:
    """Find names that begin with the form's own numbering and go on."""
    for row in sheet.target.indicators:
        if _NUMBERED.match(row.name):
            yield Fault(
                "指标名称前面留着表样的编号",
                (sheet.at_indicator(row, "name"),),
                "只写指标名称",
                "删去名称前的“指标1：”之类的编号",
            )
