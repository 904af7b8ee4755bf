"""中期的比率不低于年度的比率。

中期是几年后要达到的，比今年的要求还低，说不通。

不对：中期“设备完好率≥90%”，年度“≥95%”。
对：中期“设备完好率≥95%”，年度“≥95%”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.halves import pairs
from perf.domain.checks.values.wording import is_percentage
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Comparison, Severity

_MORE_IS_BETTER = (Comparison.AT_LEAST, Comparison.MORE_THAN)


@rule(Severity.WARNING)
def medium_term_rates_are_not_lower(sheet: TargetSheet) -> Iterator[Fault]:
    """Find rates that are to be reached (≥) and are lower for the medium term than for the year."""
    for pair in pairs(sheet.target):
        annual, later = pair.annual.value, pair.medium_term.value
        if annual is None or later is None or not (is_percentage(annual) and is_percentage(later)):
            continue
        rises = annual.comparison in _MORE_IS_BETTER and later.comparison in _MORE_IS_BETTER
        if rises and annual.number is not None and later.number is not None and later.number < annual.number:
            yield Fault(
                "中期的比率比年度的还低",
                (sheet.at_indicator(pair.medium_term), sheet.at_indicator(pair.annual)),
                "中期不低于年度",
                "核对两边的数，把低的一边改过来",
            )
