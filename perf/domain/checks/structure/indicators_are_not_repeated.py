"""同一个指标不重复列。

同一件事列两行，分就算了两遍；换个类别再列一次，也说明没想清楚它属于哪一类。

不对：“培训人次”在数量指标下列了一次，在社会效益指标下又列“培训人次数”。
对：“培训人次”只在数量指标下列一次，社会效益另找能反映效果的指标。
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.text import label_key


@rule(Severity.WARNING)
def indicators_are_not_repeated(sheet: TargetSheet, *, endings: Sequence[str]) -> Iterator[Fault]:
    """Find rows of one half with the same name, but for punctuation and an ending that says nothing."""
    for period in sheet.schema.indicators.periods:
        by_name: defaultdict[str, list[Indicator]] = defaultdict(list)
        for row in sheet.target.indicators.half(period):
            by_name[_folded(row.name, endings)].append(row)
        for rows in by_name.values():
            if len(rows) > 1:
                yield _fault(sheet, rows)


def _fault(sheet: TargetSheet, rows: Sequence[Indicator]) -> Fault:
    """Word a repetition."""
    values = {(row.value.number, row.value.unit or row.value.text) if row.value else None for row in rows}
    is_same = len(values) == 1
    return Fault(
        f"指标“{rows[0].name}”列了 {len(rows)} 次，" + ("指标值也相同" if is_same else "指标值却不同"),
        tuple(sheet.at_indicator(row, "name") for row in rows),
        "同一个指标只列一次",
        "留下一行，其余删去或换成别的指标" if is_same else "说的是一件事就留一行；不是一件事就把名称写清楚",
    )


def _folded(name: str, endings: Sequence[str]) -> str:
    """Fold a name: letters and digits only, without an ending that says nothing."""
    folded = "".join(filter(str.isalnum, label_key(name)))
    ending = next((each for each in endings if folded.endswith(each) and folded != each), "")
    return folded.removesuffix(ending)
