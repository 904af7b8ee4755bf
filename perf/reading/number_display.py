"""Numbers and dates of a spreadsheet as the text that people see, by the number format of their cell."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

SheetValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

BUILT_IN_CODES = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    27: "yyyy年m月", 28: "yyyy年m月d日", 29: "yyyy年m月d日", 31: "yyyy年m月d日", 36: "yyyy年m月",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    50: "yyyy年m月", 51: "yyyy年m月d日", 52: "yyyy年m月", 53: "yyyy年m月d日", 54: "yyyy年m月d日", 57: "yyyy年m月",
    58: "yyyy年m月d日",
}  # fmt: skip
"""Codes of the format numbers that files do not spell out, as Chinese Excel and WPS take them."""

_EXACT_WHOLE = 1e15
_TYPED_DECIMALS = 6
"""More decimals than this come from a division, not from a person."""

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[[^\]]*\]|(.)', re.DOTALL)
_SILENT = frozenset(" -+()$¥￥€")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The part of a number format that changes what a number says.

    Attributes:
        least: decimals always shown.
        most: decimals shown at most.
        percent: whether 0.95 is shown as 95%.
        prefix, suffix: words around the number, such as 万元.
    """

    least: int
    most: int
    percent: bool
    prefix: str
    suffix: str


def show_value(value: SheetValue, code: str | None = None) -> str:
    """Show a value in its cell's number format: 0.95 in ``0%`` is 95%, 95.0 is 95, a day 2026-12-31 or 2026年12月31日.

    Thousands separators and currency signs are left out. A number that a person typed (up to 6 decimals) is never
    rounded; the long fraction of a division is, to the decimals of the format. Floating point noise never shows.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _show_number(value, code)
    if isinstance(value, datetime.date | datetime.time):
        return _show_moment(value, code)
    return str(value)


def _show_moment(moment: datetime.date | datetime.time, code: str | None) -> str:
    if isinstance(moment, datetime.time):
        return _show_time(moment)
    if isinstance(moment, datetime.datetime):
        time = f" {_show_time(moment.time())}" if moment.time() != datetime.time() else ""
        return _show_date(moment.date(), code) + time
    return _show_date(moment, code)


def _show_date(day: datetime.date, code: str | None) -> str:
    if code is None or "年" not in code:
        return day.isoformat()
    month = f"{day.month}月" if "月" in code else ""
    return f"{day.year}年{month}{day.day}日" if "日" in code else f"{day.year}年{month}"


def _show_time(time: datetime.time) -> str:
    return f"{time:%H:%M}" if not time.second else f"{time:%H:%M:%S}"


def _show_number(value: float, code: str | None) -> str:
    if code is None and abs(value) < _EXACT_WHOLE and value == int(value):
        return str(int(value))
    exact = Decimal(format(value, ".15g"))
    if not exact.is_finite():
        return str(value)
    pattern = _pattern(code) if code else None
    if pattern is None:
        return _plain(exact, 0)
    shown = exact * 100 if pattern.percent else exact
    decimals = _decimals(shown)
    if decimals > max(pattern.most, _TYPED_DECIMALS):
        shown = shown.quantize(Decimal(1).scaleb(-pattern.most), ROUND_HALF_UP)
    return f"{pattern.prefix}{_plain(shown, pattern.least)}{'%' if pattern.percent else ''}{pattern.suffix}"


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: Decimal, least: int) -> str:
    """Write without an exponent, with no decimals but the needed and the least; never ``-0``."""
    decimals = max(_decimals(number), least)
    written = f"{number:.{decimals}f}"
    return written.removeprefix("-") if not number else written


@lru_cache(maxsize=256)
def _pattern(code: str) -> _Pattern | None:
    """Read the first section of a number format; ``None`` for those that only a spreadsheet can show."""
    digits, prefix, suffix = "", "", ""
    for quoted, escaped, plain in _TOKEN.findall(code[:200]):
        if plain == ";":
            break
        if plain and plain in "0#?.,%":
            digits += plain
        elif plain in {"E", "e", "/", "@", "G"}:
            return None
        elif (words := quoted or escaped or plain) and words not in _SILENT:
            prefix, suffix = (prefix, suffix + words) if digits else (prefix + words, suffix)
    if not any(place in digits for place in "0#?") or digits.rstrip("%").endswith(","):
        return None
    decimals = digits.partition(".")[2]
    return _Pattern(decimals.count("0"), sum(map(decimals.count, "0#?")), "%" in digits, prefix, suffix)
