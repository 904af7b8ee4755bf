"""Numbers with a unit in running text: amounts of money, shares, counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perf.domain.values import show_number

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
"""Full-width figures; one character each, so that places stay."""

_QUANTITY = re.compile(
    # A run of digits is tried once, from its beginning: possessive, so that no text costs more than one pass.
    r"(?<![\d第])(?<!\d[.,])(?<!第\s)(?P<number>-?\d{1,15}+(?:,\d{3})*+(?:\.\d{1,10}+)?+)\s*+"
    r"(?P<unit>万元|亿元|元|%|个(?!百分点|月|工作日)|项(?!目|[）)]))(?!\d|及?以[上下内])"
)
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
        """Show it as written, with its unit."""
        return f"{self.number:f}{'' if self.unit == '%' else ' '}{self.unit}"


def quantities_in(text: str) -> Iterator[Quantity]:
    """Give the quantities of a text, in order; thresholds (20 万元以上) are none."""
    for found in _QUANTITY.finditer(text.translate(_WIDE)):
        written = found["number"].replace(",", "")
        decimals = len(written.partition(".")[2])
        yield Quantity(found.start(), found.end(), Decimal(written), found["unit"], decimals)


def show_amount(amount: Decimal, measure: Measure) -> str:
    """Show a computed amount with its unit."""
    number = show_number(amount)
    return f"{number} 万元" if measure is Measure.MONEY else f"{number}{'%' if measure is Measure.PERCENT else ' 个'}"
