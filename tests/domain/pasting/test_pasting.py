"""What clerks copy, where it goes, and what they are told about the rest."""

from dataclasses import replace

import pytest

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.rows import INDICATORS, Draft
from perf.domain.pasting.clipboard import CannotPaste
from perf.domain.pasting.pasted_block import Anchor, Mark, PastedBlock
from tests.domain.pasting.pasted_tables import copied, draft_of, form, lines_of, pasted, said

SPLIT_FORM = form("gansu-2026-department")
"""Sign, number and unit have columns of their own."""

JOINED_FORM = form("gansu-2024-project")
TWO_HALVES = form("gansu-2026-project")


def blank(schema_id: str, lines: int = 2) -> Draft:
    """A draft with some blank indicator rows, numbered from 1."""
    return draft_of(form(schema_id), [NewRow(INDICATORS, {})] * lines)


def in_value_column(*lines: str, draft: Draft | None = None) -> PastedBlock:
    """What lines of one column give, pasted into the value column of a form with columns for sign and unit."""
    return pasted(copied([[line] for line in lines]), draft or blank(SPLIT_FORM.id), Anchor(1, "value"))


@pytest.mark.parametrize(
    ("written", "cells"),
    [
        ("≥95%", {"comparison": "≥", "value": "95", "unit": "%"}),
        ("2 轮", {"value": "2", "unit": "轮"}),
        ("=8 万", {"comparison": "=", "value": "8", "unit": "万"}),
        ("不低于90%", {"comparison": "≥", "value": "90", "unit": "%"}),
        ("＝１００％", {"comparison": "=", "value": "100", "unit": "%"}),
        ("90%-95%", {"value": "90-95", "unit": "%"}),
        ("≤3个工作日", {"comparison": "≤", "value": "3", "unit": "个工作日"}),
        ("定性：良好", {"comparison": "定性", "value": "良好"}),
        ("95", {"value": "95"}),
        ("及时", {"value": "及时"}),
        ("2026年12月底前", {"value": "2026年12月底前"}),
        ("=cmd|'/C calc'!A0", {"value": "=cmd|'/C calc'!A0"}),
    ],
)
def test_a_value_is_split_where_the_form_has_columns_for_its_parts(written: str, cells: dict[str, str]) -> None:
    block = in_value_column(written, "1")
    assert lines_of(block)[0] == cells
    assert {text.mark for text in block.rows[0].texts} == ({Mark.SPLIT} if len(cells) > 1 else {None})
    assert [text.key for text in block.rows[1].texts] == ["value"]


def test_words_that_cannot_be_split_stay_and_are_named() -> None:
    block = in_value_column("2026年12月底前", "良好")
    assert [(each.where, each.text) for each in block.doubts] == [("第1行第1列", "2026年12月底前")]


def test_a_value_beside_its_sign_and_unit_is_not_split_twice() -> None:
    lines = [["≥", "95%", "%"], ["", "≤10%", ""], ["≥", "≤5", "次"], ["≥95%", "", ""], ["", "", "3次"]]
    block = pasted(copied(lines), blank(SPLIT_FORM.id, 5), Anchor(1, "comparison"))
    assert lines_of(block) == [
        {"comparison": "≥", "value": "95", "unit": "%"},
        {"comparison": "≤", "value": "10", "unit": "%"},
        {"comparison": "≥", "value": "≤5", "unit": "次"},
        {"comparison": "≥", "value": "95", "unit": "%"},
        {"value": "3", "unit": "次"},
    ]


def test_sign_and_unit_are_joined_to_the_value_where_the_form_has_one_cell() -> None:
    heading = ["三级指标", "指标性质", "指标值", "计量单位"]
    lines = [
        ["甲", "≥", "95", "%"],
        ["乙", "定性", "良好", ""],
        ["丙", "约", "3", "次"],
        ["丁", "≥", "≥5%", "%"],
        ["戊", "", "", ""],
    ]
    block = pasted(copied([heading, *lines]), blank(JOINED_FORM.id))
    assert [line.get("value") for line in lines_of(block)] == ["≥95%", "定性：良好", "约3次", "≥5%", None]
    assert [text.mark for text in block.rows[0].texts if text.key == "value"] == [Mark.JOINED]
    assert block.not_taken == ()


def test_merged_labels_go_on_downwards_but_not_over_the_next_first_level() -> None:
    lines = [
        ["产出指标", "数量指标", "甲", "1"],
        ["", "", "乙", "2"],
        ["", "质量指标", "丙", "3"],
        ["效益指标", "", "丁", "4"],
        ["", "社会效益", "戊", "5"],
    ]
    block = pasted(copied(lines), blank(JOINED_FORM.id, 5), Anchor(1, "first_level"))
    labels = [(line.get("first_level"), line.get("second_level")) for line in lines_of(block)]
    assert labels == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", None),
        ("效益指标", "社会效益"),
    ]
    filled = [(row.line, text.key) for row in block.rows for text in row.texts if text.mark is Mark.FILLED]
    assert filled == [(2, "first_level"), (2, "second_level"), (3, "first_level"), (5, "first_level")]


def test_the_order_of_the_pasted_headings_wins_and_other_columns_are_named() -> None:
    lines = [["序号", "指标值", "三级指标", "评分方法"], ["1", "≥95%", "合格率", "按比例"], ["2", "", "及时率", ""]]
    block = pasted(copied(lines), blank(JOINED_FORM.id))
    assert lines_of(block) == [{"name": "合格率", "value": "≥95%"}, {"name": "及时率"}]
    assert said(block) == [("第2行第1列", "1"), ("第2行第4列", "按比例"), ("第3行第1列", "2")]
    assert block.not_taken[1].reason == "表里没有“评分方法”这一栏"


def test_headings_of_another_year_and_below_a_group_are_known() -> None:
    schema = form("national-2015-department")
    heading = [["任务名称", "主要内容", "预算金额（万元）", "", ""], ["", "", "总额", "财政拨款", "其他资金"]]
    block = pasted(copied([*heading, ["防汛", "巡堤", "12", "10", "2"]]), draft_of(schema))
    assert lines_of(block, "main_tasks") == [
        {"task": "防汛", "content": "巡堤", "total": "12", "appropriation": "10", "other_funds": "2"}
    ]
    hubei = form("hubei-2022-project")
    lines = [["项目预算成本构成", "2031年实际执行数", "金额"], ["印刷", "3", "5"]]
    block = pasted(copied(lines), draft_of(hubei))
    assert lines_of(block, "cost_items") == [{"item": "印刷", "amount": "5", "spent_two_years_before": "3"}]


def test_one_column_with_its_heading_and_without() -> None:
    assert lines_of(pasted("三级指标\n甲\n乙", blank(JOINED_FORM.id))) == [{"name": "甲"}, {"name": "乙"}]
    block = pasted("甲\n\n乙\n合计", blank(JOINED_FORM.id, 1), Anchor(1, "name"))
    assert lines_of(block) == [{"name": "甲"}, {"name": "乙"}]
    assert [row.row_id for row in block.rows] == [1, None]
    assert [(each.where, each.reason) for each in block.not_taken] == [
        ("第2行", "空白行"),
        ("第4行第1列", "这一行是合计、小计，不是一行指标或明细"),
    ]


def test_both_halves_of_a_form_are_filled_and_one_half_goes_where_the_anchor_is() -> None:
    heading = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
    lines = [["产出指标", "数量指标", "甲", "≥6次", "数量指标", "甲", "≥2次"], ["", "", "", "", "", "乙", "1次"]]
    block = pasted(copied([heading, *lines]), blank(TWO_HALVES.id))
    assert lines_of(block) == [
        {
            "first_level": "产出指标",
            "medium_term_second_level": "数量指标",
            "medium_term_name": "甲",
            "medium_term_value": "≥6次",
            "second_level": "数量指标",
            "name": "甲",
            "value": "≥2次",
        },
        {"first_level": "产出指标", "second_level": "数量指标", "name": "乙", "value": "1次"},
    ]
    one_half = copied([["三级指标", "指标值"], ["丙", "3"]])
    draft = blank(TWO_HALVES.id)
    assert lines_of(pasted(one_half, draft)) == [{"name": "丙", "value": "3"}]
    medium = pasted(one_half, draft, Anchor(2, "medium_term_value"))
    assert lines_of(medium) == [{"medium_term_name": "丙", "medium_term_value": "3"}]
    assert [row.row_id for row in medium.rows] == [2]


def test_cells_keep_line_ends_and_quotes() -> None:
    text = '"第一行\n第二行"\t"三公"经费\t"合格"\r\n"""引""号\n"\t乙\t\r\n'
    block = pasted(text, blank(JOINED_FORM.id), Anchor(1, "second_level"))
    assert lines_of(block) == [
        {"second_level": "第一行\n第二行", "name": '"三公"经费', "value": '"合格"'},
        {"second_level": '"引"号', "name": "乙"},
    ]


def test_a_blank_cell_makes_blank_but_a_label_stays() -> None:
    draft = draft_of(JOINED_FORM, [NewRow(INDICATORS, {"first_level": "产出指标", "name": "旧", "value": "9"})])
    block = pasted("\t\t新\t\n\t\t更新\t1", draft, Anchor(1, "first_level"))
    first, second = block.rows
    assert [(text.key, text.before, text.after) for text in first.texts] == [("name", "旧", "新"), ("value", "9", "")]
    assert second.row_id is None
    assert block.changed_count == 4


def test_new_rows_go_on_under_the_labels_of_the_last_row_where_the_block_brings_none() -> None:
    draft = draft_of(JOINED_FORM, [NewRow(INDICATORS, {"first_level": "产出指标", "second_level": "数量指标"})])
    block = pasted("甲\t1\n乙\t2", draft, Anchor(1, "name"))
    assert lines_of(block)[1] == {"first_level": "产出指标", "second_level": "数量指标", "name": "乙", "value": "2"}
    assert [text.mark for text in block.rows[1].texts] == [Mark.FILLED, Mark.FILLED, None, None]


def test_what_lies_right_of_the_table_is_named_and_printed_columns_count_as_they_are_merged() -> None:
    wide = form("gansu-2024-department")
    draft = draft_of(wide, [NewRow(INDICATORS, {})])
    block = pasted(copied([["甲", "≥95%", "", "多余"]]), draft, Anchor(1, "name"))
    assert lines_of(block) == [{"name": "甲", "value": "≥95%"}]
    assert said(block) == [("第1行第4列", "多余")]
    tasks = draft_of(form("national-2015-department"), [NewRow(INDICATORS, {})])
    printed = pasted(copied([["产出指标", "数量指标", "甲", "", "3次"]]), tasks, Anchor(1, "first_level"))
    plain = pasted(copied([["产出指标", "数量指标", "甲", "3次"]]), tasks, Anchor(1, "first_level"))
    assert (
        lines_of(printed)
        == lines_of(plain)
        == [{"first_level": "产出指标", "second_level": "数量指标", "name": "甲", "value": "3次"}]
    )


def test_the_label_printed_beside_all_lines_is_no_text_of_them() -> None:
    block = pasted("绩效指标\t产出指标\t数量指标\t甲\t1\n\t\t\t乙\t2", blank(JOINED_FORM.id), Anchor(1, "first_level"))
    assert [line["name"] for line in lines_of(block)] == ["甲", "乙"]
    assert said(block) == [("第1行第1列", "绩效指标")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-12-31 00:00:00", "日期"),
        ("1E+05", "科学计数"),
        ("####", "太窄"),
        ("#DIV/0!", "出错"),
        ("1月2日", "范围"),
    ],
)
def test_what_excel_did_to_a_text_is_asked_about_and_never_changed(text: str, words: str) -> None:
    block = in_value_column("3", text)
    assert lines_of(block)[1] == {"value": text}
    (asked,) = block.doubts
    assert asked.where == "第2行第1列"
    assert words in asked.sentence


@pytest.mark.parametrize(("text", "meant"), [("0.95", "95"), ("1", "100"), ("0.005", "0.5")])
def test_a_share_below_a_percent_sign_is_asked_about(text: str, meant: str) -> None:
    block = pasted(f"≥\t{text}\t%\n≥\t95\t%", blank(SPLIT_FORM.id), Anchor(1, "comparison"))
    assert [each.sentence[-len(meant) :] for each in block.doubts] == [meant]
    assert lines_of(block)[0]["value"] == text


def test_a_part_of_the_head_is_filled_by_its_labels() -> None:
    draft = draft_of(SPLIT_FORM)
    block = pasted("单位（部门）名称\t示例市图书馆\n年度绩效目标\t办好\n", draft)
    assert {row.block: row.texts[0].after for row in block.rows} == {
        "fields-department_name": "示例市图书馆",
        "goals-annual": "办好",
    }


def test_amounts_go_down_the_column_of_the_form() -> None:
    draft = draft_of(SPLIT_FORM)
    anchor = next(row.id for row in draft.rows if row.block == "funding-annual-basic_personnel")
    block = pasted("267.3\n36.01\n303.31\n102\n\n102\n405.31\n9", draft, Anchor(anchor, "text"))
    assert [row.block.rpartition("-")[2] for row in block.rows] == [
        "basic_personnel",
        "basic_operation",
        "basic_total",
        "project_own",
        "project_total",
    ]
    assert said(block) == [("第7行第1列", "405.31"), ("第8行第1列", "9")]


def test_a_goal_of_several_paragraphs_is_one_text() -> None:
    draft = draft_of(SPLIT_FORM)
    anchor = Anchor(next(row.id for row in draft.rows if row.block == "goals-annual"), "text")
    (row,) = pasted("第一段。\r\n\r\n第二段。\r\n", draft, anchor).rows
    assert row.texts[0].after == "第一段。\n\n第二段。"
    (row,) = pasted("1.\t办好\n2.\t办完", draft, anchor).rows
    assert row.texts[0].after == "1. 办好\n2. 办完"


def test_a_table_without_labels_is_not_poured_into_an_amount() -> None:
    draft = draft_of(SPLIT_FORM)
    anchor = Anchor(next(row.id for row in draft.rows if row.block == "funding-annual-basic_total"), "text")
    with pytest.raises(CannotPaste, match="没有认出表头"):
        pasted("1\t2\n3\t4", draft, anchor)


def test_a_locked_row_is_passed_and_named() -> None:
    draft = blank(JOINED_FORM.id)
    locked = replace(draft, rows=tuple(replace(row, is_locked=row.id == 1) for row in draft.rows))
    block = pasted("甲\t1\n乙\t2", locked, Anchor(1, "name"))
    assert [row.row_id for row in block.rows] == [2]
    assert said(block) == [("第1行第1列", "甲"), ("第1行第2列", "1")]
