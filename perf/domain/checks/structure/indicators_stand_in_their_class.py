"""指标放在它所属的类别下。

数量说做了多少，质量说做得好不好，时效说及不及时，效益说有什么用，满意度说服务对象的评价。放错了类，评分时就按错的标准去比。

不对：“服务覆盖率”放在时效指标下；“群众满意度”放在社会效益指标下。
对：“服务覆盖率”放在数量指标或质量指标下；“群众满意度”放在服务对象满意度指标下。
"""

from collections.abc import Iterator, Mapping, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.structure.placement import class_of, misplacement_severity
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_Misplaced = Mapping[str, Sequence[str]]


@rule(Severity.WARNING, yields_to=("rates_have_no_money_unit",))
def indicators_stand_in_their_class(sheet: TargetSheet, *, misplaced: Mapping[str, _Misplaced]) -> Iterator[Fault]:
    """Find rows whose name has a word of another class and none of their own: class → right class → words."""
    for row in sheet.target.indicators:
        own = class_of(row)
        label = next((label for label in misplaced if own.endswith(label)), None)
        found = _right_class(row, misplaced[label]) if label else None
        if found:
            word, right = found
            yield Fault(
                f"名称里有“{word}”的指标放在了“{row.second_level or row.first_level}”下",
                (sheet.at_indicator(row, "second_level" if row.second_level else "first_level"),),
                f"放在{right}下",
                f"把这一行移到{right}下，或换成说“{label}”的指标",
                misplacement_severity(row),
            )


def _right_class(row: Indicator, misplaced: _Misplaced) -> tuple[str, str] | None:
    """Give the telling word of a name and where it belongs, ``None`` when it may stay."""
    if any(word in row.name for word in misplaced.get("除外", ())):
        return None
    return next(
        ((word, right) for right, words in misplaced.items() for word in words if word in row.name),
        None,
    )
