"""The JSON report: it fits its schema, holds every place, and says which tables were checked."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from perf.checking.files import CheckedFile, document_in
from perf.checking.json_report import render_json_report, report_schema
from perf.domain.places import Place
from perf.domain.terms import Verdict
from perf.reading.results import ReadFile
from perf.reading.text import read
from tests.checking.constructed import HOSTILE, checked, claim, finding, place
from tests.checking.whole_document import whole_document


def report(*files: CheckedFile) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render_json_report(files))
    Draft202012Validator(report_schema()).validate(data)
    return data


def test_a_finding_holds_its_first_place_and_all_others() -> None:
    other = place(90, "170.08", table_number=4, table="表三")
    (found,) = report(checked(finding("两处金额不一样", place(17, "162.08"), other)))["findings"]
    assert found == {
        "file": "公开.txt",
        "rule": "rates-have-no-money-unit",
        "severity": "error",
        "table": "项目支出绩效目标表",
        "place": {
            "text": "项目支出绩效目标表：三级指标“指标17”，指标值（第17行第4格）",
            "table_number": 1,
            "row": "三级指标“指标17”",
            "column": "指标值",
            "part": None,
            "source": {"line": 17, "column": 4},
        },
        "message": "两处金额不一样",
        "read": "162.08",
        "expected": "百分比，如 ≥95%",
        "fix": "把指标值改成百分比",
        "basis": "practice",
        "also": [
            {
                "table": "表三",
                "place": {
                    "text": "表三：三级指标“指标90”，指标值（第90行第4格）",
                    "table_number": 5,
                    "row": "三级指标“指标90”",
                    "column": "指标值",
                    "part": None,
                    "source": {"line": 90, "column": 4},
                },
                "read": "170.08",
            }
        ],
    }


@pytest.mark.parametrize("verdict", Verdict)
def test_a_statement_has_one_of_four_verdicts(verdict: Verdict) -> None:
    (said,) = report(checked(claims=(claim(9, "5%", verdict, "4.71%"),)))["claims"]
    assert (said["sentence"], said["claimed"], said["computed"]) == ("支出预算中，项目支出占5%。", "5%", "4.71%")
    assert (said["verdict"], said["place"]["source"]) == (verdict.value, {"line": 9})


def test_every_table_that_was_checked_is_listed_with_what_it_holds() -> None:
    contents = read(whole_document().encode())
    document = document_in(ReadFile("公开.txt", "text", contents.tables, contents.paragraphs, ()))
    (file,) = report(CheckedFile("公开.txt", "text", document, ()))["files"]
    assert [table["holds"] for table in file["tables"]] == ["budget"] * 13 + ["target"] * 2
    assert file["not_read"] == []


def test_hostile_text_is_kept_exactly() -> None:
    data = report(checked(finding("有误", place(1, HOSTILE)), name="<b>.txt"))
    assert (data["findings"][0]["read"], data["files"][0]["name"]) == (HOSTILE, "<b>.txt")


def test_the_schema_refuses_what_is_not_in_the_format() -> None:
    data = report(checked(finding("有误", Place("表"))))
    data["findings"][0]["severity"] = "fatal"
    with pytest.raises(ValidationError):
        Draft202012Validator(report_schema()).validate(data)
