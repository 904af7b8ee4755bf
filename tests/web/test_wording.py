"""Values are said the same way on every page."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from perf.web.wording import say_amount, say_date, say_size


def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_in_china() -> None:
    assert say_date(datetime(2026, 2, 28, 18, 30, tzinfo=UTC)) == "2026年3月1日"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (Decimal("405.310"), "万元", "405.310 万元"),
        (Decimal("8"), None, "8"),
        (Decimal("0"), "元", "0 元"),
        (None, "万元", "未填"),
    ],
)
def test_an_amount_keeps_its_digits_and_a_missing_one_is_not_zero(
    amount: Decimal | None, unit: str | None, said: str
) -> None:
    assert say_amount(amount, unit) == said


def test_a_size_is_said_in_megabytes() -> None:
    assert say_size(50 * 1024 * 1024) == "50 MB"
