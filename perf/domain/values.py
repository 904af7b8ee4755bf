"""What stands in a value cell: a comparison, a number, a unit, or words.

:func:`parse_value` reads one cell such as ``≥95%`` or ``不低于90%``; :func:`show_value` prints it again.
Forms that give sign, number and unit cells of their own use :func:`value_from_cells` and
:func:`value_cells`. Nothing is rounded or re-worded: where the canonical print would differ from
what was written, the wording is kept in ``text``.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from perf.domain.terms import Comparison
from perf.domain.text import require_clean

_WIDE = str.maketrans("０１２３４５６７８９．，％＋－＝＞＜～", "0123456789.,%+-=><~")
_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WHOLE_NUMBER = re.compile(_NUMBER, re.ASCII)
# A unit is short and holds no digit, sign or full stop; dates such as 2026年12月底前 therefore stay words.
_UNIT = (
    r"(?:[%‰](?=$|\s|[-~/—–至到以及])|[^\s0-9.,，。；;：:、+\-=<>≥≤~≧≦⩾⩽（）()%‰/]{1,10})(?:/[^\s0-9.,，。；;]{1,6})?"
    r"(?:(?<=[%‰])(?:及?以[上下内]|之内))?"
)

_SIGNS: tuple[tuple[str, Comparison], ...] = (
    ("大于或者等于", Comparison.AT_LEAST),
    ("大于或等于", Comparison.AT_LEAST),
    ("大于等于", Comparison.AT_LEAST),
    ("小于或者等于", Comparison.AT_MOST),
    ("小于或等于", Comparison.AT_MOST),
    ("小于等于", Comparison.AT_MOST),
    ("不低于", Comparison.AT_LEAST),
    ("不少于", Comparison.AT_LEAST),
    ("不小于", Comparison.AT_LEAST),
    ("至少", Comparison.AT_LEAST),
    ("不高于", Comparison.AT_MOST),
    ("不超过", Comparison.AT_MOST),
    ("不大于", Comparison.AT_MOST),
    ("不多于", Comparison.AT_MOST),
    ("至多", Comparison.AT_MOST),
    ("控制在", Comparison.AT_MOST),
    ("大于", Comparison.MORE_THAN),
    ("高于", Comparison.MORE_THAN),
    ("超过", Comparison.MORE_THAN),
    ("多于", Comparison.MORE_THAN),
    ("小于", Comparison.LESS_THAN),
    ("低于", Comparison.LESS_THAN),
    ("少于", Comparison.LESS_THAN),
    ("等于", Comparison.EQUAL),
    (">=", Comparison.AT_LEAST),
    ("=>", Comparison.AT_LEAST),
    ("<=", Comparison.AT_MOST),
    ("=<", Comparison.AT_MOST),
    ("≥", Comparison.AT_LEAST),
    ("≧", Comparison.AT_LEAST),
    ("⩾", Comparison.AT_LEAST),
    ("≤", Comparison.AT_MOST),
    ("≦", Comparison.AT_MOST),
    ("⩽", Comparison.AT_MOST),
    (">", Comparison.MORE_THAN),
    ("<", Comparison.LESS_THAN),
    ("=", Comparison.EQUAL),
)
_SIGN_OF = dict(_SIGNS)
_LEADING_SIGN = re.compile("|".join(re.escape(sign) for sign, _ in _SIGNS))
_TRAILING_BOUND = {
    "及以上": Comparison.AT_LEAST,
    "以上": Comparison.AT_LEAST,
    "及以下": Comparison.AT_MOST,
    "以下": Comparison.AT_MOST,
    "以内": Comparison.AT_MOST,
    "之内": Comparison.AT_MOST,
}
_QUANTITY = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:(?P<first_unit>{_UNIT})?\s*(?:-|—|–|~|至|到)\s*(?P<upper>{_NUMBER}))?\s*"
    rf"(?P<unit>{_UNIT})?"
)
_BOUND = re.compile(f"(?P<quantity>.*?)(?P<bound>{'|'.join(_TRAILING_BOUND)})")
_QUALITATIVE = re.compile(r"定性\s*[:：]\s*(?P<words>.+)", re.DOTALL)
_DATE_UNIT = re.compile("[年月日号]")


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target value (指标值).

    Attributes:
        comparison: sign, ``Comparison.QUALITATIVE`` (定性), or ``None`` when none is printed.
        number: the number, with the digits that were written; ``None`` when the value is words.
        unit: what is counted, such as ``%``, ``万元``, ``个工作日``.
        text: the exact wording where the canonical print would differ from it, and all of a value that is words.
        upper: upper end of a range (``90%-95%``); ``number`` is then its lower end.
    """

    comparison: Comparison | None = None
    number: Decimal | None = None
    unit: str | None = None
    text: str | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse values that say nothing, or a range without a lower end."""
        require_clean("target value", self.unit, self.text)
        if self.number is None and self.upper is not None:
            raise ValueError("a range needs its lower end")
        if any(number is not None and not number.is_finite() for number in (self.number, self.upper)):
            raise ValueError("a number is finite")
        if self.number is None and self.text is None and self.comparison is None and self.unit is None:
            raise ValueError("a value says something; an absent value is None")


@lru_cache(maxsize=4096)
def parse_number(written: str) -> Decimal | None:
    """Read a plain decimal number, or ``None``.

    Full-width digits and signs and thousands separators in their right places are read; ``NaN``, ``1_000``,
    ``²``, ``٩٥``, ``1e5`` and anything else are not numbers here.
    """
    folded = written.strip().translate(_WIDE).replace("−", "-")
    if not _WHOLE_NUMBER.fullmatch(folded):
        return None
    return Decimal(folded.replace(",", ""))


def show_number(number: Decimal) -> str:
    """Print a number with exactly the digits it holds, never in exponent notation."""
    return f"{number:f}"


@lru_cache(maxsize=4096)
def parse_value(written: str) -> TargetValue:
    """Read one value cell. Words that are no number stay exact words.

    ``written`` is a clean, non-empty text (:func:`perf.domain.text.clean_text`).
    """
    qualitative = _QUALITATIVE.fullmatch(written)
    if qualitative:
        return _kept_wording(TargetValue(Comparison.QUALITATIVE, text=qualitative["words"].strip()), written)
    if written == Comparison.QUALITATIVE.value:
        return TargetValue(Comparison.QUALITATIVE)
    quantity = _read_quantity(written.translate(_WIDE).replace("−", "-"))
    if quantity is None:
        return TargetValue(text=written)
    return _kept_wording(quantity, written)


def _kept_wording(value: TargetValue, written: str) -> TargetValue:
    """Keep the wording beside a value whose canonical print differs from it."""
    if show_value(value) == written:
        return value
    if value.number is None:
        return TargetValue(text=written)
    return TargetValue(value.comparison, value.number, value.unit, written, value.upper)


def _read_quantity(folded: str) -> TargetValue | None:
    """Read sign, number or range, unit and trailing bound; ``None`` when the text is not all of that."""
    leading = _LEADING_SIGN.match(folded)
    comparison = _SIGN_OF[leading.group()] if leading else None
    rest = folded[leading.end() :].strip() if leading else folded
    found = _QUANTITY.fullmatch(rest)
    if found is None or _is_bound(found["unit"]):
        bounded = _BOUND.fullmatch(rest)
        if bounded is None:
            return None
        found = _QUANTITY.fullmatch(bounded["quantity"].strip())
        comparison = comparison or _TRAILING_BOUND[bounded["bound"]]
    if found is None or _is_date(found):
        return None
    upper = found["upper"]
    return TargetValue(
        comparison,
        Decimal(found["number"].replace(",", "")),
        found["unit"] or (found["first_unit"] if upper else None),
        upper=Decimal(upper.replace(",", "")) if upper else None,
    )


def stated_bounds(written: str) -> tuple[tuple[str, Comparison], ...]:
    """Give the bounds a value cell states as worded, a leading one first: ``大于`` and ``以上`` in ``大于90%以上``."""
    folded = written.strip().translate(_WIDE)
    leading = _LEADING_SIGN.match(folded)
    trailing = next((bound for bound in _TRAILING_BOUND if folded.endswith(bound)), None)
    before = ((leading.group(), _SIGN_OF[leading.group()]),) if leading else ()
    return (*before, (trailing, _TRAILING_BOUND[trailing])) if trailing else before


def _is_bound(unit: str | None) -> bool:
    """Tell a unit that is or ends with a bound word, such as 天以内."""
    return unit is not None and unit.endswith(tuple(_TRAILING_BOUND))


def _is_date(found: re.Match[str]) -> bool:
    """Tell a point in time (2026年, 2026年底前, 12月) from a quantity (3年, 6个月)."""
    unit = found["unit"] or ""
    is_calendar_year = unit.startswith("年") and len(found["number"]) == 4
    return is_calendar_year or bool(_DATE_UNIT.match(unit) and len(unit) > 1 and unit[1:2] in "底前初末内")


def show_value(value: TargetValue) -> str:
    """Print a value in one cell: its own wording where there is one, else sign, number and unit together."""
    if value.text is not None:
        is_qualitative = value.comparison is Comparison.QUALITATIVE and value.number is None
        return f"{Comparison.QUALITATIVE.value}：{value.text}" if is_qualitative else value.text
    sign = value.comparison.value if value.comparison else ""
    unit = value.unit or ""
    if value.number is None:
        return sign + unit
    if value.upper is None:
        return f"{sign}{show_number(value.number)}{unit}"
    repeated = unit if unit == "%" else ""
    return f"{sign}{show_number(value.number)}{repeated}-{show_number(value.upper)}{unit}"


@lru_cache(maxsize=4096)
def parse_comparison(written: str) -> Comparison | None:
    """Read a cell that holds nothing but a sign, in any usual writing, or 定性; else ``None``."""
    folded = written.strip().translate(_WIDE)
    if folded in {"定性", "定性指标"}:
        return Comparison.QUALITATIVE
    return _SIGN_OF.get(folded)


def value_from_cells(comparison: str | None, number: str | None, unit: str | None) -> TargetValue | None:
    """Read a value whose sign, number and unit stand in cells of their own; ``None`` when all are blank.

    ``comparison`` must be a sign that :func:`parse_comparison` reads; callers ask about any other wording.
    A number cell that is not a plain number is kept as ``text``.
    """
    if comparison is None and number is None and unit is None:
        return None
    sign = parse_comparison(comparison) if comparison else None
    read = parse_number(number) if number else None
    wording = number if number and (read is None or show_number(read) != number) else None
    return TargetValue(sign, read, unit, wording)


def value_from_some_cells(comparison: str | None, written: str | None, unit: str | None) -> TargetValue | None:
    """Read a value of which the sign or the unit, or neither, stands in a cell of its own.

    The parts are read as the one cell they would be together; where that is no number they stay as they stand.
    """
    if written is None:
        return value_from_cells(comparison, None, unit)
    front = "" if comparison is None or written.startswith(comparison) else comparison
    behind = "" if unit is None or written.endswith(unit) else unit
    together = parse_value(f"{front}{written}{behind}")
    stands_alone = comparison is None and unit is None
    return together if stands_alone or together.number is not None else value_from_cells(comparison, written, unit)


def value_cells(value: TargetValue | None) -> tuple[str | None, str | None, str | None]:
    """Give the sign, number and unit cells that :func:`value_from_cells` reads back to the same value.

    A range has no number cell to stand in: it stands there as worded, its units with it.
    """
    if value is None:
        return None, None, None
    sign = value.comparison.value if value.comparison else None
    if value.upper is not None and value.text is None:
        return sign, show_value(replace(value, comparison=None)), None
    if value.text is not None or value.number is None:
        return sign, value.text, value.unit
    return sign, show_number(value.number), value.unit
