"""Numbers with a unit in running text: amounts of money, shares, counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from perf.domain.values import show_number

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
"""Full-width figures; one character each, so that places stay."""

_NUMBER = r"(?<![\d第])(?<!\d[.,])(?<!第\s)(?P<number>-?\d{1,15}+(?:,\d{3})*+(?:\.\d{1,10}+)?+)"
_QUANTITY = re.compile(
    # A run of digits is tried once, from its beginning: possessive, so that no text costs more than one pass.
    rf"{_NUMBER}\s*+(?:(?P<unit>万元|亿元|元|%|个(?!百分点|月|工作日)|项(?!目|[）)]))(?!\d|及?以[上下内])"
    r"|(?P<bare>)(?=(?:相比|，|,)?(?:增加|减少|增长|下降)))"
)
"""A number with its unit, or one right before a change, which may leave its unit to what follows."""

_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|年度|年)(?:预算|决算|执行)?数?(?:的|为|是)?\s*$")
_LAST_YEAR_LIMIT = 12
_BORROWED_FROM = 12
"""A number without a unit takes that of an amount so near behind it (较上年 2.1 减少 0.1 万元)."""

_IN_TEN_THOUSAND_YUAN = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}


class Measure(StrEnum):
    """What a quantity measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start: its first character in the passage.
        end: the character after it.
        number: as written.
        unit: as written, in half-width characters.
        decimals: printed decimals.
    """

    start: int
    end: int
    number: Decimal
    unit: str
    decimals: int

    @property
    def measure(self) -> Measure:
        """What it measures."""
        if self.unit in _IN_TEN_THOUSAND_YUAN:
            return Measure.MONEY
        return Measure.PERCENT if self.unit == "%" else Measure.COUNT

    @property
    def amount(self) -> Decimal:
        """The number; of money in 万元."""
        return self.number * _IN_TEN_THOUSAND_YUAN.get(self.unit, Decimal(1))

    def show(self) -> str:
        """Show it with its unit."""
        return f"{self.number:f}{'' if self.unit == '%' else ' '}{self.unit}"

    def written_in(self, text: str) -> str:
        """Give it as it stands in its passage, sign for sign."""
        return text[self.start : self.end]

    def in_its_unit(self, amount: Decimal) -> Decimal:
        """Give another amount, of money in 万元, in the unit that this one is written in."""
        return amount / _IN_TEN_THOUSAND_YUAN.get(self.unit, Decimal(1))

    def show_like(self, amount: Decimal) -> str:
        """Show another amount, of money in 万元, with the unit that this one is written in."""
        number = show_number(self.in_its_unit(amount))
        unit = " 个" if self.measure is Measure.COUNT else self.unit if self.unit == "%" else f" {self.unit}"
        return f"{number}{unit}"


def quantities_in(text: str) -> Iterator[Quantity]:
    """Give the quantities of a text, in order; thresholds (20 万元以上) are none."""
    waiting: Quantity | None = None
    for found in _QUANTITY.finditer(text.translate(_WIDE)):
        quantity = _quantity(found)
        if waiting and quantity.measure is Measure.MONEY and quantity.start - waiting.end <= _BORROWED_FROM:
            yield replace(waiting, unit=quantity.unit)
        waiting = None
        if found["bare"] is None:
            yield quantity
        elif _LAST_YEAR.search(text, max(0, found.start() - _LAST_YEAR_LIMIT), found.start()):
            waiting = quantity


def _quantity(found: re.Match[str]) -> Quantity:
    written = found["number"].replace(",", "")
    decimals = len(written.partition(".")[2])
    unit = found["unit"] or ""
    return Quantity(found.start(), found.end("unit" if unit else "number"), Decimal(written), unit, decimals)
