"""Beginning a draft: one table for a department or project and year, its rows as given, also when two begin at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.departments.operations import DepartmentError, register_department
from perf.domain.drafts.beginning import empty_rows
from perf.domain.drafts.rows import SLOT
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.drafting.operations.holding import DraftError
from perf.drafting.queries import drafts_of, kept_draft
from perf.drafting.records import ChangeKind
from perf.table_schemas import all_schemas, schema_by_id
from tests.drafting.tables import DEPARTMENT, PROJECT, a_person, a_table
from tests.pages import HOSTILE, NOW


def begin(engine: Engine, person: int, schema_id: str, *, year: int = 2026, project: str | None = None) -> int:
    schema = schema_by_id(schema_id)
    assert schema is not None
    with transaction(engine) as session:
        department = register_department(session, "999001", "示例市图书馆𬭎", now=NOW)
        new = NewDraft(department, year, schema, project)
        return begin_draft(session, new, empty_rows(schema), user_id=person, now=NOW)


def test_every_form_can_be_begun_with_every_row_it_prints(engine: Engine) -> None:
    person = a_person(engine)
    for year, schema in enumerate(all_schemas(), 2020):
        project = None if schema.kind.value == "department" else HOSTILE
        draft_id = begin(engine, person, schema.id, year=year, project=project)
        with reading(engine) as session:
            kept = kept_draft(session, draft_id)
        assert kept is not None
        stated = [(row.block, dict(row.texts)) for row in kept.draft.rows if row.block != "fields-project_name"]
        wanted = [(row.block, dict(row.texts)) for row in empty_rows(schema) if row.block != "fields-project_name"]
        assert sorted(stated, key=str) == sorted(wanted, key=str)
        for block in {row.block for row in kept.draft.rows}:
            assert [row.texts for row in kept.draft.of_block(block)] == [
                row.texts if row.block != "fields-project_name" else {SLOT: HOSTILE}
                for row in empty_rows(schema)
                if row.block == block
            ]
        assert kept.summary.name == (project or "示例市图书馆𬭎")
        assert kept.draft.fiscal_year == year


def test_what_a_draft_begins_with_is_its_first_history(engine: Engine) -> None:
    table = a_table(engine, "甲", project=HOSTILE)
    assert {(each.kind, each.before, each.after, each.version) for each in table.history()} == {
        (ChangeKind.BEGUN, "", HOSTILE, 1),
        (ChangeKind.BEGUN, "", "甲", 1),
    }


def test_a_second_table_of_the_year_is_refused_and_of_another_year_is_not(engine: Engine) -> None:
    person = a_person(engine)
    begin(engine, person, DEPARTMENT)
    begin(engine, person, PROJECT, project="修缮")
    with pytest.raises(DraftError, match="本单位 2026 年已经有一张"):
        begin(engine, person, DEPARTMENT)
    with pytest.raises(DraftError, match="项目“修缮” 2026 年已经有一张"):
        begin(engine, person, PROJECT, project=" 修缮 ")
    begin(engine, person, DEPARTMENT, year=2027)
    begin(engine, person, PROJECT, project="购书")
    with reading(engine) as session:
        found = [(each.fiscal_year, each.name) for each in drafts_of(session, None)]
        assert found == [(2027, "示例市图书馆𬭎"), (2026, "示例市图书馆𬭎"), *((2026, n) for n in ("修缮", "购书"))]
        assert len(drafts_of(session, frozenset({1}), fiscal_year=2027)) == 1
        assert drafts_of(session, frozenset()) == ()


def test_a_project_without_a_name_and_a_year_that_is_none_are_refused(engine: Engine) -> None:
    person = a_person(engine)
    for name in (None, "", " \u3000", "\0", "一\n二", "长" * 201):
        with pytest.raises(DraftError, match="项目名称"):
            begin(engine, person, PROJECT, project=name)
    for year in (0, 1999, 2100, 10**12):
        with pytest.raises(DepartmentError, match="预算年度"):
            begin(engine, person, DEPARTMENT, year=year)


@pytest.mark.parametrize(("schema_id", "project"), [(DEPARTMENT, None), (PROJECT, "修缮")])
def test_of_two_who_begin_at_once_one_begins_and_one_is_told(
    engine: Engine, schema_id: str, project: str | None
) -> None:
    person = a_person(engine)
    together = Barrier(2)

    def press(_: int) -> str:
        together.wait()
        return outcome(lambda: begin(engine, person, schema_id, project=project))

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(press, range(2)))
    assert told[0] == "begun"
    assert "已经有一张绩效目标表" in told[1]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except DraftError as error:
        return str(error)
    return "begun"
