"""Forms as data: what ships is sound, and what contradicts itself is refused with a sentence."""

from typing import Any

import pytest

from perf.domain.schema_building import SchemaError, build_schema
from perf.domain.table_schema import Label, TableSchema
from perf.domain.terms import Period
from perf.table_schemas import all_schemas, schema_by_id


def form(**changes: Any) -> dict[str, Any]:
    return {
        "id": "test",
        "kind": "project",
        "name": "试验表",
        "basis": "试验",
        "title": "试验目标表",
        "unit": "万元",
        "widths": [10, 20, 30, 20],
        "blocks": [
            {"type": "form", "rows": [["项目名称", {"field": "project_name", "columns": 3}]]},
            {
                "type": "indicators",
                "columns": [
                    {"key": "first_level", "label": "一级指标"},
                    {"key": "second_level", "label": "二级指标"},
                    {"key": "name", "label": "三级指标"},
                    {"key": "value", "label": "指标值"},
                ],
            },
        ],
    } | changes


@pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)
def test_every_form_that_ships_covers_its_grid_and_names_its_basis(schema: TableSchema) -> None:
    assert schema.basis
    assert schema.unit in {"万元", "元"}
    assert schema.indicators.periods
    assert all(slot.name for slot in schema.slots)


def test_both_years_of_gansu_and_the_national_forms_ship() -> None:
    ids = {schema.id for schema in all_schemas()}
    gansu = {f"gansu-{year}-{kind}" for year in (2024, 2026) for kind in ("department", "project")}
    assert ids >= gansu | {"national-2015-department", "national-2015-project"}
    assert len(ids - gansu) >= 5


def test_the_gansu_department_form_leaves_ten_points_to_the_execution_of_the_budget() -> None:
    schema = schema_by_id("gansu-2026-department")
    assert schema is not None
    assert schema.points is not None
    assert schema.points.indicator_total + schema.points.execution == 100
    assert [str(level.points) for level in schema.indicators.first_levels] == ["10", "30", "30", "20"]


def test_contacts_are_marked_as_personal_data() -> None:
    schema = schema_by_id("gansu-2026-department")
    assert schema is not None
    assert schema.personal_fields == {"contact_name", "contact_phone"}


def test_a_two_half_form_has_its_medium_term_to_the_left() -> None:
    schema = schema_by_id("gansu-2026-project")
    assert schema is not None
    assert schema.indicators.periods == (Period.MEDIUM_TERM, Period.ANNUAL)


@pytest.mark.parametrize(
    ("printed", "inside"),
    [
        ("中期目标（2026-2028年）", "2026-2028年"),
        ("中期目标(2026-2028+3年)", "2026-2028+3年"),
        ("中期目标", None),
        ("中期目标（）", None),
        ("别的", None),
    ],
)
def test_a_field_inside_a_label_is_read_back(printed: str, inside: str | None) -> None:
    assert Label("中期目标（{medium_term_years}）").embedded_text(printed) == inside


def test_a_label_without_its_field_prints_no_empty_brackets() -> None:
    assert Label("中期目标（{medium_term_years}）").filled(None) == "中期目标"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"colour": "red"}, "unknown colour"),
        ({"widths": [10, 20, 30]}, "of 3 grid columns|does not fit"),
        ({"blocks": []}, "exactly one indicator block"),
        ({"blocks": [{"type": "picture"}]}, "unknown block type picture"),
        ({"points": {"indicator_total": 90}}, "'execution' is missing"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SchemaError, match=sentence):
        build_schema(form(**changes))


def test_a_slot_cannot_be_given_twice() -> None:
    twice = form()
    twice["blocks"][0]["rows"] *= 2
    with pytest.raises(SchemaError, match="twice"):
        build_schema(twice)


def test_a_form_row_must_cover_the_grid() -> None:
    short = form()
    short["blocks"][0]["rows"] = [["项目名称", {"field": "project_name"}]]
    with pytest.raises(SchemaError, match="uncovered"):
        build_schema(short)


def test_first_level_points_must_add_up_to_the_plan() -> None:
    wrong = form(points={"indicator_total": 90, "execution": 10})
    wrong["blocks"][1]["first_levels"] = [{"name": "产出指标", "points": 50}, {"name": "效益指标", "points": 30}]
    with pytest.raises(SchemaError, match="80 points of 90"):
        build_schema(wrong)
