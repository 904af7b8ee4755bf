"""Amounts of the money block in one unit."""

from collections.abc import Iterable
from decimal import Decimal

from perf.domain.money import converted
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period


def is_printed(sheet: TargetSheet, key: str, period: Period) -> bool:
    """Tell whether the table has the slot: it is filled, or its label is printed beside a blank."""
    if sheet.target.amount_row(key, period):
        return True
    slots = (slot for slot in sheet.schema.slots if slot.holds == "amount" and slot.period is period)
    return any(slot.key == key and sheet.prints(slot.name) for slot in slots)


def amounts_in(sheet: TargetSheet, keys: Iterable[str], period: Period, unit: str) -> list[Decimal | None] | None:
    """Give amounts in a unit, ``None`` for blank ones; nothing at all when one is no number or its unit is unknown."""
    rows = [sheet.target.amount_row(key, period) for key in keys]
    if any(row is not None and (row.amount is None or row.unit is None) for row in rows):
        return None
    return [
        converted(row.amount, row.unit, unit) if row and row.amount is not None and row.unit else None for row in rows
    ]
