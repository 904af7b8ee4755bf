"""The manual of the rules: every rule is in it, and the page in docs/ is up to date."""

import tomllib
from decimal import Decimal
from itertools import pairwise

import pytest

from perf.checking.manual import SUBJECTS, rule_list, rule_page, rules_as_markdown
from perf.checking.selection import UnknownRuleError
from perf.checking.terminal_lines import columns_of
from perf.domain.checks.all_rules import RULES
from perf.table_schemas import check_settings
from tests.conftest import PROJECT

IDS = [rule.id for rule in RULES]


def test_the_page_in_docs_is_up_to_date() -> None:
    written = (PROJECT / "docs" / "rules.md").read_text("utf-8")
    assert written == rules_as_markdown(), "run: make docs"


def test_the_list_has_every_rule_once_with_its_sentence() -> None:
    listed = "".join(line.strip() for line in rule_list(80))
    for rule in RULES:
        assert listed.count(f"{rule.id}（") == 1
        assert rule.title in listed


def test_the_list_names_every_subject_once() -> None:
    subjects = [line for line in rule_list(80) if line.startswith("【")]
    assert len(subjects) == len(set(subjects))
    assert set(subjects) <= {f"【{subject}】" for subject in SUBJECTS.values()}


@pytest.mark.parametrize("rule_id", IDS)
def test_a_page_fits_the_terminal_and_has_the_reason_and_examples(rule_id: str) -> None:
    lines = list(rule_page(rule_id, 80))
    assert max(map(columns_of, lines)) <= 80
    assert any(line.startswith("不对：") for line in lines)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.settings], ids=lambda rule: rule.id)
def test_settings_are_printed_as_they_are_to_be_written(rule: object) -> None:
    name = str(getattr(rule, "name", ""))
    lines = list(rule_page(name.replace("_", "-"), 100_000))
    start = next(number for number, line in enumerate(lines) if line.startswith("设置"))
    written = tomllib.loads("\n".join(lines[start + 1 :]), parse_float=Decimal)
    assert written == check_settings()[name]


def test_a_paragraph_is_one_line_wherever_the_source_breaks_it() -> None:
    lines = rules_as_markdown().partition("## ")[2].splitlines()
    for line, following in pairwise(lines):
        assert not (line and following) or following.startswith("- ")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRuleError):
        list(rule_page("没有", 80))
