"""The JSON that is handed out: what it promises, and what it refuses."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from perf.conversion import read_targets
from perf.conversion.json_format import JsonFormatError, dump_target, json_schema, load_targets
from perf.conversion.writing import print_json
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, ListRow, PerformanceTarget
from perf.domain.terms import TableKind
from perf.domain.values import parse_value

TARGET = PerformanceTarget(
    kind=TableKind.PROJECT,
    title="项目支出绩效目标表",
    schema="gansu-2024-project",
    fiscal_year=2024,
    fields=(FieldValue("project_name", "河道<b>清淤</b>与A&B"),),
    funding=(Funding("total", "年度资金总额", Decimal("10606.7522000"), "万元"),),
    indicators=IndicatorTree(
        (Indicator("验收合格率", "产出指标", "质量指标", parse_value("不低于90%"), details=(("standard", "行业"),)),)
    ),
)

ROWS = (("保洁", "A7"), ("水电", "A8"))


def document(**changes: Any) -> bytes:
    data = json.loads(dump_target(TARGET))
    data["tables"][0] |= changes
    return json.dumps(data).encode()


def test_a_target_comes_back_from_json_with_every_digit() -> None:
    (target,) = load_targets(dump_target(TARGET))
    assert target == TARGET
    assert target.funding[0].show() == "10606.7522000"


def test_every_place_of_origin_comes_back_from_json() -> None:
    rows = tuple(ListRow("cost_items", (("item", name),), Source(sheet="目标", cell=cell)) for name, cell in ROWS)
    placed = replace(TARGET, lists=rows, source=Source(line=3), fields=(FieldValue("a", "甲", Source(line=4)),))
    (back,) = load_targets(dump_target(placed))
    assert [row.source for row in back.lists] == [row.source for row in rows]
    assert (back.source, back.fields[0].source) == (Source(line=3), Source(line=4))


def test_places_of_a_list_that_do_not_match_its_rows_are_refused() -> None:
    lists = {"cost_items": [{"item": "保洁"}]}
    with pytest.raises(JsonFormatError, match="第 1 张表"):
        load_targets(document(lists=lists, sources={"lists": {"cost_items": [{"line": 1}, {"line": 2}]}}))


def test_the_schema_of_the_format_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_what_is_printed_for_a_real_document_fits_the_schema(real_documents: Path) -> None:
    readings = [read_targets(path) for path in sorted((real_documents / "seeds").glob("*.txt"))]
    printed = json.loads(print_json(readings))
    assert [error.message for error in Draft202012Validator(json_schema()).iter_errors(printed)] == []
    assert len(printed["tables"]) == 4
    department = next(table for table in printed["tables"] if table["schema"] == "gansu-2026-department")
    assert department["indicators"][0] | {"source": None} == {
        "period": "annual",
        "first_level": "基本运行指标",
        "first_level_weight": "10",
        "second_level": "预算收支管理",
        "name": "预算执行率",
        "comparison": "≥",
        "value": "95",
        "upper": None,
        "unit": "%",
        "text": None,
        "remark": None,
        "details": {},
        "source": None,
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[NaN]", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "object"),
        (b'{"tables": [{}]}', "tables/0"),
        (document(fiscal_year="2024"), "fiscal_year"),
        (document(title=""), "title"),
        (document(extra=1), "不认得的项"),
        (document(kind="village"), "department、project"),
        (document(fields={"project_name": " 两头有空格 "}), "不允许的内容"),
    ],
)
def test_anything_else_is_refused_with_a_sentence_naming_the_place(data: bytes, sentence: str) -> None:
    with pytest.raises(JsonFormatError, match=sentence):
        load_targets(data)
