"""一级、二级指标的名称与表样一致。

汇总时按名称归类，名称写走了样（缺字、把“指标”写成“目标”），这几行就归不到类里去。

不对：二级指标写成“数量目标”；一级指标“可持续发展能力指标”掉了字，写成“持续发展能力指”。
对：二级指标“数量指标”；一级指标“可持续发展能力指标”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.level_names import is_damaged, level_key
from perf.domain.checks.rule import rule
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity
from perf.domain.text import label_key


@rule(Severity.WARNING, basis="财预〔2015〕88号")
def levels_are_named_as_usual(
    sheet: TargetSheet, *, classes: Sequence[str], wrong_endings: Sequence[str]
) -> Iterator[Fault]:
    """Find first levels that lost characters of the form's, second levels that are nearly a national class."""
    first_levels = [level.name for level in sheet.schema.indicators.first_levels]
    for period in sheet.schema.indicators.periods:
        for level in sheet.target.indicators.levels(period):
            head = level.indicators[0]
            meant = _damaged(level.name, first_levels)
            if meant:
                yield _fault(sheet, head, "first_level", level.name, meant)
            for second in level.second_levels:
                meant = _nearly_a_class(second.name, classes, wrong_endings)
                if meant:
                    yield _fault(sheet, second.indicators[0], "second_level", second.name, meant)


def _fault(sheet: TargetSheet, row: Indicator, column: str, name: str | None, meant: str) -> Fault:
    """Word a name that differs."""
    return Fault(
        f"名称“{name}”与表样的“{meant}”不一致",
        (sheet.at_indicator(row, column),),
        meant,
        f"改成“{meant}”",
    )


def _damaged(name: str | None, wholes: Sequence[str]) -> str | None:
    """Give the label that a name lost characters of, ``None`` when it is one itself or none."""
    if not name or level_key(name) in map(level_key, wholes):
        return None
    return next((whole for whole in wholes if is_damaged(name, whole)), None)


def _nearly_a_class(name: str | None, classes: Sequence[str], wrong_endings: Sequence[str]) -> str | None:
    """Give the national class that a second-level name misses by its ending or by lost characters."""
    key = label_key(name or "")
    for ending in wrong_endings:
        if key.endswith(ending) and key.removesuffix(ending) in classes:
            return key.removesuffix(ending) + "指标"
    return _damaged(name, [each + "指标" for each in classes])
