"""A document in which nothing is wrong has no error and no warning, whatever its form, unit, year and roundings."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from perf.domain.terms import Severity, Verdict
from tests.checking.good_documents import document
from tests.checking.good_documents.departments import DEPARTMENT_FORMS, PROJECT_FORMS, Department, departments
from tests.checking.good_documents.departments import department_of_two_projects as department
from tests.checking.test_mutated_documents import checked
from tests.checking.whole_document import whole_document


def said(text: str) -> list[str]:
    """Give what is held against a text: its errors and warnings."""
    return [f"{each.rule}：{each.message}" for each in checked(text).findings if each.severity is not Severity.NOTE]


@settings(max_examples=60)
@given(departments())
def test_nothing_is_held_against_a_good_document(of: Department) -> None:
    assert said(document(of)) == []


@settings(max_examples=15)
@given(departments())
def test_every_table_and_target_of_a_good_document_is_read_and_no_statement_is_wrong(of: Department) -> None:
    read = checked(document(of)).document

    assert len(read.budget.tables) == 13
    assert len(read.sheets) == 1 + len(of.projects)
    assert [claim.how for claim in read.claims if claim.verdict is Verdict.WRONG] == []
    assert sum(claim.verdict is Verdict.CONFIRMED for claim in read.claims) > 30


@pytest.mark.parametrize("project_form", PROJECT_FORMS)
@pytest.mark.parametrize("department_form", DEPARTMENT_FORMS)
def test_nothing_at_all_is_said_where_nothing_had_to_be_rounded(department_form: str, project_form: str) -> None:
    assert checked(document(department((department_form, project_form)))).findings == ()


def test_nothing_is_held_against_the_document_that_the_benchmark_checks() -> None:
    assert said(whole_document()) == []


def _outside_tables(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change only the lines that are no rows of tables."""
    return lambda text: "\n".join(line if "\t" in line else change(line) for line in text.split("\n"))


RETYPED: dict[str, Callable[[str], str]] = {
    "number and title of a table on two lines": lambda text: re.sub("(表[一二三四五六七八九十]+)、", r"\1\n\n", text),
    "the unit in brackets": lambda text: text.replace("单位：万元", "（金额单位：人民币万元）"),
    "zeros in blank cells of amounts": lambda text: re.sub(r"(?<=\d\.\d\d)\t(?=\n)", "\t0.00", text),
    "zeros at the end left out": lambda text: re.sub(r"\.00(?=[\t\n])", "", text),
    "spaces around numbers": _outside_tables(lambda line: re.sub(r"(\d+(\.\d+)?)(?=万元|年|%|个)", r" \1 ", line)),
    "punctuation of another keyboard": _outside_tables(
        lambda line: line.translate(str.maketrans("，；：（）", ",;:()"))
    ),
    "lines without blank ones between them": lambda text: re.sub(r"\n\n(?=[^\n\t]*[。：]\n)", "\n", text),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "full-width digits": lambda text: text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    "other words for last year": lambda text: text.replace("比2026年预算", "同比").replace("与上年", "较上年"),
}


@pytest.mark.parametrize("way", sorted(RETYPED))
def test_nothing_is_held_against_a_good_document_however_it_is_typed(way: str) -> None:
    assert said(RETYPED[way](document(department((DEPARTMENT_FORMS[1], PROJECT_FORMS[1]))))) == []
