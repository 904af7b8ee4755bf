"""What a year lacks, and who submitted what, on both databases."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlmodel import select

from perf.database import reading, transaction
from perf.departments.operations import DepartmentError, department_id, register_department
from perf.departments.records import Project
from perf.domain.duties import Duty
from perf.domain.progress import Progress
from perf.overview.missing_sheet import missing_sheet
from perf.overview.operations.ended_projects import say_ended
from perf.overview.queries.board import UnitOnBoard, board, count_by_progress
from perf.overview.queries.not_begun import NotBegun, not_begun, years_drawn_up
from perf.rendering.xlsx import render_xlsx
from perf.targets.operations import store_target
from tests.overview.days import TODAY, day, set_days
from tests.pages import HOSTILE, NOW, department_target, project_target
from tests.reviews.circulation import Circulation, a_circulation

FORMULA = "=cmd|'/C calc'!A0"


@pytest.fixture
def table(engine: Engine) -> Circulation:
    """A table of a project for 2026, beside published ones of 2025 and 2026."""
    made = a_circulation(engine)
    with transaction(engine) as session:
        store_target(session, "999001", department_target(2026), source_name="公开.txt", now=NOW)
        store_target(session, "999001", project_target(), source_name="公开.txt", now=NOW)
    return made


def lacking(engine: Engine, year: int = 2027) -> tuple[NotBegun, ...]:
    with reading(engine) as session:
        return not_begun(session, None, [year])


def shown(engine: Engine, year: int) -> dict[str, UnitOnBoard]:
    with reading(engine) as session:
        return {unit.department.row.code: unit for unit in board(session, None, year)}


def test_what_there_was_the_year_before_is_wanted_again(engine: Engine, table: Circulation) -> None:
    assert table.draft_id
    assert [(each.department_code, each.project_name) for each in lacking(engine)] == [
        ("999001", None),
        ("999001", HOSTILE),
        ("999001", "社区图书角建设"),
    ]
    assert lacking(engine, 2026) == ()
    assert {each.subject.fiscal_year for each in lacking(engine)} == {2027}


def test_what_is_begun_or_published_is_not_wanted_any_more(engine: Engine, table: Circulation) -> None:
    assert table.draft_id
    with transaction(engine) as session:
        store_target(session, "999001", department_target(2027), source_name="公开.txt", now=NOW)
    assert [each.project_name for each in lacking(engine)] == [HOSTILE, "社区图书角建设"]


def test_a_project_that_ended_is_said_to_have_and_can_come_back(engine: Engine, table: Circulation) -> None:
    subject = next(each.subject for each in lacking(engine) if each.project_name == HOSTILE)
    assert subject.project_id is not None
    where = (subject.project_id, subject.fiscal_year)
    for has_ended in (True, True, False, False):
        with transaction(engine) as session:
            say_ended(
                session,
                subject.department_id,
                where,
                has_ended=has_ended,
                user_id=table.people["drafter"],
                now=NOW,
            )
        ended = {each.project_name: each.has_ended for each in lacking(engine)}
        assert ended == {None: False, HOSTILE: has_ended, "社区图书角建设": False}


def test_nobody_ends_a_project_of_others_or_in_a_year_that_is_none(engine: Engine, table: Circulation) -> None:
    with reading(engine) as session:
        project = session.exec(select(Project.id)).first() or 0
    for department, year in (
        (None, 2027),
        (0, 2027),
        (_number(engine, "999002"), 2027),
        (_number(engine, "999001"), 1),
    ):
        with transaction(engine) as session, pytest.raises(DepartmentError):
            say_ended(session, department, (project, year), has_ended=True, user_id=table.people["drafter"], now=NOW)


def _number(engine: Engine, code: str) -> int:
    with transaction(engine) as session:
        return department_id(session, code)


def test_the_years_that_are_drawn_up_are_those_with_a_deadline_near(engine: Engine, table: Circulation) -> None:
    finance = table.people["performance"]

    def years(today: int = 0) -> tuple[int, ...]:
        with reading(engine) as session:
            return years_drawn_up(session, day(today))

    assert years() == (2026,)
    set_days(engine, finance, {Duty.DRAFTING: 30}, year=2027)
    assert years() == (2027,)
    set_days(engine, finance, {Duty.DRAFTING: -100}, year=2026)
    assert years() == (2026, 2027)
    assert years(150) == (2027,)


def test_the_board_counts_each_units_tables_by_how_far_they_are(engine: Engine, table: Circulation) -> None:
    set_days(engine, table.people["performance"], {Duty.DRAFTING: -1})
    units = shown(engine, 2026)
    assert list(units) == ["999", "999001", "999002"]
    assert [unit.department.level for unit in units.values()] == [1, 2, 1]
    mine = units["999001"]
    assert (mine.progress, mine.counts.drafting, mine.counts.not_begun) == (Progress.NOTHING_SUBMITTED, 1, 0)
    due = mine.due(TODAY)
    assert due is not None
    assert due.label == "已过期 1 天"
    table.submit()
    mine = shown(engine, 2026)["999001"]
    assert (mine.progress, mine.counts.in_review, mine.counts.late, mine.due(TODAY)) == (Progress.SUBMITTED, 1, 1, None)
    table.open("leader")
    table.give_back("leader")
    assert shown(engine, 2026)["999001"].counts.returned == 1
    following = shown(engine, 2027)["999001"]
    assert (following.progress, following.counts.not_begun) == (Progress.NOT_BEGUN, 3)
    assert count_by_progress(shown(engine, 2027).values())[Progress.NOT_BEGUN] == 3


def test_a_unit_whose_tables_are_all_approved_stays_so_while_one_is_adjusted(
    engine: Engine, table: Circulation
) -> None:
    table.approve()
    assert shown(engine, 2026)["999001"].progress is Progress.APPROVED
    table.adjust(table.row("读者满意度").id)
    assert shown(engine, 2026)["999001"].progress is Progress.APPROVED


def test_the_list_of_those_that_owe_is_a_workbook_of_texts(engine: Engine) -> None:
    with transaction(engine) as session:
        register_department(session, "999", "示例市文化局", now=NOW)
        register_department(session, "999003", FORMULA, supervising_code="999", now=NOW)
    units = tuple(shown(engine, 2027).values())
    sheet = load_workbook(BytesIO(render_xlsx([missing_sheet(units, 2027, TODAY)]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    texts = [cell.value for cell in cells]
    assert {FORMULA, "999003", "示例市文化局", "没有开始", "2027年度绩效目标未报清单"} <= set(texts)
