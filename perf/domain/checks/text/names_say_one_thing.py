"""一个指标名称只说一件事，不写成句子。

名称里两件事，指标值只有一个，年底做成一件就不知道怎么打分；写成一句话的，多半是把目标抄了过来。

不对：三级指标“整改发现的问题，规范办事流程”，指标值“≥95%”。
对：三级指标“发现问题整改率”，指标值“≥95%”；三级指标“办事流程规范率”，指标值“≥98%”。
"""

import re
from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_ASIDE = re.compile(r"[（(][^（）()]*[）)]|“[^“”]*”|《[^《》]*》")
_BETWEEN = re.compile("[，,；;。、]")
_BETWEEN_CLAUSES = re.compile(r"(?<![0-9])[，,](?![0-9])|[；;。]")


@rule(Severity.WARNING)
def names_say_one_thing(sheet: TargetSheet, *, verbs: Sequence[str]) -> Iterator[Fault]:
    """Find names of several clauses, and lists in a name of which each part begins with a verb of its own."""
    for row in sheet.target.indicators:
        if not _BETWEEN.search(row.name):
            continue
        plain = _ASIDE.sub("", row.name)
        parts = [part.strip() for part in _BETWEEN_CLAUSES.split(plain)]
        listed = [part.strip() for part in plain.split("、")]
        if len(list(filter(None, parts))) > 1:
            yield Fault(
                "指标名称写成了句子，里面不止一件事",
                (sheet.at_indicator(row, "name"),),
                "说一件事的短语，如“群众满意度”“问题整改率”",
                "挑出要考核的一件事作名称；另外的事另立一个指标",
            )
        elif len(listed) > 1 and all(part.startswith(tuple(verbs)) for part in listed):
            yield Fault(
                "一个指标名称里说了几件事，指标值却只有一个",
                (sheet.at_indicator(row, "name"),),
                "一个指标说一件事",
                "拆成几个指标，各有各的指标值",
            )
