"""Choosing rules and weights changes what is shown, and neither what is checked nor which finding is the cause."""

import pytest

from perf.checking.near_names import nearest
from perf.checking.selection import Selection, Tally, UnknownRuleError
from perf.domain.checks.all_rules import RULES
from perf.domain.terms import Severity
from tests.checking.constructed import checked, claim, finding

FILE = checked(
    finding("甲", rule=RULES[0].id, severity=Severity.WARNING),
    finding("乙", severity=Severity.ERROR),
    finding("丙", severity=Severity.NOTE),
    claims=(claim(3, "5%"),),
)


def shown(selection: Selection) -> list[str]:
    return [each.message for each in selection.of(FILE).findings]


def test_without_any_choice_everything_is_shown() -> None:
    assert Selection().of(FILE) == FILE


@pytest.mark.parametrize(
    ("least", "messages"),
    [(Severity.ERROR, ["乙"]), (Severity.WARNING, ["甲", "乙"]), (Severity.NOTE, ["甲", "乙", "丙"])],
)
def test_a_weight_leaves_out_what_is_lighter(least: Severity, messages: list[str]) -> None:
    assert shown(Selection(least=least)) == messages
    assert Selection(least=least).of(FILE).document.claims


def test_chosen_rules_are_shown_without_the_statements() -> None:
    selection = Selection((RULES[0].id,))
    assert shown(selection) == ["甲"]
    assert selection.of(FILE).document.claims == ()


@pytest.mark.parametrize("wrong", ["rates-have-no-money-units", "RATES_HAVE_NO_MONEY_UNIT", "money-unit"])
def test_an_unknown_rule_is_refused_with_the_nearest(wrong: str) -> None:
    with pytest.raises(UnknownRuleError, match=r"最接近的是.*rates-have-no-money-unit"):
        Selection((wrong,))


@pytest.mark.parametrize("wrong", ["", " ", "毫不相干", "<b>=cmd|'/C calc'!A0", "z" * 10_000])
def test_whatever_is_typed_for_a_rule_is_answered(wrong: str) -> None:
    with pytest.raises(UnknownRuleError, match="没有"):
        Selection((wrong,))


def test_names_that_hold_what_was_typed_come_first() -> None:
    assert nearest("sum", ["total-is-the-sum", "sun", "other"]) == ["total-is-the-sum", "sun"]


def test_a_tally_counts_what_passes_through_it() -> None:
    tally = Tally([FILE, FILE])
    assert tally.files == 0
    assert list(tally) == [FILE, FILE]
    assert (tally.files, tally.severities[Severity.ERROR]) == (2, 2)
