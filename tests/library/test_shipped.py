"""The indicators that come with the system: many, whole, in their class, and such as our own checks would pass."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.domain.library_entry import EntryState, LibraryIndicator
from perf.domain.terms import Severity
from perf.domain.values import parse_comparison
from perf.library.one_row import findings_of
from perf.library.operations import Loaded, bring_in_shipped, retire
from perf.library.queries import Wanted, search
from perf.library.records import LibraryEntry
from perf.library.shipped import shipped_indicators
from perf.seeding import load_library
from perf.setting_up import set_up
from perf.settings import Settings
from tests.library.indicators import MILEAGE, NOW, QUALITY, actor, drafter, fill, keeper, proposed
from tests.library.test_operations import accept_as_it_is, entry

SHIPPED = shipped_indicators()


def texts(engine: Engine, name: str) -> list[str | None]:
    with reading(engine) as session:
        found = search(session, Wanted(name), lambda count: (0, count)).entries
        return [each.indicator.value for each in found if each.indicator.name == name]


def test_there_are_enough_in_twelve_fields_besides_the_common_ones() -> None:
    sizes = Counter(indicator.field for indicator in SHIPPED.values())
    common = sizes.pop("通用")
    assert len(sizes) >= 12
    assert min(sizes.values()) >= 12
    assert sum(sizes.values()) >= 150
    assert common >= 50


def test_every_field_has_costs_outputs_of_three_kinds_benefits_and_satisfaction() -> None:
    for field in {indicator.field for indicator in SHIPPED.values()} - {"通用"}:
        here = [indicator for indicator in SHIPPED.values() if indicator.field == field]
        first = {indicator.first_level for indicator in here}
        second = {indicator.second_level for indicator in here}
        assert first == {"成本指标", "产出指标", "效益指标", "满意度指标"}, field
        assert {"数量指标", "质量指标", "时效指标"} <= second, field


@pytest.mark.parametrize("key", SHIPPED)
def test_every_one_says_how_it_is_counted_scored_and_proved(key: str) -> None:
    indicator = SHIPPED[key]
    unset = {each.name for each in fields(LibraryIndicator) if getattr(indicator, each.name) is None}
    standards = {"planned_standard", "historical_standard", "industry_standard"}
    assert standards - unset, "a value comes from somewhere"
    assert unset - standards <= ({"unit"} if indicator.comparison == "定性" else set())
    assert indicator.comparison is not None
    assert parse_comparison(indicator.comparison) == indicator.comparison


def test_the_checks_find_no_error_in_any_and_one_doubt_in_all() -> None:
    found = [(key, each.severity, each.rule) for key, indicator in SHIPPED.items() for each in findings_of(indicator)]
    # Official tables list the rate although their form scores it apart; the entry says so.
    assert found == [("department-01", Severity.WARNING, "execution-rate-is-not-scored-twice")]
    assert "不再列" in (SHIPPED["department-01"].explanation or "")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"value": "很多"}, "quantities-are-numbers"),
        ({"unit": "%"}, "amounts-and-counts-are-not-percentages"),
        ({"unit": None}, "numbers-have-units"),
        ({"comparison": "定性"}, "qualitative-values-are-words"),
    ],
)
def test_the_checks_would_find_an_error(change: dict[str, str], rule: str) -> None:
    wrong = replace(MILEAGE, **change)
    assert rule in {each.rule for each in findings_of(wrong) if each.severity is Severity.ERROR}


def test_loading_again_changes_nothing(engine: Engine) -> None:
    assert load_library(engine, NOW) == Loaded(added=len(SHIPPED), reworded=0)
    assert load_library(engine, NOW) == Loaded(added=0, reworded=0)
    with reading(engine) as session:
        assert search(session, Wanted(), lambda _: (0, 1)).count == len(SHIPPED)


def test_a_new_wording_replaces_the_former_one(engine: Engine) -> None:
    fill(engine, MILEAGE)
    with transaction(engine) as session:
        loaded = bring_in_shipped(session, {MILEAGE.name: replace(MILEAGE, value="300")}, now=NOW)
    assert loaded == Loaded(added=0, reworded=1)
    assert texts(engine, MILEAGE.name) == ["300"]


def test_what_was_retired_stays_so(engine: Engine) -> None:
    fill(engine, MILEAGE)
    user = keeper(engine)
    with transaction(engine) as session:
        retire(session, 1, "政策已废止", actor(user), now=NOW)
    fill(engine, replace(MILEAGE, value="300"))
    assert entry(engine, 1).state is EntryState.RETIRED
    assert texts(engine, MILEAGE.name) == []


def test_what_people_keep_of_the_same_name_stays_theirs(engine: Engine) -> None:
    number = proposed(engine, drafter(engine), replace(MILEAGE, value="77"))
    accept_as_it_is(engine, number, keeper(engine))
    fill(engine, MILEAGE, QUALITY)
    assert texts(engine, MILEAGE.name) == ["77"]
    assert texts(engine, QUALITY.name) == ["85"]
    with reading(engine) as session:
        kept = session.get(LibraryEntry, number)
        assert kept is not None
        assert kept.shipped_key is None


def test_setting_up_fills_the_library_without_any_example(settings: Settings) -> None:
    first, again = (" ".join(set_up(settings, with_seed=False, now=NOW)) for _ in range(2))
    assert f"新增 {len(SHIPPED)} 条，更新 0 条" in first
    assert "新增 0 条，更新 0 条" in again
    assert "示例" not in first
