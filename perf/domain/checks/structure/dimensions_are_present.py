"""表样要求的一级指标都要有。

产出、效益、满意度（各地表样另有规定的从其规定）各说一面：做了多少、有什么用、服务对象满不满意。缺一面，钱花得值不值就看不全。
确实不适用的，在报送时说明，它的分值并入效益指标。

不对：只列了“产出指标”和“满意度指标”，没有“效益指标”。
对：“产出指标”“效益指标”“满意度指标”三个一级指标下都有三级指标。
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from perf.domain.checks.finding import Fault
from perf.domain.checks.level_names import is_damaged, level_key
from perf.domain.checks.rule import rule
from perf.domain.indicators import Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity


@rule(Severity.ERROR, basis="财预〔2015〕88号", yields_to=("works_and_purchases_have_costs",))
def dimensions_are_present(
    sheet: TargetSheet,
    *,
    dimensions: Sequence[str],
    may_be_missing: Sequence[str],
    also_called: Mapping[str, Sequence[str]],
) -> Iterator[Fault]:
    """Look for each first level of the form, in tables of no form for the national ones, in each filled half."""
    halves = {period: sheet.target.indicators.half(period) for period in sheet.schema.indicators.periods}
    missing: dict[str, list[Period]] = {}
    for period, rows in halves.items():
        labels = {row.first_level for row in rows if row.first_level}
        for name in _wanted(sheet, labels, dimensions) if labels else ():
            is_there = any(
                _is(label, each) for label in labels for each in (name, *also_called.get(level_key(name), ()))
            )
            if not is_there and not (level_key(name) in may_be_missing and _is_elsewhere(rows, name)):
                missing.setdefault(name, []).append(period)
    for name, periods in missing.items():
        half = f"{periods[0].label}指标里" if len(periods) < len(halves) else ""
        yield _fault(sheet, half, name, is_optional=level_key(name) in may_be_missing)
    if not sheet.target.indicators.half(Period.ANNUAL):
        yield Fault("没有填写绩效指标", (sheet.at_table(),), "按表样的一级指标逐项填写", "补填绩效指标")


def _fault(sheet: TargetSheet, half: str, name: str, *, is_optional: bool) -> Fault:
    """Word a level that is missing, in one half where the other has it."""
    return Fault(
        f"{half}缺少“{name}”",
        (replace(sheet.at_table(), row=f"一级指标“{name}”"),),
        f"一级指标里有“{name}”，下面至少一个三级指标",
        "补上这一类指标；确实不适用的，报送时说明理由",
        Severity.WARNING if is_optional else None,
    )


def _wanted(sheet: TargetSheet, labels: set[str], dimensions: Sequence[str]) -> Sequence[str]:
    """Give the levels a table must have; none where it has levels of a kind that nobody prescribes."""
    prescribed = sheet.schema.indicators.first_levels
    if prescribed:
        return [level.name for level in prescribed]
    is_national = any(_is(label, name) for label in labels for name in dimensions)
    return dimensions if is_national else ()


def _is(label: str, name: str) -> bool:
    """Tell whether a printed label is a level, perhaps with more words or with lost characters."""
    return level_key(name) in level_key(label) or is_damaged(label, name)


def _is_elsewhere(rows: Sequence[Indicator], name: str) -> bool:
    """Tell whether the level stands under another one: as a second level, or as a row."""
    wanted = level_key(name)
    return any(wanted in level_key(label) for row in rows for label in (row.second_level, row.name))
