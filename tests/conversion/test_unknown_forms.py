"""Tables of provinces whose form is not known: read by their headings, printed, and read back equal."""

from pathlib import Path

import pytest

from perf.conversion import FORMATS, render_target
from perf.conversion.files_to_targets import recognise_file
from perf.domain.documents.recognise import Recognition
from tests.reading.files_written_here import read_bytes

PROVINCIAL = """省级项目支出绩效目标表

（2025年度）

项目名称	水库维修
主管单位	水利部门
资金总额（单位：万元）	1,200.50		其中：财政拨款	1000元
总体目标	完成维修。
一级指标	二级指标	三级指标	指标值	分值	评分标准	佐证材料	备注
产出指标	数量指标	维修数量	≥12座	20	按比例扣分	照片	口径
		新增监测点	8个			台账
	时效指标	完成时间	2025年12月底前
"""
SIMPLE = """专项资金绩效目标表（2026年）

专项名称	农田建设	专项类别	延续
指标类别	指标名称	目标值	说明
数量	建成面积	≥1000亩	按图
质量	合格率	100%
"""


def read_table(folder: Path, written: str) -> Recognition:
    (table,) = recognise_file(read_bytes(folder, written.encode())).tables
    return table


def test_a_form_nobody_described_is_read_by_its_headings(tmp_path: Path) -> None:
    target = read_table(tmp_path, PROVINCIAL).target
    assert target is not None
    assert (target.schema, target.fiscal_year, target.field_text("supervising_department")) == (None, 2025, "水利部门")
    assert [(row.key, str(row.amount), row.unit) for row in target.funding] == [
        ("total", "1200.50", "万元"),
        ("appropriation", "1000", "元"),
    ]
    first, second, third = target.indicators
    assert (first.details, first.remark) == ((("points", "20"), ("standard", "按比例扣分")), "口径")
    assert (second.details, second.remark, third.second_level) == ((), None, "时效指标")


def test_what_stands_under_an_unknown_heading_is_asked_about_and_passes_for_nothing_else(tmp_path: Path) -> None:
    asked = [(question.read, question.taken) for question in read_table(tmp_path, PROVINCIAL).questions]
    assert asked == [("照片", None), ("台账", None)]


def test_a_table_of_two_levels_is_read_without_a_question(tmp_path: Path) -> None:
    table = read_table(tmp_path, SIMPLE)
    assert table.target is not None
    assert table.questions == ()
    assert [(row.second_level, row.name, row.remark) for row in table.target.indicators] == [
        ("数量", "建成面积", "按图"),
        ("质量", "合格率", None),
    ]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("written", [PROVINCIAL, SIMPLE])
def test_such_a_table_is_printed_and_read_back_equal(tmp_path: Path, written: str, file_format: str) -> None:
    target = read_table(tmp_path, written).target
    assert target is not None
    assert recognise_file(read_bytes(tmp_path, render_target(target, file_format))).targets == (target,)
