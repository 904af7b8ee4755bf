"""Every rule on its own examples, right and wrong, and what holds for all rules."""

from pathlib import Path

import pytest

from perf.domain import checks
from perf.domain.checks.all_rules import RULES
from perf.table_schemas import all_schemas, check_settings
from tests.domain.checks.cases_in_toml import Case, all_cases, findings_of, shown

CASES = list(all_cases())
BY_NAME = {rule.name: rule for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_exactly_what_its_examples_say(case: Case) -> None:
    findings = findings_of(case, BY_NAME[case.rule])

    assert tuple(shown(place) for finding in findings for place in finding.places) == case.finds
    if "severity" in case.given:
        assert {finding.severity.value for finding in findings} == {case.given["severity"]}
    for finding in findings:
        assert all((finding.message, finding.expected, finding.fix, finding.basis))
        assert not finding.message.endswith("。")


@pytest.mark.parametrize("name", BY_NAME)
def test_every_rule_has_examples_that_pass_and_that_fail(name: str) -> None:
    cases = [case for case in CASES if case.rule == name]

    assert any(case.finds for case in cases)
    assert any(not case.finds for case in cases)


def test_every_example_is_of_a_rule() -> None:
    assert {case.rule for case in CASES} <= BY_NAME.keys()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_manual_page_of_a_rule_has_a_sentence_a_reason_and_two_examples(name: str) -> None:
    title, blank, *rest = BY_NAME[name].manual.split("\n")

    assert title.endswith("。")
    assert not blank
    assert any(line.startswith("不对：") for line in rest)
    assert any(line.startswith("对：") for line in rest)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_rule_stands_in_the_module_of_its_name(name: str) -> None:
    assert BY_NAME[name].check.__module__.rpartition(".")[2] == name


def test_every_module_of_a_rule_is_listed() -> None:
    modules = {
        path.stem
        for folder in Path(checks.__file__).parent.iterdir()
        if folder.is_dir()
        for path in folder.glob("*.py")
        if "\n@rule(" in path.read_text("utf-8")
    }

    assert modules == set(BY_NAME)


def test_settings_name_the_parameters_of_rules_and_leave_none_out() -> None:
    parameters = {rule.name: set(rule.settings) for rule in RULES}

    assert {name: set(section) for name, section in check_settings().items()} == {
        name: names for name, names in parameters.items() if names
    }
    for schema in all_schemas():
        for name, section in schema.checks.items():
            assert section.keys() <= parameters[name]


def test_rules_yield_only_to_rules() -> None:
    assert {name for rule in RULES for name in rule.yields_to} <= BY_NAME.keys()
