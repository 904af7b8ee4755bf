"""Which part of a target a slot of its form holds."""

from perf.domain.places import amount_part, field_part, goal_part
from perf.domain.table_schema import Slot


def slot_part(slot: Slot) -> str:
    """Name the part of the target that a slot holds (:mod:`perf.domain.places`)."""
    match slot.holds:
        case "field":
            return field_part(slot.key)
        case "goal":
            return goal_part(slot.period)
        case "amount":
            return amount_part(slot.key, slot.period)
