"""What checking must find, and what it must leave alone, in the two disclosed documents: figures worked out by hand."""

from pathlib import Path

import pytest

from perf.checking import CheckedFile, check_file
from perf.domain.checks.finding import Finding
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity, Verdict


@pytest.fixture(scope="module")
def linxia(real_documents: Path) -> CheckedFile:
    return check_file(real_documents / "seeds" / "linxia-2024.txt")


@pytest.fixture(scope="module")
def dingxi(real_documents: Path) -> CheckedFile:
    return check_file(real_documents / "seeds" / "dingxi-2026.txt")


def lines(finding: Finding) -> set[int | None]:
    return {place.source.line for place in finding.places if place.source}


def said(finding: Finding) -> str:
    return " ".join((finding.message, finding.expected, finding.fix, *(place.read for place in finding.places)))


def found(checked: CheckedFile, line: int, *words: str) -> list[Finding]:
    """Give the findings that name a line and say all of some words."""
    return [each for each in checked.findings if line in lines(each) and all(word in said(each) for word in words)]


def errors(checked: CheckedFile) -> list[tuple[str, int | None]]:
    """Give the rule and the first line of each error."""
    found = (each for each in checked.findings if each.severity is Severity.ERROR)
    return sorted((each.rule, each.places[0].source.line if each.places[0].source else None) for each in found)


LINXIA = [
    pytest.param((221, "二级", "9"), id="department second-level count 3 against 9"),
    pytest.param((221, "三级", "9"), id="department third-level count 3 against 9"),
    pytest.param((221, "二级", "7"), id="project second-level count 3 against 7"),
    pytest.param((221, "三级", "7"), id="project third-level count 3 against 7"),
    pytest.param((523, "162.08", "170.08"), id="target table leaves out 8 of 170.08"),
    pytest.param((522, "8", "项目支出"), id="the project expenditure row is blank"),
    pytest.param((99, "5%", "4.7"), id="8 of 170.08 is 4.7 %"),
    pytest.param((99, "100.3"), id="95.3 and 5 are not 100"),
    pytest.param((429, "42.26", "46.26", "143.72"), id="basic wages: only 46.26 adds to 143.72"),
    pytest.param((123, "1"), id="trade union affairs stand in no table"),
    pytest.param((107, "30.72", "21.53"), id="functional changes add to another change"),
    pytest.param((107, "30.72", "2.56"), id="economic changes add to another change"),
    pytest.param((215, "1", "2"), id="one self-evaluation is said to be one and one"),
    pytest.param((115, "增加（减少）"), id="leftover of the sample text, change"),
    pytest.param((115, "增长（减少）"), id="leftover of the sample text, growth"),
    pytest.param((63, "编写"), id="leftover instruction"),
    pytest.param((183, "项目名称"), id="project name left blank"),
    pytest.param((187, "2012-2026", "2022-2026"), id="plan years differ"),
    pytest.param((547, "8 万"), id="a rate in money"),
    pytest.param((551, "8 万"), id="a rate in money again"),
    pytest.param((528, "大于或者等于"), id="a bound in words, twice"),
    pytest.param((549, "时效"), id="coverage under timeliness"),
    pytest.param((540, "主管部门"), id="head field left blank"),
]


@pytest.mark.parametrize("expected", LINXIA)
def test_linxia_shows_each_known_mistake_at_its_line(
    linxia: CheckedFile, expected: tuple[int, *tuple[str, ...]]
) -> None:
    line, *words = expected

    assert found(linxia, line, *words)


DINGXI = [
    pytest.param((202, "18", "17", "核对"), id="second-level count to be looked at"),
    pytest.param((585, "可持续发展能力指标"), id="first level has lost a letter"),
    pytest.param((226, "市委"), id="two names of one unit"),
    pytest.param((253, "表十三"), id="one number for two tables"),
    pytest.param((543, "****"), id="personal data"),
    pytest.param((577, "成本"), id="a cost that is none"),
    pytest.param((582, "推动"), id="a value that repeats the verb"),
    pytest.param((598, "+3"), id="leftover in the years of the plan"),
]


@pytest.mark.parametrize("expected", DINGXI)
def test_dingxi_shows_each_known_mistake_at_its_line(
    dingxi: CheckedFile, expected: tuple[int, *tuple[str, ...]]
) -> None:
    line, *words = expected

    assert found(dingxi, line, *words)


def test_every_error_of_linxia_is_one_that_was_worked_out_by_hand(linxia: CheckedFile) -> None:
    assert errors(linxia) == [
        ("amounts-in-the-text-match-the-tables", 123),
        ("amounts-of-a-row-add-up", 429),
        *[("counts-match-the-target-tables", 221)] * 4,
        ("department-targets-match-the-budget", 523),
        ("labels-have-content", 183),
        ("parts-in-the-text-make-up-the-whole", 215),
        ("rates-have-no-money-unit", 547),
        ("required-fields-are-filled", 540),
        ("shares-follow-from-amounts", 99),
        ("signs-are-written-once", 528),
        ("template-wording-is-replaced", 63),
        ("template-wording-is-replaced", 115),
        ("template-wording-is-replaced", 115),
        ("template-wording-is-replaced", 143),
        ("template-wording-is-replaced", 217),
    ]


def test_dingxi_has_one_error_and_its_rounding_is_only_noted(dingxi: CheckedFile) -> None:
    assert errors(dingxi) == [("no-leftovers-of-the-form", 598)]
    rounded = [each for each in dingxi.findings if each.rule == "sums-are-exact-or-rounded"]
    assert rounded
    assert {each.severity for each in rounded} == {Severity.NOTE}


def test_every_change_against_last_year_that_dingxi_states_is_right(dingxi: CheckedFile) -> None:
    changes = [
        claim for claim in dingxi.document.claims if claim.kind is ClaimKind.CHANGE and "%" in (claim.computed or "")
    ]

    percentages = {claim.place.source.line for claim in changes if claim.place.source}
    assert percentages == {100, 104, 108, 110, 112, 114, 122, 132, 156}
    assert {claim.verdict for claim in changes} == {Verdict.CONFIRMED}


def test_reserved_points_and_the_sum_of_three_years_are_no_findings(dingxi: CheckedFile) -> None:
    rules = {each.rule for each in dingxi.findings}

    assert not rules & {"points-add-up-to-the-total", "medium-term-covers-the-year", "project-targets-match-the-budget"}


def test_the_samples_of_other_provinces_have_the_errors_that_stand_in_them_and_no_others(real_documents: Path) -> None:
    found = {path.name[:2]: errors(check_file(path)) for path in sorted((real_documents / "samples").iterdir())}

    assert {name: each for name, each in found.items() if each} == {
        "07": [("no-leftovers-around-targets", 5), ("no-leftovers-around-targets", 16)],
        "11": [("quantities-are-numbers", 17)],
    }
