"""Who mends what the report calls an error, as it says, is rid of it: no error is left, and no other comes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from perf.domain.terms import Severity
from tests.checking.test_mutated_documents import checked

Edit = tuple[int, str, str]
"""Line, what stands there, and what is put in its place."""

LINXIA: dict[str, Sequence[Edit]] = {
    "leftover instruction": [(63, "按编制部门批复", "按批复")],
    "share": [(99, "占 5%", "占 4.7%")],
    "leftover choice": [
        (115, "增加（减少）", "减少"),
        (115, "增长（减少）", "下降"),
        (141, "增加（减少）", "增加"),
        *((line, "增加（减少）", "增加") for line in (143, 145, 147, 151, 155)),
        *((line, "增长（下降）", "增长") for line in (143, 145, 147, 151, 155)),
        (217, "增长率/压减率", "压减率"),
    ],
    "amount that no table has": [(123, "2024 年预算数为 1 万元", "2024 年预算数为 0 万元")],
    "label without content": [(183, "项目名称：", "项目名称：巡察经费")],
    "whole and parts": [(215, "共 1 个", "共 2 个")],
    "counts": [
        (221, "二级指标 3 个、三级指标 3 个；", "二级指标 9 个、三级指标 9 个；"),
        (221, "二级指标 3 个、三级指标 3 个。", "二级指标 7 个、三级指标 7 个。"),
    ],
    "basic wages": [(429, "42.26", "46.26")],
    "a bound written twice": [(528, "大于或者等于 95%以上", "≥95%")],
    "money block": [
        (519, "当年财政拨款\t162.08", "当年财政拨款\t170.08"),
        (522, "项目支出\t\t\t收入预算合计\t162.08", "项目支出\t\t8\t收入预算合计\t170.08"),
        (523, "162.08", "170.08"),
    ],
    "blank head field": [(540, "主管部门及代码\t\t", "主管部门及代码\t某某部门\t")],
    "rates in money": [
        (547, "资金使用率\t8 万", "项目总成本\t≤8 万元"),
        (551, "资金使用率\t=8 万", "节约资金\t≥0.5 万元"),
    ],
}
DINGXI: dict[str, Sequence[Edit]] = {"leftover of the form": [(598, "2026-2028+3年", "2026-2028年")]}


def errors(lines: Sequence[str]) -> set[tuple[str, str]]:
    """Give rule and message of every error."""
    found = checked("\n".join(lines)).findings
    return {(each.rule, each.message) for each in found if each.severity is Severity.ERROR}


def mended(lines: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    changed = list(lines)
    for line, was, becomes in edits:
        assert was in changed[line - 1], (line, was)
        changed[line - 1] = changed[line - 1].replace(was, becomes)
    return changed


@pytest.fixture(scope="module")
def linxia(real_documents: Path) -> list[str]:
    return (real_documents / "seeds" / "linxia-2024.txt").read_text("utf-8").split("\n")


@pytest.fixture(scope="module")
def dingxi(real_documents: Path) -> list[str]:
    return (real_documents / "seeds" / "dingxi-2026.txt").read_text("utf-8").split("\n")


@pytest.mark.parametrize("name", sorted(LINXIA))
def test_an_error_that_is_mended_goes_and_none_comes(linxia: list[str], name: str) -> None:
    assert errors(mended(linxia, LINXIA[name])) < errors(linxia)


def test_with_everything_mended_no_error_is_left(linxia: list[str], dingxi: list[str]) -> None:
    assert errors(mended(linxia, [edit for edits in LINXIA.values() for edit in edits])) == set()
    assert errors(mended(dingxi, [edit for edits in DINGXI.values() for edit in edits])) == set()
