"""An indicator of the library under the checks: as the only row of the forms that it may be taken over into."""

from perf.checking.files import checker
from perf.conversion.targets_to_files import schema_of
from perf.domain.checks.finding import Finding
from perf.domain.checks.level_names import level_key
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.library_entry import LibraryIndicator
from perf.domain.places import indicator_part
from perf.domain.table_schema import TableSchema
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Severity, TableKind
from perf.domain.values import TargetValue, value_from_cells, value_from_some_cells
from perf.table_schemas import all_schemas

_CELLS = {indicator_part(0, column) for column in ("second_level", "name", "comparison", "value", "unit")}
"""What an entry fills; weights and totals are a matter of whole tables."""

_OF_WHOLE_TABLES = "outputs-are-enough"
"""A rule that names a row but counts them all."""


def findings_of(indicator: LibraryIndicator) -> tuple[Finding, ...]:
    """Give what the rules find in this row, whichever form it is taken over into.

    What several forms say is said once, as the one that takes it most seriously says it.
    """
    found: dict[tuple[str, str], Finding] = {}
    for form in _forms(indicator):
        for finding in checker().check_target(_sheet(indicator, form)):
            if finding.places[0].part in _CELLS and finding.rule != _OF_WHOLE_TABLES:
                same = finding.rule, finding.message
                if same not in found or finding.severity is Severity.ERROR:
                    found[same] = finding
    return tuple(found.values())


def _forms(indicator: LibraryIndicator) -> tuple[TableSchema | None, ...]:
    """Give the forms that print its first level, and those with a cell for each part of a value.

    ``None``, a form made to measure, where no form prints it.
    """
    key = level_key(indicator.first_level)
    printing = [form for form in all_schemas() if key in map(level_key, _first_levels(form))]
    split = [form for form in all_schemas() if form.indicators.is_split and form not in printing]
    return (*(printing or (None,)), *split)


def _first_levels(form: TableSchema) -> list[str]:
    return [level.name for level in form.indicators.first_levels]


def _sheet(indicator: LibraryIndicator, form: TableSchema | None) -> TargetSheet:
    """Put the indicator into a form as its only row."""
    row = Indicator(
        indicator.name,
        indicator.first_level,
        indicator.second_level,
        _value(indicator, is_split=bool(form and form.indicators.is_split)),
    )
    target = PerformanceTarget(
        kind=form.kind if form else TableKind.PROJECT,
        title=form.title if form else "绩效目标表",
        schema=form.id if form else None,
        indicators=IndicatorTree((row,)),
    )
    return TargetSheet(target, form or schema_of(target))


def _value(indicator: LibraryIndicator, *, is_split: bool) -> TargetValue | None:
    """Read the value as a form reads it that has a cell for each part, or one for all."""
    read = value_from_cells if is_split else value_from_some_cells
    return read(indicator.comparison, indicator.value, indicator.unit)
