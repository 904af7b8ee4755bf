"""How sure it is that a row stands under the label it was read under."""

from perf.domain.checks.level_names import level_key
from perf.domain.indicators import Indicator
from perf.domain.terms import Severity


def class_of(row: Indicator) -> str:
    """Give the folded class (数量, 成本 …) that a row stands under."""
    return level_key(row.second_level or row.first_level)


def is_cost(row: Indicator) -> bool:
    """Tell a row that stands under a cost label, on either level."""
    return any("成本" in (label or "") for label in (row.first_level, row.second_level))


def misplacement_severity(row: Indicator) -> Severity:
    """Weigh a row under a wrong label: plain text keeps no merged cells, a row without a label there may be slipped."""
    comes_from_text = row.source is not None and row.source.line is not None
    has_own_label = "second_level" in dict(row.cell_sources)
    return Severity.NOTE if comes_from_text and not has_own_label else Severity.WARNING
