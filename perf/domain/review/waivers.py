"""Findings that may stand (豁免): somebody asked with a reason, the performance office granted it until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave for the findings of a rule in some cells.

    Attributes:
        rule: id of the rule.
        cells: the cells, by name; none for the table as a whole.
        until: the last day on which it counts.
    """

    rule: str
    cells: frozenset[str]
    until: date


def is_waived(rule: str, cells: Iterable[str], waivers: Iterable[Waiver], today: date) -> bool:
    """Tell whether a finding may stand: every cell that it names has leave for its rule today.

    A finding that spread to another cell since leave was given may not: nobody has looked at that cell.
    """
    counting = [waiver for waiver in waivers if waiver.rule == rule and today <= waiver.until]
    named = set(cells)
    if not named:
        return any(not waiver.cells for waiver in counting)
    return named <= {cell for waiver in counting for cell in waiver.cells}
