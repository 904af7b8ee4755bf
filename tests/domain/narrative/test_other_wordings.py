"""Statements as other provinces print them: in 元, lines broken by the paper, half-width signs, 同比 and 占…%."""

import pytest

from perf.domain.budget_tables import BudgetTables
from perf.domain.documents.blocks import Paragraph
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.document_claims import claims_in
from perf.domain.narrative.passages import passages_of
from perf.domain.sources import Source
from perf.domain.terms import Verdict
from perf.table_schemas import narrative_wordings


def claims(text: str, *kinds: ClaimKind) -> list[tuple[str, str | None, str]]:
    """Give what a text of lines claims: as written, computed, verdict; of some kinds only."""
    return [(each.claimed, each.computed, each.verdict.value) for each in found(text) if each.kind in kinds]


def found(text: str) -> tuple[Claim, ...]:
    lines = [Paragraph(line, Source(line=number)) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return claims_in(lines, (), BudgetTables(), narrative_wordings())


def test_lines_that_the_paper_broke_are_one_sentence_whatever_their_commas() -> None:
    text = "养护支出预算 60000 元,占项目支出\n预算 30%,同比增\n加10000 元,增长 20%。"

    (passage,) = passages_of([Paragraph(line) for line in text.splitlines()])

    assert passage.text == text.replace("\n", "")
    assert claims(text, ClaimKind.CHANGE) == [("同比增加10000 元,增长 20%", "增加 10000 元，20%", "confirmed")]


def test_a_comma_inside_a_number_makes_no_prose() -> None:
    assert len(passages_of([Paragraph("合计 12,500"), Paragraph("单位负责人")])) == 2


def test_figures_are_worked_out_in_the_unit_of_the_text() -> None:
    text = "基本支出 120000.50 元,其中:人员经费 100000.30 元,公用经费 20000.20 元。"

    (claim,) = (each for each in found(text) if each.kind is ClaimKind.PARTS)

    assert claim.computed == "120000.50 元"
    assert claim.how == "基本支出：100000.30 + 20000.20 = 120000.50 元"


def test_in_yuan_a_difference_of_a_few_yuan_is_no_rounding() -> None:
    text = "基本支出 120030.50 元,其中:人员经费 100000.30 元,公用经费 20000.20 元。"

    assert claims(text, ClaimKind.PARTS) == [("120030.50 元", "120000.50 元", "wrong")]


def test_a_share_is_of_the_amount_of_that_name_said_last_before_it() -> None:
    text = (
        "按单位划分,项目支出 0 元。\n项目支出预算 50000 元。\n其中:\n"
        "商品和服务支出 20000 元,占项目支出预算 40%。\n五、其他说明\n项目支出 70000 元。"
    )

    assert claims(text, ClaimKind.SHARE) == [("40%", "40%", "confirmed")]


def test_shares_that_add_up_to_100_are_held_against_the_sum_of_their_amounts() -> None:
    text = "(一)教育支出 3000 元,占全部款项 30%。\n(二)农林水支出 7000 元,占全部款项 70%。"
    slip = text.replace("7000 元", "9000 元")

    assert [verdict for *_, verdict in claims(text, ClaimKind.SHARE)] == ["confirmed"] * 3
    assert claims(slip, ClaimKind.SHARE) == [("30%", "25%", "wrong"), ("70%", "75%", "wrong")]


def test_parts_that_leave_nothing_out_and_share_more_than_all_of_it_are_wrong() -> None:
    text = "基本支出 9000 元,占支出预算的90%。\n项目支出 1000 元,占支出预算的 15%。"

    assert claims(text, ClaimKind.SHARE) == [("90%", "90%", "confirmed"), ("15%", "10%", "wrong")]


def test_shares_of_something_that_is_nowhere_stated_are_left_undecided() -> None:
    text = "基本支出 9000 元,占支出预算的80%。\n项目支出 1000 元,占支出预算的 15%。"

    assert [verdict for *_, verdict in claims(text, ClaimKind.SHARE)] == ["cannot_decide", "cannot_decide"]


@pytest.mark.parametrize(
    ("words", "claimed", "verdict"),
    [
        ("较上年2.50减少0.10万元,减少了4%", "较上年2.50减少0.10万元,减少了4%", "confirmed"),
        ("较上年2.60减少0.10万元,减少了4%", "较上年2.60减少0.10万元,减少了4%", "wrong"),
        ("同口径比2025年减少 0.10 万元,下降 4%", "同口径比2025年减少 0.10 万元,下降 4%", "confirmed"),
        ("比上年 25000 元减少 1000 元,下降 4%", "比上年 25000 元减少 1000 元,下降 4%", "confirmed"),
        ("同比增加 2.4 万元,上年无该预算", "同比增加 2.4 万元,上年无该预算", "confirmed"),
        ("同比增加 0.4 万元,上年没有该项培训", "同比增加 0.4 万元", "cannot_decide"),
    ],
)
def test_a_change_is_quoted_and_worked_out(words: str, claimed: str, verdict: str) -> None:
    text = f"2026年会议支出 2.40 万元,{words}。"

    ((quoted, _, came_out),) = claims(text, ClaimKind.CHANGE)
    assert (quoted, came_out) == (claimed, verdict)


def test_a_change_of_the_whole_may_follow_the_list_of_its_parts_and_each_part_be_named_again() -> None:
    text = (
        "2026年“三公”经费预算为90万元。其中,公务接待费30万元,公务用车购置及运行费60万元。"
        "同口径比2025年减少10万元,下降10%。其中:公务接待费同口径比2025年减少2万元,下降6.3%;"
        "公务用车购置费比2025年减少5万元,下降50%。"
    )

    assert claims(text, ClaimKind.CHANGE) == [
        ("同口径比2025年减少10万元,下降10%", "减少 10 万元，10%", "confirmed"),
        ("公务接待费同口径比2025年减少2万元,下降6.3%", "减少 2 万元，6.25%", "confirmed"),
    ]


@pytest.mark.parametrize(
    ("stated", "verdict"), [("2.7", "confirmed"), ("2.6", "rounding"), ("2.8", "wrong"), ("2.67", "confirmed"),
                            ("2.68", "rounding"), ("3", "confirmed"), ("2", "wrong")],
)  # fmt: skip
def test_a_percentage_may_be_off_by_its_last_digit_but_not_by_one_that_no_rounding_gives(
    stated: str, verdict: str
) -> None:
    text = f"收入 317.6 万元,同比增加8.25万元,同比增长{stated}%。"

    assert [came_out for *_, came_out in claims(text, ClaimKind.CHANGE)] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("会议费30万元，由上年的20万元增加到30万元，增长50%。", ["confirmed"]),
        ("会议费由上年20万元增加至30万元，增加10万元，增长50%。", ["confirmed"]),
        ("会议费由上年20万元增加至30万元，增加10万元，增长33.3%。", ["wrong"]),
        ("会议费30万元，主要是单价增加到2万元，增长5%。", []),
    ],
)
def test_an_amount_may_rise_from_last_years_to_this_years(text: str, verdicts: list[str]) -> None:
    assert [verdict for *_, verdict in claims(text, ClaimKind.CHANGE)] == verdicts


def test_a_bracket_that_a_quotation_opens_is_closed() -> None:
    assert claims("会议费19万元，较上年减少1万元（下降5%）。", ClaimKind.CHANGE) == [
        ("较上年减少1万元（下降5%）", "减少 1 万元，5%", "confirmed")
    ]


def test_three_public_costs_are_known_by_whatever_pays_for_them() -> None:
    text = (
        "一般公共预算财政拨款安排的“三公”经费支出3万元,其中:因公出国(境)支出0万元;公务用车购置支出0万元;"
        "公务用车运行维护费用支出1万元;公务接待费支出2万元,占“三公”经费的66.7%。"
    )

    assert claims(text, ClaimKind.SHARE, ClaimKind.PARTS) == [
        ("3万元", "3 万元", "confirmed"),
        ("66.7%", "66.67%", "confirmed"),
    ]


def test_a_bare_word_behind_a_comma_is_not_the_total() -> None:
    (claim,) = [
        each for each in found("支出 9 万元。\n接待 24 批次,支出2万元,占支出的 22.2%。") if "22.2" in each.claimed
    ]

    assert claim.verdict is Verdict.CONFIRMED
    assert claim.how.startswith("接待 24 批次支出".replace(" ", ""))


def test_what_is_claimed_stands_in_the_file_sign_for_sign() -> None:
    text = "项目支出 １２,000.50 元 ,同比 增加 2,000.50 元，增长 20.0 ％,占 支出 的 5 %。"

    for claim in found(text):
        assert claim.claimed in text
        assert claim.place.read == claim.claimed


def test_full_width_digits_are_digits_in_years_amounts_and_shares() -> None:
    text = "2027年基本支出80万元，与2026年75万元相比增加5万元，增长6.67%。"

    wide = found(text.translate(str.maketrans("0123456789", "０１２３４５６７８９")))

    assert [(claim.kind, claim.verdict) for claim in wide] == [(claim.kind, claim.verdict) for claim in found(text)]
    assert (ClaimKind.CHANGE, Verdict.CONFIRMED) in {(claim.kind, claim.verdict) for claim in wide}
