"""One mistake in a good document is found by the rule that is for it, and no other rule calls it an error."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from perf.domain.checks.finding import Finding
from perf.domain.terms import Severity
from tests.checking.good_documents import document
from tests.checking.good_documents.departments import department_of_two_projects
from tests.checking.test_mutated_documents import checked

MISTAKES = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text("utf-8"))["mistakes"]
FORMS = ("gansu-2026-department", "gansu-2026-project")


@cache
def good(forms: tuple[str, str]) -> str:
    return document(department_of_two_projects(forms))


def findings(text: str) -> tuple[Finding, ...]:
    return checked(text).findings


@pytest.mark.parametrize("forms", sorted({FORMS, *(tuple(each["forms"]) for each in MISTAKES if "forms" in each)}))
def test_the_document_without_mistake_has_no_findings(forms: tuple[str, str]) -> None:
    assert findings(good(forms)) == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["rule"])
def test_a_mistake_is_found_by_its_rule_and_called_an_error_by_no_other(mistake: dict[str, Any]) -> None:
    text = good(tuple(mistake.get("forms", FORMS)))
    for was, becomes in mistake["change"]:
        assert was in text, was
        text = text.replace(was, becomes)

    found = findings(text)

    assert Counter(each.rule for each in found)[mistake["rule"]] == mistake.get("times", 1)
    errors = {each.rule for each in found if each.severity is Severity.ERROR}
    assert errors <= {mistake["rule"], *mistake.get("with", ())}
