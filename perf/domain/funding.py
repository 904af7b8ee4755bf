"""The money block of a target table (预算情况, 项目资金)."""

from dataclasses import dataclass, field
from decimal import Decimal

from perf.domain.sources import Source
from perf.domain.terms import Period
from perf.domain.text import require_clean, require_keys
from perf.domain.values import parse_value, show_number

MONEY_UNITS = ("万元", "元")


@dataclass(frozen=True, slots=True)
class Funding:
    """One amount of the money block.

    Attributes:
        key: the form's name for the slot, such as ``total`` or ``basic_personnel``.
        label: the printed wording that names it, outer label first (``基本支出 人员经费``).
        amount: the amount, with the digits that were written; ``None`` when it is not a number.
        unit: ``万元`` or ``元``; ``None`` when the table does not say.
        text: the exact wording where it differs from the plain number.
        period: year or medium term.
        source: where the amount was read; not part of equality.
    """

    key: str
    label: str
    amount: Decimal | None = None
    unit: str | None = None
    text: str | None = None
    period: Period = Period.ANNUAL
    source: Source | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse an amount that says nothing, or whose unit is not one of money."""
        require_keys("funding", self.key)
        require_clean("funding", self.label, self.text)
        if self.unit not in (None, *MONEY_UNITS):
            raise ValueError(f"{self.unit!r:.20} is no unit of money")
        if self.amount is not None and not self.amount.is_finite():
            raise ValueError("an amount is finite")
        if self.amount is None and self.text is None:
            raise ValueError("an absent amount has no funding row")

    def show(self) -> str:
        """Print the amount as it was written."""
        if self.text is not None:
            return self.text
        assert self.amount is not None
        return show_number(self.amount)


def read_amount(written: str) -> tuple[Decimal | None, str | None, str | None]:
    """Read a filled amount cell: its number, the unit behind it, and the wording where it is no plain number."""
    value = parse_value(written)
    if value.number is None or value.comparison or value.upper or value.unit not in (None, *MONEY_UNITS):
        return None, None, written
    is_plain = value.unit is None and show_number(value.number) == written
    return value.number, value.unit, None if is_plain else written
