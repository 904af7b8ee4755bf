"""Arithmetic of printed amounts: units of money, and sums whose parts were each rounded for printing."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from perf.domain.terms import Verdict

_YUAN = {"万元": Decimal(10_000), "元": Decimal(1)}


def converted(amount: Decimal, unit: str, into: str) -> Decimal:
    """Say an amount in another unit of money; both are of :data:`perf.domain.funding.MONEY_UNITS`."""
    return amount if unit == into else amount * _YUAN[unit] / _YUAN[into]


def sum_verdict(total: Decimal, parts: Sequence[Decimal]) -> Verdict:
    """Tell whether parts add up to a total: exactly, but for the rounding of each printed number, or not.

    Numbers of one unit are compared. Printing may have moved each of them by half of its last decimal, and where
    trailing zeros were left out by half of its second (0.005).
    """
    difference = abs(total - sum(parts))
    if not difference:
        return Verdict.CONFIRMED
    return Verdict.ROUNDING if difference <= rounding_slack((total, *parts)) else Verdict.WRONG


def rounding_slack(numbers: Iterable[Decimal]) -> Decimal:
    """Give how far printed numbers that are set against each other can be apart by rounding alone."""
    return sum(map(_half_of_last_decimal, numbers), Decimal())


def show_amount(amount: Decimal) -> str:
    """Print a computed amount without zeros at its end."""
    return f"{amount.normalize() + 0:f}"


def _half_of_last_decimal(number: Decimal) -> Decimal:
    """Give what rounding may have taken from a printed number."""
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return Decimal(5).scaleb(-max(2, decimals) - 1)
