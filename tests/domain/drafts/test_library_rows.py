"""Where an indicator of the library comes to stand: under its levels as the form calls them, else where one chose."""

from dataclasses import replace

from perf.domain.drafts.library_rows import Placed, place_indicator
from perf.domain.drafts.rows import INDICATORS, DraftRow
from perf.domain.library_entry import LibraryIndicator
from perf.domain.table_schema import IndicatorBlock
from perf.table_schemas import shipped_schema

JOINED = shipped_schema("gansu-2024-project").indicators
HALVES = shipped_schema("gansu-2026-project").indicators
SPLIT = shipped_schema("gansu-2026-department").indicators

HOURS = LibraryIndicator("通用", "培训", "产出指标", "数量指标", "培训课时", "≥", "24", "课时")


def rows(*each: dict[str, str]) -> list[DraftRow]:
    return [DraftRow(number, 1, INDICATORS, texts) for number, texts in enumerate(each, 1)]


def labels(first: str, second: str = "", name: str = "甲") -> dict[str, str]:
    return {"first_level": first, "second_level": second, "name": name}


def where(placed: Placed) -> tuple[int | None, str, str]:
    texts = placed.row.texts
    return placed.after, texts.get("first_level", ""), texts.get("second_level", "")


def test_it_stands_below_the_last_row_of_both_levels_as_these_are_written_there() -> None:
    there = rows(labels("产出（50分）", "数量"), labels("产出（50分）", "数量"), labels("效益指标", "数量指标"))
    assert where(place_indicator(HOURS, there, JOINED, 3)) == (2, "产出（50分）", "数量")


def test_a_second_level_that_is_missing_is_begun_under_its_first_level() -> None:
    there = rows(labels("产出指标", "质量指标"), labels("效益指标", "社会效益指标"))
    assert where(place_indicator(HOURS, there, JOINED, 2)) == (1, "产出指标", "数量指标")


def test_in_the_table_of_a_department_the_second_level_tells() -> None:
    there = rows(
        labels("基本运行指标", "财会管理"), labels("重点履职指标", "数量指标"), labels("部门综合指标", "社会效益")
    )
    assert where(place_indicator(HOURS, there, SPLIT, 3)) == (2, "重点履职指标", "数量指标")


def test_a_first_level_that_only_the_form_prescribes_comes_with_its_points() -> None:
    placed = place_indicator(replace(HOURS, first_level="重点履职"), rows(labels("部门综合指标", "其他")), SPLIT, None)
    assert where(placed) == (None, "重点履职指标", "数量指标")
    assert placed.row.texts["first_level_weight"] == "30"


def test_without_its_levels_it_stands_where_one_chose_else_at_the_end() -> None:
    strange = replace(HOURS, first_level="管理指标", second_level="制度指标")
    there = rows(labels("产出指标", "质量指标"), labels("效益指标", "社会效益指标"))
    assert where(place_indicator(strange, there, JOINED, 1)) == (1, "产出指标", "质量指标")
    assert where(place_indicator(strange, there, JOINED, 99)) == (2, "效益指标", "社会效益指标")
    assert where(place_indicator(strange, [], JOINED, None)) == (None, "管理指标", "制度指标")


def test_a_row_of_nothing_but_labels_gives_way() -> None:
    there = rows({"first_level": "产出指标"}, {"first_level": "效益指标"})
    assert place_indicator(HOURS, there, JOINED, None).replaces == 1
    halves = rows(labels("产出指标", "数量指标", "") | {"medium_term_name": "里程"})
    assert place_indicator(HOURS, halves, HALVES, None).replaces is None


def test_sign_value_and_unit_go_where_the_form_has_them() -> None:
    def filled(indicator: LibraryIndicator, block: IndicatorBlock) -> dict[str, str]:
        texts = place_indicator(indicator, [], block, None).row.texts
        return {key: text for key, text in texts.items() if not key.endswith("level")}

    assert filled(HOURS, SPLIT) == {"name": "培训课时", "comparison": "≥", "value": "24", "unit": "课时"}
    assert filled(HOURS, JOINED) == {"name": "培训课时", "value": "≥24课时"}
    assert filled(HOURS, HALVES) == {"name": "培训课时", "value": "≥24课时"}
    words = replace(HOURS, comparison="定性", value="健全", unit=None)
    assert filled(words, SPLIT) == {"name": "培训课时", "comparison": "定性", "value": "健全"}
    assert filled(words, JOINED) == {"name": "培训课时", "value": "健全"}
    assert filled(replace(HOURS, value=None), JOINED) == {"name": "培训课时"}
