"""Names of first- and second-level indicators, however they are printed."""

import re
from decimal import Decimal
from functools import lru_cache

from perf.domain.text import label_key

_PRINTED_POINTS = re.compile(r"(?:[(\[](?P<inner>[0-9]{1,3}(?:\.[0-9]{1,2})?)[分%]?[)\]]|(?P<bare>[0-9]{1,3})分)$")
_LOST = 2
"""So many characters of a label can be lost before it is another one."""


@lru_cache(maxsize=4096)
def level_key(name: str | None) -> str:
    """Fold the name of a level: without points behind it, and with or without 指标 at its end."""
    return _PRINTED_POINTS.sub("", label_key(name or "")).removesuffix("指标")


def printed_points(name: str | None) -> Decimal | None:
    """Give the points printed behind the name of a level, as in 产出指标（50分）."""
    printed = _PRINTED_POINTS.search(label_key(name or ""))
    return Decimal(printed["inner"] or printed["bare"]) if printed else None


def is_damaged(name: str | None, whole: str) -> bool:
    """Tell a label that lost its first or last characters: 持续发展能力指 of 可持续发展能力指标."""
    printed, meant = _PRINTED_POINTS.sub("", label_key(name or "")), label_key(whole)
    is_part = printed in meant and level_key(name) != level_key(whole)
    return is_part and len(printed) >= 3 and len(meant) - len(printed) <= _LOST
