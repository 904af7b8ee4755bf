"""What the sentences of the two disclosed documents state, and what came of checking each: worked out by hand."""

import re
from collections import Counter
from pathlib import Path

import pytest

from perf.checking.files import document_in
from perf.domain.narrative.claims import Claim
from perf.domain.terms import Verdict
from perf.reading import read_safely

LINXIA = [
    (99, "5%", "4.70%", "wrong"),
    (107, "比 2023 年预算减少 30.72 万元，下降 15.9%", "−21.53 万元", "cannot_decide"),
    (107, "比 2023 年预算减少 30.72 万元，下降 15.9%", "−2.56 万元", "cannot_decide"),
    (109, "6.7 万元", "30110 职工基本养老保险缴费", "cannot_decide"),
    (123, "1 万元", "表六、一般公共预算支出情况表没有这一科目", "wrong"),
    (215, "1 个", "2 个", "wrong"),
    (221, "3 个", "9 个", "wrong"),
    (221, "3 个", "9 个", "wrong"),
    (221, "3 个", "7 个", "wrong"),
    (221, "3 个", "7 个", "wrong"),
]
DINGXI = [
    (104, "405.31万元", "405.30 万元", "rounding"),
    (104, "与上年389.86万元相比增加15.45万元，增长3.96%", "+15.43 万元", "rounding"),
    (202, "18 个", "17 个", "cannot_decide"),
    (202, "可持续发展能力指标", "持续发展能力指", "cannot_decide"),
]


def _claims(path: Path) -> tuple[Claim, ...]:
    return document_in(read_safely(path)).claims


def _line(claim: Claim) -> int:
    assert claim.place.source is not None
    assert claim.place.source.line is not None
    return claim.place.source.line


@pytest.mark.parametrize(("name", "expected"), [("linxia-2024", LINXIA), ("dingxi-2026", DINGXI)])
def test_all_that_differs_and_nothing_else_is_told(
    real_documents: Path, name: str, expected: list[tuple[int, str, str, str]]
) -> None:
    claims = _claims(real_documents / "seeds" / f"{name}.txt")
    differing = [claim for claim in claims if claim.computed is not None and claim.verdict is not Verdict.CONFIRMED]

    assert [(_line(each), each.claimed, each.computed, each.verdict.value) for each in differing] == expected


def test_what_is_right_is_confirmed_too(real_documents: Path) -> None:
    verdicts = {
        name: Counter(claim.kind.value for claim in _claims(real_documents / "seeds" / name) if _is_right(claim))
        for name in ("linxia-2024.txt", "dingxi-2026.txt")
    }

    assert verdicts == {
        "linxia-2024.txt": {"amount": 53, "parts": 10, "share": 12, "change": 8, "count": 3},
        "dingxi-2026.txt": {"amount": 34, "parts": 12, "share": 4, "change": 11, "count": 6},
    }


def test_every_percentage_against_last_year_in_dingxi_is_confirmed(real_documents: Path) -> None:
    claims = _claims(real_documents / "seeds" / "dingxi-2026.txt")
    changes = [
        claim
        for claim in claims
        if claim.claimed.startswith(("与上年", "比上年")) and "支出预算的增减" not in claim.how
    ]
    lines = [(_line(claim), re.split("长|降|少|元", claim.claimed)[-1]) for claim in changes]

    assert all(claim.verdict is Verdict.CONFIRMED for claim in changes)
    assert lines == [
        (100, "3.96%"), (104, "3.96%"), (108, "3%"), (110, "9.99%"), (112, "10.48%"), (114, "9.07%"), (122, "7.61%"),
        (132, "5.56%"), (138, "持平"), (156, "4.42%"),
    ]  # fmt: skip


def test_a_sentence_over_two_lines_names_the_line_its_figure_stands_on(real_documents: Path) -> None:
    claims = _claims(real_documents / "seeds" / "linxia-2024.txt")

    assert any(_line(claim) == 125 and claim.claimed == "16.11万元" for claim in claims)
    assert any(_line(claim) == 127 and claim.claimed == "比 2023 年预算增加 1.49 万元" for claim in claims)
    assert any(_line(claim) == 213 and claim.claimed == "100%" for claim in claims)


@pytest.mark.parametrize("number", range(12))
def test_other_published_tables_state_nothing_that_is_wrong(real_documents: Path, number: int) -> None:
    path = sorted((real_documents / "samples").glob("*.txt"))[number]

    assert [claim for claim in _claims(path) if claim.verdict is Verdict.WRONG] == []


def _is_right(claim: Claim) -> bool:
    return claim.verdict is Verdict.CONFIRMED
