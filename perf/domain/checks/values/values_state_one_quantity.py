"""一个指标只有一个指标值。

一格里写两个数，年底一个完成、一个没完成，就没法打分。

不对：三级指标“培训场次、人数”，指标值“12 场、600 人”。
对：拆成“培训场次≥12 场”“培训人数≥600 人”两个指标。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import words_of
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.values import parse_value

_BETWEEN = re.compile(r"[，,、；;\n]\s*")


@rule(Severity.WARNING)
def values_state_one_quantity(sheet: TargetSheet) -> Iterator[Fault]:
    """Find values that are several numbers with signs or units of their own."""
    for row in sheet.target.indicators:
        parts = _BETWEEN.split(words_of(row) or "")
        read = [parse_value(part) for part in parts if part]
        if len(read) > 1 and all(value.number is not None and (value.unit or value.comparison) for value in read):
            yield Fault(
                f"一格里写了 {len(read)} 个指标值",
                (sheet.at_indicator(row),),
                "一个指标值",
                "一个数一行，拆成几个三级指标",
            )
