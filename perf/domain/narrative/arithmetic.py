"""Sums, shares and roundings of what the text states, and how they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from perf.domain.money import rounding_slack
from perf.domain.terms import Verdict
from perf.domain.values import show_number

_WEIGHT = (Verdict.CONFIRMED, Verdict.ROUNDING, Verdict.CANNOT_DECIDE, Verdict.WRONG)
HUNDRED = Decimal(100)
_MOST_TERMS = 20
_USUAL_DIGITS = 28


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Round half up, as published figures are; also what no budget is as large as."""
    digits = Context(prec=max(_USUAL_DIGITS, number.adjusted() + decimals + 2))
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, digits)


def percent_verdict(computed: Decimal, claimed: Decimal, decimals: int) -> Verdict:
    """Compare a percentage with a printed one: right to its decimals, off by one in the last, or wrong.

    With a single decimal the last digit weighs: it may have been cut off or rounded up, no more.
    """
    printed = rounded(computed, decimals)
    if printed == claimed:
        return Verdict.CONFIRMED
    difference = abs((printed if decimals > 1 else computed) - claimed)
    return Verdict.ROUNDING if difference <= Decimal(1).scaleb(-decimals) and decimals else Verdict.WRONG


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount as far as printed numbers tell it.

    Attributes:
        number: what they give.
        slack: how far rounding for printing may have moved it.
    """

    number: Decimal
    slack: Decimal

    @classmethod
    def of(cls, *numbers: Decimal) -> "Printed":
        """Give the sum of printed numbers; what is subtracted is negative."""
        return cls(sum(numbers, Decimal()), rounding_slack(numbers))


def ratio_verdict(part: Printed, whole: Printed, claimed: Decimal, decimals: int) -> Verdict:
    """Compare the percentage that a part is of a whole with a printed one; neither amount is negative, the whole not 0.

    Percentages are worked out before amounts are rounded for printing: one that the printed amounts do not give may
    still be right, above all where they are small.
    """
    verdict = percent_verdict(part.number / whole.number * HUNDRED, claimed, decimals)
    if verdict is not Verdict.WRONG or whole.number <= whole.slack:
        return verdict
    least = (part.number - part.slack) / (whole.number + whole.slack)
    most = (part.number + part.slack) / (whole.number - whole.slack)
    is_between = rounded(least * HUNDRED, decimals) <= claimed <= rounded(most * HUNDRED, decimals)
    return Verdict.ROUNDING if is_between else verdict


def heaviest(verdicts: Iterable[Verdict]) -> Verdict:
    """Give what weighs most of what was found about one statement."""
    return max(verdicts, key=_WEIGHT.index, default=Verdict.CONFIRMED)


def show_percent(number: Decimal, decimals: int = 2) -> str:
    """Show a percentage with at least two decimals, zeros at the end left out where it is whole."""
    shown = rounded(number, max(decimals, 2))
    return f"{show_number(shown.to_integral_value() if shown == shown.to_integral_value() else shown)}%"


def show_sum(parts: Iterable[Decimal]) -> str:
    """Show an addition, differences with their signs: 1 + 2 − 3; of a very long one its beginning and length."""
    numbers = list(parts)
    terms = [(part < 0, show_number(abs(part))) for part in numbers[:_MOST_TERMS]]
    shown = "".join(f" {'−' if minus else '+'} {term}" for minus, term in terms)
    shown = f"−{shown[3:]}" if shown.startswith(" −") else shown[3:]
    return shown if len(numbers) <= _MOST_TERMS else f"{shown} + …（共 {len(numbers)} 项）"
