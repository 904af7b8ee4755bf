"""中期目标和年度目标不是同一段话。

中期目标说几年后做成什么，年度目标说今年做到哪一步；两段一样，等于少写了一个。

不对：中期目标、年度目标都是“完成三条道路的养护”。
对：中期目标“三年完成九条道路的养护”，年度目标“完成其中三条道路的养护”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity

_UNSPOKEN = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|[^\w%]")


@rule(Severity.WARNING)
def goals_differ_between_halves(sheet: TargetSheet) -> Iterator[Fault]:
    """Find goals of both halves that say the same words."""
    periods = (Period.MEDIUM_TERM, Period.ANNUAL)
    said = {_UNSPOKEN.sub("", sheet.target.goal(period) or "") for period in periods}
    if len(said) == 1 and all(said):
        yield Fault(
            "中期目标和年度目标是同一段话",
            tuple(map(sheet.at_goal, periods)),
            "中期写几年的目标，年度写今年的目标",
            "把年度目标改成今年要做到的部分",
        )
