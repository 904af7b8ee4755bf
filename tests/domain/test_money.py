"""Printed amounts are compared in one unit, and what rounding moved is no mistake."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.money import converted, sum_verdict
from perf.domain.terms import Verdict

_YUAN = st.integers(0, 10**12).map(Decimal)


@pytest.mark.parametrize(
    ("total", "parts", "verdict"),
    [
        ("405.31", ["303.31", "102.00"], Verdict.CONFIRMED),
        ("10.20", ["10.0", "0.1", "0.1"], Verdict.CONFIRMED),
        ("405.30", ["303.31", "102"], Verdict.ROUNDING),
        ("405.29", ["303.31", "102"], Verdict.WRONG),
        ("170.08", ["162.08"], Verdict.WRONG),
        ("170.08", ["170.0849"], Verdict.ROUNDING),
        ("170.0800", ["170.0849"], Verdict.WRONG),
        ("0", [], Verdict.CONFIRMED),
    ],
)
def test_a_sum_is_right_rounded_or_wrong(total: str, parts: list[str], verdict: Verdict) -> None:
    assert sum_verdict(Decimal(total), [Decimal(part) for part in parts]) is verdict


@given(st.lists(_YUAN, max_size=30))
def test_parts_that_were_rounded_one_by_one_are_never_called_wrong(parts: list[Decimal]) -> None:
    cents = Decimal("0.01")
    printed = [(part / 10_000).quantize(cents) for part in parts]

    assert sum_verdict((sum(parts, Decimal()) / 10_000).quantize(cents), printed) is not Verdict.WRONG


@given(_YUAN)
def test_an_amount_said_in_another_unit_and_back_is_the_same(amount: Decimal) -> None:
    assert converted(converted(amount, "元", "万元"), "万元", "元") == amount
