"""A target carried over into a form: into its own whole, into another one with everything placed or named."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perf.domain.documents.plain_schema import plain_schema
from perf.domain.drafts.beginning import rows_of
from perf.domain.drafts.carrying import carry_over
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.places import amount_part, goal_part, indicator_part
from perf.domain.table_schema import TableSchema
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.values import parse_value, value_from_cells
from perf.table_schemas import all_schemas, schema_by_id, usual_wordings
from tests.domain_strategies import any_targets, targets

FORMS = st.sampled_from(all_schemas())
SCHEMAS = pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)


def form(schema_id: str) -> TableSchema:
    schema = schema_by_id(schema_id)
    assert schema is not None
    return schema


@SCHEMAS
@settings(max_examples=5)
@given(data=st.data())
def test_in_its_own_form_nothing_is_left_over(schema: TableSchema, data: Any) -> None:
    target = data.draw(targets(schema))
    carried = carry_over(target, schema, schema)
    assert carried.leftovers == ()
    assert carried.rows == rows_of(target, schema)
    for part, (number, key) in carried.cells.items():
        assert carried.rows[number].parts[part] == key


@settings(max_examples=40)
@given(own=FORMS, schema=FORMS, data=st.data())
def test_in_another_form_every_text_is_placed_or_left_over(own: TableSchema, schema: TableSchema, data: Any) -> None:
    target = data.draw(targets(own))
    carried = carry_over(target, own, schema)
    there = [text for row in carried.rows for text in row.texts.values()]
    there += [text for each in carried.leftovers for text in (each.name, each.text)]
    split = [[row.texts.get(key, "") for key in ("comparison", "value", "unit")] for row in carried.rows]
    there += [text for sign, value, unit in split for text in (f"{sign}{value}{unit}", f"{sign}：{value}")]
    for row in rows_of(target, own):
        for text in (row.texts[key] for key in row.parts.values() if key in row.texts):
            assert any(text in other for other in there)


@settings(max_examples=25)
@given(target=any_targets(), schema=FORMS)
def test_a_table_of_no_form_is_carried_over_too(target: PerformanceTarget, schema: TableSchema) -> None:
    carried = carry_over(target, plain_schema(target, usual_wordings()), schema)
    assert all(row.block in {other.block for other in rows_of(target, schema)} for row in carried.rows)


def test_from_2024_to_2026_what_has_no_place_is_named() -> None:
    target = PerformanceTarget(
        TableKind.PROJECT,
        "项目支出绩效目标表",
        "gansu-2024-project",
        2024,
        fields=(FieldValue("project_name", "养护"),),
        goals=(Goal(Period.ANNUAL, "修好路"),),
        funding=(
            Funding("total", "年度资金总额", None, "万元", "待定"),
            Funding("carried_over", "上年结转资金", None, "万元", "三"),
        ),
        indicators=IndicatorTree((Indicator("里程", "产出指标", "数量指标", parse_value("≥3公里")),)),
    )
    carried = carry_over(target, form("gansu-2024-project"), form("gansu-2026-project"))
    assert [(each.name, each.text) for each in carried.leftovers] == [("上年结转资金", "三")]
    assert carried.rows[carried.cells[goal_part(Period.ANNUAL)][0]].texts == {"text": "修好路"}
    assert amount_part("carried_over") not in carried.cells


def test_a_half_that_the_form_lacks_is_left_over_row_by_row() -> None:
    halves = [Indicator("里程", "产出指标", "数量指标", parse_value("≥9公里"), period=Period.MEDIUM_TERM)]
    halves.append(Indicator("里程", "产出指标", "数量指标", parse_value("≥3公里")))
    target = PerformanceTarget(
        TableKind.PROJECT, "表", "gansu-2026-project", 2026, indicators=IndicatorTree(tuple(halves))
    )
    carried = carry_over(target, form("gansu-2026-project"), form("gansu-2024-project"))
    assert [each.name for each in carried.leftovers] == ["中期指标“里程”"]
    assert "≥9公里" in carried.leftovers[0].text
    assert carried.rows[-1].texts["value"] == "≥3公里"


def test_a_sign_that_its_value_cannot_carry_along_is_left_over() -> None:
    value = value_from_cells("≥", "九十五", "户")
    target = PerformanceTarget(
        TableKind.DEPARTMENT,
        "表",
        "gansu-2026-department",
        2026,
        indicators=IndicatorTree((Indicator("户数", "重点履职指标", "数量指标", value),)),
    )
    carried = carry_over(target, form("gansu-2026-department"), form("gansu-2024-department"))
    assert [(each.name, each.text) for each in carried.leftovers] == [
        ("指标“户数”的指标值类型", "≥"),
        ("指标“户数”的度量单位", "户"),
    ]


def test_a_part_without_a_cell_of_its_own_is_found_at_the_value_or_the_name() -> None:
    target = PerformanceTarget(
        TableKind.PROJECT,
        "表",
        "gansu-2024-project",
        2024,
        indicators=IndicatorTree((Indicator("里程", "产出指标", "数量指标", parse_value("≥3公里"), remark="不变"),)),
    )
    carried = carry_over(replace(target), plain_schema(target, usual_wordings()), form("gansu-2024-project"))
    name, value = (carried.cells[indicator_part(0, column)] for column in ("name", "value"))
    assert carried.cell_of(indicator_part(0, "comparison")) == value
    assert carried.cell_of(indicator_part(0, "remark")) == name
    assert carried.cell_of("fields-nowhere") is None
