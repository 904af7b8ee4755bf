"""Tables as people really publish them: slipped rows, repeated labels, missing parts, forms nobody has described."""

from decimal import Decimal

import pytest

from perf.domain.documents.blocks import Cell, FoundTable, Grid
from perf.domain.documents.compose import compose
from perf.domain.documents.plain_schema import plain_schema
from perf.domain.documents.recognise import Recognition, recognise
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Comparison, Period, Stage
from perf.table_schemas import all_schemas, usual_wordings

HEAD = """项目名称|河道清淤|||
主管部门及代码|水务局|实施单位|河道管理所|
项目资金(万元)|年度资金总额|||80
|其中:当年财政拨款|||80
|上年结转资金|||
|其他资金|||
总体目标|完成清淤|||
"""
HEADING = "绩效指标|一级指标|二级指标|三级指标|指标值\n"
TITLE = ("项目支出绩效目标表", "（2027年度）")


def found(text: str, before: tuple[str, ...] = TITLE) -> FoundTable:
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    cells = tuple(Cell(row, column, part) for row, line in enumerate(rows) for column, part in enumerate(line) if part)
    return FoundTable(Grid((1.0,) * max(map(len, rows)), len(rows), cells, spans_known=False), before)


def read(text: str, before: tuple[str, ...] = TITLE) -> Recognition:
    recognition = recognise(found(text, before), all_schemas(), usual_wordings())
    assert recognition is not None
    return recognition


def target(recognition: Recognition) -> PerformanceTarget:
    assert recognition.target is not None
    return recognition.target


def rows(recognition: Recognition) -> list[tuple[str | None, str | None, str]]:
    return [(row.first_level, row.second_level, row.name) for row in target(recognition).indicators]


def test_a_clean_table_raises_no_question() -> None:
    recognition = read(f"{HEAD}{HEADING}|产出指标|数量指标|清淤长度|≥12公里\n||质量指标|合格率|≥95%")
    assert recognition.questions == ()
    assert target(recognition).schema == "gansu-2024-project"
    assert rows(recognition) == [("产出指标", "数量指标", "清淤长度"), ("产出指标", "质量指标", "合格率")]


def test_a_row_that_slipped_to_the_left_is_put_right_and_asked_about() -> None:
    recognition = read(
        f"{HEAD}{HEADING}|产出指标|数量指标|清淤长度|≥12公里\n满意度指标|服务对象满意度|居民满意度|≥90%|"
    )
    assert rows(recognition)[1] == ("满意度指标", "服务对象满意度", "居民满意度")
    assert [question.read for question in recognition.questions] == ["满意度指标 | 服务对象满意度 | 居民满意度 | ≥90%"]


def test_a_row_without_its_value_is_not_taken_for_a_slipped_one() -> None:
    recognition = read(f"{HEAD}{HEADING}|能力建设|队伍建设|培训情况|\n||制度建设|制度完善|")
    assert rows(recognition) == [("能力建设", "队伍建设", "培训情况"), ("能力建设", "制度建设", "制度完善")]
    assert [row.value for row in target(recognition).indicators] == [None, None]
    assert recognition.questions == ()


def test_labels_repeated_in_every_row_mean_the_same_as_merged_ones() -> None:
    merged = read(f"{HEAD}{HEADING}绩效指标|产出指标|数量指标|甲|1\n|||乙|2\n||质量指标|丙|3")
    repeated = read(
        f"{HEAD}{HEADING}绩效指标|产出指标|数量指标|甲|1\n绩效指标|产出指标|数量指标|乙|2\n绩效指标|产出指标|质量指标|丙|3"
    )
    first_only = read(f"{HEAD}{HEADING}|产出指标|数量指标|甲|1\n|产出指标||乙|2\n|产出指标|质量指标|丙|3")
    assert rows(merged) == rows(repeated) == rows(first_only)
    assert merged.questions == repeated.questions == first_only.questions == ()


def test_a_heading_repeated_on_a_next_page_is_no_row() -> None:
    recognition = read(f"{HEAD}{HEADING}|产出指标|数量指标|甲|1\n{HEADING}||质量指标|乙|2")
    assert rows(recognition) == [("产出指标", "数量指标", "甲"), ("产出指标", "质量指标", "乙")]


def test_a_cell_that_nothing_takes_is_a_question_and_not_lost() -> None:
    recognition = read(f"{HEAD}{HEADING}|产出指标|数量指标|甲|1\n||另附说明||")
    assert [(question.read, question.taken) for question in recognition.questions] == [("另附说明", None)]
    recognition = read(f"{HEAD.replace('|河道管理所|', '|河道管理所|盖章')}{HEADING}|产出指标|数量指标|甲|1")
    assert target(recognition).field_text("implementing_unit") == "河道管理所"
    assert [(question.read, question.taken) for question in recognition.questions] == [("盖章", None)]


def test_an_amount_that_is_no_number_is_kept_and_asked_about() -> None:
    recognition = read(f"{HEAD.replace('|||80', '|||约80万')}{HEADING}|产出指标|数量指标|甲|1")
    amounts = [(row.amount, row.text) for row in target(recognition).funding]
    assert amounts == [(None, "约80万"), (None, "约80万")]
    assert len(recognition.questions) == 2


def test_an_amount_with_its_unit_keeps_number_unit_and_wording() -> None:
    recognition = read(f"{HEAD.replace('资金总额|||80', '资金总额|||1,080.50元')}{HEADING}|产出指标|数量指标|甲|1")
    total = target(recognition).amount_row("total")
    assert total is not None
    assert (total.amount, total.unit, total.text) == (Decimal("1080.50"), "元", "1,080.50元")


HUBEI = """项目名称|办公楼维护||
项目类别|本级|项目性质|持续
立项依据|三定方案||
{items}合计|814||662.98|794.55
绩效目标|保障运行||
一级指标|二级指标|绩效标准|当年预期实现值
数量指标|维护次数|全年|≥280次
保障绩效目标实现措施|专人负责||
"""
ITEMS = (
    "项目预算成本构成|金额|测算(公式)依据|2025年实际执行数|2026年实际执行数\n合计用工|500|据实|1|2\n合计|314|据实|3|4\n"
)


def test_a_list_may_hold_a_row_named_like_the_sum_below_it() -> None:
    target_read = target(read(HUBEI.format(items=ITEMS), ("部门预算项目支出绩效目标表", "（2027年度）")))
    assert [dict(row.cells)["item"] for row in target_read.lists] == ["合计用工", "合计"]
    total = target_read.amount_row("total")
    assert total is not None
    assert total.amount == 814


def test_a_list_that_is_missing_takes_nothing_from_its_neighbours() -> None:
    recognition = read(HUBEI.format(items=""))
    target_read = target(recognition)
    assert target_read.lists == ()
    assert target_read.field_text("project_basis") == "三定方案"
    assert target_read.goal(Period.ANNUAL) == "保障运行"
    assert target_read.field_text("safeguards") == "专人负责"


@pytest.mark.parametrize(
    ("before", "title", "year"),
    [
        (("附件2", "项目支出绩效目标表", "（2027年度）"), "项目支出绩效目标表", 2027),
        (("项目支出绩效目标表（2027年度）",), "项目支出绩效目标表", 2027),
        (("项目支出绩效目标表 (2027 年度)", "单位：万元"), "项目支出绩效目标表", 2027),
        (("2026年规划项目支出绩效目标表", "（2027年度）"), "2026年规划项目支出绩效目标表", 2027),
        (("项目支出绩效目标表（草案）", "（2027年度）"), "项目支出绩效目标表（草案）", 2027),
        (("项目支出绩效目标表", "（    年度）"), "项目支出绩效目标表", None),
        (("2026年工作总结",), "项目支出绩效目标表", None),
    ],
)
def test_title_and_year_are_taken_from_the_lines_above(before: tuple[str, ...], title: str, year: int | None) -> None:
    read_target = target(read(f"{HEAD}{HEADING}|产出指标|数量指标|甲|1", before))
    assert (read_target.title, read_target.fiscal_year) == (title, year)


def test_a_title_inside_the_table_is_found_too() -> None:
    inside = f"项目支出绩效目标表||||\n（2027年度）||||\n{HEAD}{HEADING}|产出指标|数量指标|甲|1"
    assert target(read(inside, ())).fiscal_year == 2027


UNKNOWN = """项目名称|古树保护||||
主管部门|林业局|实施单位|保护站||
年度资金总额|12.5|其中：财政拨款|10||
年度目标|古树全部挂牌||||
一级指标|二级指标|三级指标|指标性质|指标值|计量单位
产出指标|数量指标|挂牌古树|≥|120|株
|质量指标|挂牌完整率|=|100|%
效益指标|生态效益指标|古树长势|定性|良好|
"""


def test_a_table_that_fits_no_form_is_read_by_its_headings() -> None:
    recognition = read(UNKNOWN, ("古树保护绩效目标表", "（2027年度）"))
    read_target = target(recognition)
    assert (read_target.schema, read_target.fiscal_year, recognition.questions) == (None, 2027, ())
    assert {value.key: value.text for value in read_target.fields} == {
        "project_name": "古树保护",
        "supervising_department": "林业局",
        "implementing_unit": "保护站",
    }
    assert [(row.key, str(row.amount), row.unit) for row in read_target.funding] == [
        ("total", "12.5", None),
        ("appropriation", "10", None),
    ]
    values = [row.value for row in read_target.indicators if row.value]
    assert [value.comparison for value in values] == [Comparison.AT_LEAST, Comparison.EQUAL, Comparison.QUALITATIVE]


def test_a_target_of_no_form_can_be_printed_and_read_again() -> None:
    read_target = target(read(UNKNOWN, ("古树保护绩效目标表", "（2027年度）")))
    document = compose(read_target, plain_schema(read_target, usual_wordings()))
    again = recognise(
        FoundTable(document.grid, (document.title, document.subtitle or "")), all_schemas(), usual_wordings()
    )
    assert again is not None
    assert again.target == read_target


@pytest.mark.parametrize(
    ("title", "stage"), [("项目支出绩效自评表", Stage.SELF_EVALUATION), ("项目绩效运行监控表", Stage.MONITORING)]
)
def test_a_table_of_a_later_stage_is_named_and_left(title: str, stage: Stage) -> None:
    recognition = read(f"{HEAD}{HEADING}|产出指标|数量指标|甲|1", (title,))
    assert (recognition.stage, recognition.target) == (stage, None)
    assert recognition.reason
    assert stage.label in recognition.reason


def test_a_table_of_something_else_is_nothing() -> None:
    assert recognise(found("科目|预算数\n办公费|3\n差旅费|6"), all_schemas(), usual_wordings()) is None


DEPARTMENT = """单位（部门）名称|水务局|||||||
联系人|||联系电话|||||
年度绩效目标|完成清淤|||||||
预算情况（万元）|按支出类型分||预算金额（万元）|按来源类型分|预算金额（万元）
|基本支出|人员经费|267.3|上级财政补助|
||公用经费|36.01||
||合计|303.31|本级财政安排|405.31
|项目支出|本级|102|其他资金|
||对下转移支付||收入预算合计|405.31
||合计|102|支出预算合计|405.31
"""
DEPARTMENT_TITLE = ("部门（单位）整体绩效目标表", "（2027年度）")


def test_a_column_that_was_cut_does_not_hide_the_form() -> None:
    heading = "一级指标|权重|二级指标|三级指标|指标值类型|指标值|度量单位\n"
    recognition = read(f"{DEPARTMENT}{heading}基本运行指标|10|预算管理|执行率|≥|95|%", DEPARTMENT_TITLE)
    assert (target(recognition).schema, recognition.questions) == ("gansu-2026-department", ())
    assert len(target(recognition).funding) == 8
    assert rows(recognition) == [("基本运行指标", "预算管理", "执行率")]


def test_a_heading_in_other_usual_words_is_still_the_form_s() -> None:
    heading = "一级指标|权重|二级指标|指标名称|指标性质|目标值|计量单位|指标值内容|备注\n"
    recognition = read(f"{DEPARTMENT}{heading}基本运行指标|10|预算管理|执行率|≥|95|%||年底看", DEPARTMENT_TITLE)
    assert (target(recognition).schema, recognition.questions) == ("gansu-2026-department", ())
    (row,) = target(recognition).indicators
    assert (row.name, row.value and row.value.unit, row.remark) == ("执行率", "%", "年底看")


def test_a_weight_is_never_taken_for_a_first_level() -> None:
    heading = "一级指标|权重|二级指标|三级指标|指标值类型|指标值|度量单位|指标值内容|备注\n"
    first, slipped = "履职指标|20|组织建设|党建|定性|良好|||", "履职指标|20||培训|完成率|=|100|%|"
    recognition = read(f"{DEPARTMENT}{heading}{first}\n{slipped}", DEPARTMENT_TITLE)
    assert {row[0] for row in rows(recognition)} == {"履职指标"}


@pytest.mark.parametrize(
    ("heading", "cells", "value"),
    [
        ("指标值|计量单位", "≥120|株", (Comparison.AT_LEAST, Decimal(120), "株")),
        ("指标值|计量单位", "不低于95|%", (Comparison.AT_LEAST, Decimal(95), "%")),
        ("指标值|计量单位", "5元|元", (None, Decimal(5), "元")),
        ("指标值|计量单位", "良好|等级", (None, None, "等级")),
        ("指标性质|指标值", "≥|95%", (Comparison.AT_LEAST, Decimal(95), "%")),
        ("指标性质|指标值", "=|≥95%", (Comparison.EQUAL, None, None)),
        ("指标性质|指标值", "定性|良好", (Comparison.QUALITATIVE, None, None)),
    ],
)
def test_sign_and_unit_count_whichever_of_them_has_a_column(
    heading: str, cells: str, value: tuple[Comparison | None, Decimal | None, str | None]
) -> None:
    table = f"项目名称|古树保护|||\n一级指标|二级指标|三级指标|{heading}\n产出指标|数量指标|挂牌古树|{cells}"
    recognition = read(table, ("古树保护绩效目标表",))
    (row,) = target(recognition).indicators
    assert row.value is not None
    assert (row.value.comparison, row.value.number, row.value.unit) == value
    assert recognition.questions == ()


def test_a_weight_that_is_no_number_is_asked_about_and_the_weight_above_holds() -> None:
    heading = "一级指标|权重|二级指标|三级指标|指标值类型|指标值|度量单位|指标值内容|备注"
    first = "部门综合指标|30|经济效益|节约用水量|≥|12|吨||"
    recognition = read(f"{heading}\n{first}\n|2027年|社会效益|居民满意度|≥|90|%||")
    assert [row.first_level_weight for row in target(recognition).indicators] == [Decimal(30), Decimal(30)]
    assert "2027年" in [question.read for question in recognition.questions]


@pytest.mark.parametrize("speech", ["绩效", "绩效目标表", "按照绩效要求填表（", "绩效表（2027年）"])
def test_a_very_long_text_before_a_table_is_no_title_and_takes_no_time(speech: str) -> None:
    recognition = read(f"{HEAD}{HEADING}|产出指标|数量指标|清淤长度|≥12公里", (*TITLE, speech * 30_000))
    assert target(recognition).title == "项目支出绩效目标表"


def test_a_title_on_the_last_line_of_a_long_text_is_one() -> None:
    recognition = read(
        f"{HEAD}{HEADING}|产出指标|数量指标|清淤长度|≥12公里", (f"{'说明。' * 500}\n{TITLE[0]}（2027年）",)
    )
    assert target(recognition).title == "项目支出绩效目标表"
