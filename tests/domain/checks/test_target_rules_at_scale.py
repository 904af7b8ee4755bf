"""Tables of any size and with any text are checked: nothing raises, nothing is lost, hostile text stays text."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perf.domain.checks.all_rules import TARGET_RULES
from perf.domain.checks.runner import Checker
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.values import TargetValue
from perf.table_schemas import check_settings, schema_by_id

HOSTILE = (
    "<b>合格率</b>", "=cmd|'/C calc'!A0", "覆盖率９５", "𠮷田満意度", "{project_name}", "（" * 3000, "费" * 15_000,
    "指标" * 5000,
)  # fmt: skip


def _sheet(rows: tuple[Indicator, ...], project_name: str = "农村公路养护") -> TargetSheet:
    """Give a project's table of 2026 with these rows."""
    schema = schema_by_id("gansu-2024-project")
    assert schema
    fields = (FieldValue("project_name", project_name),)
    target = PerformanceTarget(
        TableKind.PROJECT, schema.title, schema.id, 2026, fields=fields, indicators=IndicatorTree(rows)
    )
    return TargetSheet(target, schema)


def test_ten_thousand_rows_give_each_row_its_place() -> None:
    value = TargetValue(Comparison.AT_LEAST, Decimal(95), "%")
    rows = tuple(Indicator(f"第{number}段覆盖率", "产出指标", "时效指标", value) for number in range(10_000))

    findings = Checker(TARGET_RULES, (), check_settings()).check_target(_sheet(rows))

    misplaced = next(finding for finding in findings if finding.rule == "indicators-stand-in-their-class")
    assert len(misplaced.places) == 10_000
    assert misplaced.places[-1].part == "indicators-9999-second_level"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile_texts_stand_in_findings_as_they_are(text: str) -> None:
    value = TargetValue(text=text)
    rows = (Indicator(text, text, text, value), Indicator(text, text, text, value))

    findings = Checker(TARGET_RULES, (), check_settings()).check_target(_sheet(rows, project_name=text))

    assert "indicators-are-not-repeated" in {finding.rule for finding in findings}
    assert {place.read for finding in findings for place in finding.places} <= {text, ""}


def test_a_goal_of_a_thousand_numbers_is_one_finding_that_counts_them() -> None:
    goals = (Goal(Period.ANNUAL, "，".join(f"举办培训{number}场" for number in range(2, 1002))),)
    rows = (Indicator("举办培训", "产出指标", "数量指标", TargetValue(Comparison.AT_LEAST, Decimal(1), "场")),)
    sheet = _sheet(rows)

    findings = Checker(TARGET_RULES, (), check_settings()).check_target(
        replace(sheet, target=replace(sheet.target, goals=goals))
    )

    [numbers] = [each for each in findings if each.rule == "goal-numbers-stand-in-indicators"]
    assert "“2场”、“3场”、“4场”、“5场”、“6场”等 1000 处" in numbers.message
