"""What a draft starts from, on both databases: last year's table or a file's, and what is then to be looked at."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.domain.drafts.beginning import rows_of
from perf.domain.drafts.rows import INDICATORS, parse_cell_name
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.domain.values import parse_value
from perf.drafting.former_tables import former_target, table_before, tables_of_department
from perf.drafting.operations.beginning import NewDraft, NewQuestion, begin_draft
from perf.drafting.operations.deleting import delete_draft
from perf.drafting.operations.holding import DraftClosed, DraftError
from perf.drafting.operations.questions import confirm_question
from perf.drafting.queries import draft_summary
from perf.drafting.questions import OpenQuestion, open_question_counts, open_questions
from perf.drafting.read_tables import Asked, ReadTable
from perf.drafting.records import DraftChange, DraftQuestion, DraftRowRecord
from perf.drafting.starting import Start, start_from_file, start_from_former
from perf.reviews.records import ReviewEventRecord
from perf.table_schemas import schema_by_id
from perf.targets.operations import store_target
from tests.drafting.tables import DEPARTMENT, PROJECT, Table, a_person, a_table
from tests.pages import HOSTILE, NOW, department_target, project_target


def form(schema_id: str) -> TableSchema:
    schema = schema_by_id(schema_id)
    assert schema is not None
    return schema


def begun(engine: Engine, start: Start, *, year: int = 2027, schema_id: str = DEPARTMENT) -> Table:
    """Begin a draft of the department 999001."""
    person = a_person(engine, f"drafter-of-{year}")
    with transaction(engine) as session:
        department = (
            session.connection().exec_driver_sql("SELECT id FROM department WHERE code = '999001'").scalar_one()
        )
        new = NewDraft(department, year, form(schema_id), "修缮" if schema_id == PROJECT else None)
        draft_id = begin_draft(session, new, start.rows, start.questions, user_id=person, now=NOW)
    return Table(engine, draft_id, person)


def questions(table: Table) -> tuple[OpenQuestion, ...]:
    with reading(table.engine) as session:
        return open_questions(session, table.id)


def asked_about(name: str) -> Start:
    """A start whose only indicator has a value that is to be looked at, and a text that found no place."""
    value = Asked("列错位，已放回", "≥300天", "≥300天", "第5行第4格", "indicators-0-value")
    loose = Asked("没有读入，请看是否需要", HOSTILE, None, None, None)
    target = replace(
        department_target(2027),
        indicators=IndicatorTree((Indicator(name, "重点履职指标", value=parse_value("≥300天")),)),
    )
    return start_from_file(ReadTable(target, (value, loose)), form(DEPARTMENT), 2027)


def test_a_file_of_the_same_form_begins_with_its_rows_and_its_questions(engine: Engine) -> None:
    table = begun(engine, asked_about("开放天数"))
    (line,) = table.lines()
    assert dict(line.texts) == {
        "first_level": "重点履职指标",
        "name": "开放天数",
        "comparison": "≥",
        "value": "300",
        "unit": "天",
    }
    about_value, loose = questions(table)
    assert about_value.cell == f"r{line.id}-value"
    assert (about_value.read, about_value.taken, about_value.place) == ("≥300天", "≥300天", "第5行第4格")
    assert (loose.cell, loose.read, loose.taken) == (None, HOSTILE, None)


def test_a_question_is_answered_by_saying_so_by_changing_the_cell_and_by_removing_the_row(engine: Engine) -> None:
    table = begun(engine, asked_about("开放天数"))
    (line,) = table.lines()
    _, loose = questions(table)
    with transaction(engine) as session:
        confirm_question(session, table.id, loose.id, user_id=table.person, now=NOW)
        confirm_question(session, table.id, loose.id, user_id=table.person, now=NOW)
    assert [each.cell for each in questions(table)] == [f"r{line.id}-value"]
    table.save(line, unit="日")
    assert len(questions(table)) == 1
    table.save(table.lines()[0], value="301")
    assert questions(table) == ()
    other = begun(engine, asked_about("开放天数"), year=2028)
    other.remove(other.lines()[0])
    assert [each.cell for each in questions(other)] == [None]


def test_questions_are_counted_without_those_that_need_no_answer(engine: Engine) -> None:
    target = department_target(2026)
    start = start_from_former(target, form(DEPARTMENT), form("gansu-2024-department"), with_values=False)
    table = begun(engine, start, schema_id="gansu-2024-department")
    assert {each.must_be_answered for each in questions(table)} == {False}
    other = begun(engine, asked_about("开放天数"), year=2028)
    with reading(engine) as session:
        assert open_question_counts(session, [table.id, other.id]) == {other.id: 2}


def test_a_question_of_another_table_or_a_closed_one_cannot_be_answered(engine: Engine) -> None:
    table, other = begun(engine, asked_about("甲")), begun(engine, asked_about("甲"), year=2028)
    first = questions(table)[0]
    with pytest.raises(DraftError, match="没有找到这一处"), transaction(engine) as session:
        confirm_question(session, other.id, first.id, user_id=table.person, now=NOW)
    with pytest.raises(DraftError, match="没有找到这一处"), transaction(engine) as session:
        confirm_question(session, table.id, 2**40, user_id=table.person, now=NOW)
    table.close()
    with pytest.raises(DraftClosed), transaction(engine) as session:
        confirm_question(session, table.id, first.id, user_id=table.person, now=NOW)


def test_another_years_file_and_what_the_form_has_no_place_for_are_asked_about(engine: Engine) -> None:
    table = ReadTable(department_target(2026), ())
    start = start_from_file(table, form("gansu-2024-department"), 2027)
    sentences = [each.message for each in start.questions]
    assert "2026年度" in sentences[0]
    assert "联系人" in [each.place for each in start.questions]
    assert all("没有地方填" in sentence for sentence in sentences[1:])
    assert questions(begun(engine, start, schema_id="gansu-2024-department"))[0].read == "2026年度"


def test_a_former_table_gives_its_labels_and_with_values_all_of_it(engine: Engine) -> None:
    target, schema = department_target(2026), form(DEPARTMENT)
    table = begun(engine, start_from_former(target, schema, schema, with_values=False))
    assert [row.text("value") for row in table.lines()] == ["", ""]
    assert [row.text("unit") for row in table.lines()] == ["天", "%"]
    assert table.slot("goals-annual").texts == {}
    whole = begun(engine, start_from_former(target, schema, schema, with_values=True), year=2028)
    stated = [(row.block, dict(row.texts)) for row in whole.draft().rows]
    assert sorted(stated, key=str) == sorted(((row.block, dict(row.texts)) for row in rows_of(target, schema)), key=str)


def test_the_last_table_before_a_year_is_found_and_a_draft_comes_before_what_was_published(engine: Engine) -> None:
    table = a_table(engine, "甲", person=a_person(engine))
    with transaction(engine) as session:
        for year in (2024, 2026, 2027):
            store_target(session, "999001", department_target(year), source_name="a.txt", now=NOW)
        store_target(session, "999001", project_target("修缮"), source_name="a.txt", now=NOW)
    with reading(engine) as session:
        found = tables_of_department(session, 1)
        assert [(each.fiscal_year, each.source, each.kind) for each in found] == [
            (2027, "published", TableKind.DEPARTMENT),
            (2026, "draft", TableKind.DEPARTMENT),
            (2026, "published", TableKind.DEPARTMENT),
            (2026, "published", TableKind.PROJECT),
            (2024, "published", TableKind.DEPARTMENT),
        ]
        before = table_before(session, 1, None, 2027)
        assert before is not None
        assert (before.source, before.id) == ("draft", table.id)
        target, schema = former_target(session, before) or (None, None)
        assert target is not None
        assert [row.name for row in target.indicators] == ["甲"]
        assert schema == form(DEPARTMENT)
        published = table_before(session, 1, None, 2026)
        assert published is not None
        assert (former_target(session, published) or (None,))[0] == department_target(2024)
        assert table_before(session, 1, None, 2024) is None
        assert table_before(session, 2, None, 2027) is None
        of_project = table_before(session, 1, 1, 2027)
        assert of_project is not None
        assert of_project.project_name == "修缮"
        gone = replace(of_project, id=999_999)
        assert former_target(session, gone) is None
        assert former_target(session, replace(before, id=999_999)) is None


def test_a_deleted_draft_is_gone_with_all_that_belongs_to_it(engine: Engine) -> None:
    table = begun(engine, asked_about("甲"))
    kept = a_table(engine, "乙", person=table.person)
    table.remove(table.lines()[0])
    with transaction(engine) as session:
        delete_draft(session, table.id)
    with reading(engine) as session:
        assert draft_summary(session, table.id) is None
        for record in (DraftRowRecord, DraftChange, DraftQuestion):
            left = session.connection().exec_driver_sql(f"SELECT DISTINCT draft_id FROM {record.__tablename__}")
            assert {row[0] for row in left} <= {kept.id}
    with pytest.raises(DraftError, match="没有找到"), transaction(engine) as session:
        delete_draft(session, table.id)


def test_a_draft_that_was_submitted_once_or_is_closed_is_not_deleted(engine: Engine) -> None:
    table = a_table(engine, "甲")
    with transaction(engine) as session:
        session.add(
            ReviewEventRecord(
                draft_id=table.id, number=1, action="submit", actor_id=table.person, at=NOW, chain="unit_leader"
            )
        )
    with pytest.raises(DraftError, match="送过审"), transaction(engine) as session:
        delete_draft(session, table.id)
    assert table.names() == ["甲"]
    other = a_table(engine, "乙", person=table.person, project="修缮")
    other.close()
    with pytest.raises(DraftClosed), transaction(engine) as session:
        delete_draft(session, other.id)


def test_more_lines_than_a_table_may_have_are_refused(engine: Engine) -> None:
    many = tuple(Indicator(f"第{number}个", "产出指标", "数量指标") for number in range(1_001))
    target = replace(department_target(2026), indicators=IndicatorTree(many))
    with pytest.raises(DraftError, match="1001 行"):
        begun(engine, start_from_former(target, form(DEPARTMENT), form(DEPARTMENT), with_values=True))


def test_a_question_names_the_cell_it_is_about_whatever_row_that_became(engine: Engine) -> None:
    start = asked_about("甲")
    moved = Start(start.rows, (NewQuestion("看", "甲", cell=(len(start.rows) - 1, "name")),))
    table = begun(engine, moved)
    (question,) = questions(table)
    assert parse_cell_name(question.cell or "") == (table.lines(INDICATORS)[-1].id, "name")
