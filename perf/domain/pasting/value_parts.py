"""The parts of a value between forms: one cell of others is sign, number and unit here, or the other way round."""

from collections.abc import Mapping, Set
from decimal import Decimal

from perf.domain.terms import Comparison
from perf.domain.values import (
    TargetValue,
    parse_comparison,
    parse_number,
    parse_value,
    show_number,
    show_value,
    value_from_some_cells,
)

PARTS = ("comparison", "value", "unit")
"""Column keys of sign, number and unit."""

_NOTHING: Mapping[str, str] = {}


def fitted_parts(pasted: Mapping[str, str], columns: Set[str]) -> Mapping[str, str]:
    """Give the parts as a form with these columns holds them, only those that differ from what was pasted.

    ``pasted`` holds the filled parts by column key. Parts that need nothing, and words that cannot be split, give
    nothing: they stay as they were typed.
    """
    if set(PARTS) <= columns:
        return _split(pasted)
    return _joined(pasted, columns)


def _joined(pasted: Mapping[str, str], columns: Set[str]) -> Mapping[str, str]:
    """Join sign and unit to the value where the form has no column for them; no word is lost or changed."""
    value = pasted.get("value", "")
    sign, unit = ("" if key in columns else pasted.get(key, "") for key in ("comparison", "unit"))
    if not sign and not unit:
        return _NOTHING
    if parse_comparison(sign) is Comparison.QUALITATIVE and value and not unit:
        return {"value": show_value(TargetValue(Comparison.QUALITATIVE, text=value))}
    front = "" if value.startswith(sign) else sign
    behind = "" if value.endswith(unit) else unit
    return {"value": f"{front}{value}{behind}"}


def _split(pasted: Mapping[str, str]) -> Mapping[str, str]:
    """Split a value that stands whole in one of the three cells."""
    parts = {key: pasted.get(key, "") for key in PARTS}
    if not parts["value"]:
        parts = _moved_to_the_value(parts)
    if not parts["value"] or parse_number(parts["value"]) is not None:
        return _NOTHING
    value = _read(parts)
    if value is None:
        return _NOTHING
    sign = parts["comparison"] or (value.comparison.value if value.comparison else "")
    number = (value.text or "") if value.number is None else _range(value.number, value.upper)
    split = {"comparison": sign, "value": number, "unit": parts["unit"] or value.unit or ""}
    return {key: text for key, text in split.items() if text != pasted.get(key, "")}


def _moved_to_the_value(parts: dict[str, str]) -> dict[str, str]:
    """Look for the value in the cells of its sign and its unit, where the cell for it is blank."""
    for key in ("comparison", "unit"):
        if parts[key] and parse_value(parts[key]).number is not None:
            return parts | {"value": parts[key], key: ""}
    return parts


def _read(parts: Mapping[str, str]) -> TargetValue | None:
    """Read a value that says more than its number; ``None`` for words and where a cell beside it contradicts it."""
    sign, unit = parts["comparison"], parts["unit"]
    value = value_from_some_cells(sign or None, parts["value"], unit or None)
    if value is None:
        return None
    if value.number is None:
        is_qualitative = value.comparison is Comparison.QUALITATIVE and not sign and not unit
        return value if is_qualitative else None
    agrees = (not sign or parse_comparison(sign) is value.comparison) and (not unit or value.unit == unit)
    return value if agrees else None


def _range(number: Decimal, upper: Decimal | None) -> str:
    return show_number(number) if upper is None else f"{show_number(number)}-{show_number(upper)}"
