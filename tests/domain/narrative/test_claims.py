"""Right statements are confirmed, wrong ones are not, whatever the amounts; and no text takes more than its length."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.budget_tables import BudgetTables
from perf.domain.documents.blocks import Paragraph
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.document_claims import claims_in
from perf.domain.terms import Verdict
from perf.table_schemas import narrative_wordings

CENTS = Decimal("0.01")
AMOUNTS = st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)


def _claims(*texts: str) -> tuple[Claim, ...]:
    return claims_in([Paragraph(text) for text in texts], (), BudgetTables(), narrative_wordings())


def _verdicts(kind: ClaimKind, *texts: str) -> list[Verdict]:
    return [claim.verdict for claim in _claims(*texts) if claim.kind is kind]


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(CENTS, ROUND_HALF_UP)


@given(AMOUNTS, AMOUNTS)
def test_a_change_that_follows_from_both_years_is_confirmed(now: Decimal, before: Decimal) -> None:
    word = "增加" if now >= before else "减少"
    delta = abs(now - before)
    sentence = f"收入 {now} 万元，与上年 {before} 万元相比{word} {delta} 万元，{word} {_percent(delta, before)}%。"

    assert _verdicts(ClaimKind.CHANGE, sentence) == [Verdict.CONFIRMED]


@given(AMOUNTS, AMOUNTS, st.integers(2, 10**5))
def test_a_difference_that_is_off_by_more_than_rounding_is_wrong(now: Decimal, before: Decimal, off: int) -> None:
    sentence = f"收入 {now + before} 万元，与上年 {before} 万元相比增加 {now + off * CENTS} 万元。"

    assert _verdicts(ClaimKind.CHANGE, sentence) == [Verdict.WRONG]


@given(st.lists(AMOUNTS, min_size=2, max_size=8))
def test_parts_and_shares_of_their_sum_are_confirmed(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal())
    listed = "、".join(
        f"第{number}项设备 {part} 万元，占 {_percent(part, total)}%" for number, part in enumerate(parts)
    )
    text = f"设备 {total} 万元，包括：{listed}。"

    assert _verdicts(ClaimKind.PARTS, text) == [Verdict.CONFIRMED]
    assert set(_verdicts(ClaimKind.SHARE, text)) == {Verdict.CONFIRMED}


@given(st.lists(AMOUNTS, min_size=2, max_size=8), st.integers(10, 10**6))
def test_parts_that_are_more_than_their_whole_are_wrong(parts: list[Decimal], off: int) -> None:
    listed = "、".join(f"第{number}项设备 {part} 万元" for number, part in enumerate(parts))
    text = f"设备 {sum(parts) + off * CENTS} 万元，包括：{listed}、其他 {2 * off * CENTS} 万元。"

    assert _verdicts(ClaimKind.PARTS, text) == [Verdict.WRONG]


@given(st.text("支出收入增加减少占比上年其中（）、，。；12.0万元%个率《》\U00020000 <b>=", max_size=120))
def test_any_text_is_read_without_complaint(text: str) -> None:
    for claim in _claims(*([text.strip()] if text.strip() else [])):
        assert claim.claimed
        assert claim.how
        assert claim.place.read == claim.claimed


@pytest.mark.parametrize(
    "unit", ["，", "增加（减少）1万元", "（", "支出1万元，其中：", "1", "围绕甲、", "《甲2022-2026"]
)
def test_a_megabyte_of_one_wording_is_read_at_once(unit: str) -> None:
    assert len(_claims(unit * (1_000_000 // len(unit.encode())))) >= 0


def test_ten_thousand_parts_are_shown_by_their_beginning() -> None:
    listed = "、".join(f"第{number}项设备 1 万元" for number in range(10_000))

    (claim,) = (each for each in _claims(f"设备 10000 万元，包括：{listed}。") if each.kind is ClaimKind.PARTS)

    assert claim.verdict is Verdict.CONFIRMED
    assert "共 10000 项" in claim.how
    assert len(claim.how) < 200
    assert len(claim.sentence) < 500
