"""Last year's table: labels are taken over, values are not, and stand beside the cells of the rows they belong to."""

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.last_year import texts_beside, without_values
from perf.domain.drafts.near_names import nearest_pairs
from perf.domain.drafts.rows import INDICATORS, cell_name
from perf.domain.places import amount_part, field_part, goal_part
from perf.domain.table_schema import TableSchema
from perf.domain.terms import Period
from perf.table_schemas import schema_by_id
from tests.domain.drafts.test_drafts import draft_of


def form(schema_id: str) -> TableSchema:
    schema = schema_by_id(schema_id)
    assert schema is not None
    return schema


SPLIT = form("gansu-2026-department")
HALVES = form("gansu-2026-project")
LISTS = form("national-2015-department")


def row(**texts: str) -> NewRow:
    return NewRow(INDICATORS, texts)


def slot(part: str, text: str) -> NewRow:
    return NewRow(part, {"text": text} if text else {})


def beside(schema: TableSchema, now: list[NewRow], then: list[NewRow]) -> dict[str, str]:
    """What stands beside cells, by row number and key."""
    return texts_beside(draft_of(schema, tuple(now)), schema, then, "去年")


def test_labels_names_signs_and_units_are_taken_over_values_are_not() -> None:
    given = row(
        first_level="重点履职指标",
        first_level_weight="30",
        name="“十四五”培训5期",
        comparison="≥",
        value="120",
        unit="人次",
        value_content="不少于120人次",
        remark="沿用",
    )
    (kept,) = without_values([given], SPLIT)
    assert kept.texts == {key: text for key, text in given.texts.items() if key not in ("value", "value_content")}


def test_both_halves_lose_their_values() -> None:
    given = row(name="里程", value="≥3", medium_term_name="里程", medium_term_value="≥9")
    assert without_values([given], HALVES)[0].texts == {"name": "里程", "medium_term_name": "里程"}


def test_goals_amounts_and_texts_of_a_year_are_not_taken_over() -> None:
    rows = [
        slot(field_part("project_name"), "养护"),
        slot(field_part("project_period"), "2026年1月至12月"),
        slot(goal_part(Period.ANNUAL), "修好路"),
        slot(amount_part("total"), "102"),
    ]
    assert [each.texts for each in without_values(rows, HALVES)] == [{"text": "养护"}, {}, {}, {}]
    tasks = NewRow("main_tasks", {"task": "第2期培训", "content": "2026年做完", "total": "１２．５"})
    assert without_values([tasks], LISTS)[0].texts == {"task": "第2期培训"}


def test_last_years_value_stands_beside_the_value_of_the_same_indicator_even_where_it_is_the_same() -> None:
    now = [row(name="开放 天数", value="300", comparison="≥", unit="天"), row(name="新指标", value="1")]
    then = [row(name="开放天数", comparison="≥", value="300", unit="天", remark="含周末")]
    assert beside(SPLIT, now, then) == {
        cell_name(1, "value"): "去年：300",
        cell_name(1, "remark"): "去年：含周末",
    }


def test_a_sign_or_unit_that_is_another_now_is_said_with_the_value() -> None:
    then = [row(name="开放天数", comparison="≥", value="300", unit="天")]
    found = beside(SPLIT, [row(name="开放天数", comparison="≥", unit="小时")], then)
    assert found == {cell_name(1, "value"): "去年：≥300天", cell_name(1, "unit"): "去年：天"}


def test_a_value_of_words_is_said_as_it_was() -> None:
    then = [row(name="制度", comparison="定性", value="健全")]
    assert beside(SPLIT, [row(name="制度")], then)[cell_name(1, "value")] == "去年：健全"
    assert beside(HALVES, [row(name="制度")], [row(name="制度", value="健全")]) == {cell_name(1, "value"): "去年：健全"}


def test_a_near_name_is_the_same_indicator_and_a_far_one_is_not() -> None:
    then = [row(name="培训总人数", value="5", comparison="≥"), row(name="审计问题整改率", value="6", comparison="≥")]
    found = beside(SPLIT, [row(name="整改率"), row(name="培训人数")], then)
    assert found == {
        cell_name(2, "name"): "去年：培训总人数",
        cell_name(2, "value"): "去年：≥5",
        cell_name(2, "comparison"): "去年：≥",
    }


def test_names_given_twice_are_matched_in_their_order_and_each_once() -> None:
    then = [row(name="人数", value=str(number)) for number in (1, 2)]
    found = beside(SPLIT, [row(name="人数") for _ in range(3)], then)
    assert found == {cell_name(1, "value"): "去年：1", cell_name(2, "value"): "去年：2"}


def test_halves_are_matched_apart() -> None:
    now = [row(name="里程", medium_term_name="桥梁")]
    then = [row(name="桥梁", value="≥1"), row(name="里程", value="≥3", medium_term_name="桥梁", medium_term_value="≥9")]
    assert beside(HALVES, now, then) == {
        cell_name(1, "value"): "去年：≥3",
        cell_name(1, "medium_term_value"): "去年：≥9",
    }


def test_goals_and_amounts_have_last_years_beside_them_and_fields_only_another_text() -> None:
    now = [
        slot(goal_part(Period.ANNUAL), ""),
        slot(amount_part("total"), "5"),
        slot(field_part("project_name"), "养护"),
    ]
    then = [
        slot(goal_part(Period.ANNUAL), "修"),
        slot(amount_part("total"), "5"),
        slot(field_part("project_name"), "养护"),
    ]
    then.append(slot(field_part("implementing_unit"), "某站"))
    assert beside(HALVES, [*now, slot(field_part("implementing_unit"), "另一站")], then) == {
        cell_name(1, "text"): "去年：修",
        cell_name(2, "text"): "去年：5",
        cell_name(4, "text"): "去年：某站",
    }


def test_lines_of_a_list_are_matched_by_their_first_column() -> None:
    now = [NewRow("main_tasks", {"task": "培训", "content": "办班"}), NewRow("main_tasks", {})]
    then = [
        NewRow("main_tasks", {"task": "培训", "content": "办班", "total": "12"}),
        NewRow("main_tasks", {"total": "9"}),
    ]
    assert beside(LISTS, now, then) == {cell_name(1, "total"): "去年：12"}


def test_the_most_alike_names_are_paired_first_and_two_hundred_are_no_matter() -> None:
    assert nearest_pairs({1: "培训人数", 2: "培训总人数"}, {7: "培训总人次数"}) == {2: 7}
    names = {number: f"第{number}类服务对象满意度" for number in range(200)}
    assert nearest_pairs(names, names) == {number: number for number in names}
