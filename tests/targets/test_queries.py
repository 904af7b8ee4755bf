"""What pages ask is answered with a number of queries that does not grow. On both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.targets import FieldValue, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.targets.operations import store_target
from perf.targets.queries import (
    DepartmentWithYears,
    YearOfDepartment,
    departments_with_years,
    stored_targets_of_year,
    target_by_id,
    targets_of_year,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ROWS = IndicatorTree((Indicator("甲", "产出指标"), Indicator("乙", "产出指标", period=Period.MEDIUM_TERM)))


def _project(name: str, *funding: Funding, year: int = 2026) -> PerformanceTarget:
    fields = (FieldValue("project_name", name),)
    return PerformanceTarget(TableKind.PROJECT, "项目表", "form", year, fields, funding=funding, indicators=ROWS)


def _department(*funding: Funding, year: int = 2026) -> PerformanceTarget:
    return PerformanceTarget(TableKind.DEPARTMENT, "部门表", None, year, funding=funding)


def _keep(engine: Engine, code: str, *targets: PerformanceTarget) -> list[int]:
    with transaction(engine) as session:
        register_department(session, code, f"单位{code}", now=NOW)
        return [store_target(session, code, target, source_name="a.docx", now=NOW).id for target in targets]


@contextmanager
def _counted(engine: Engine) -> Iterator[tuple[Session, list[str]]]:
    """Give a reading session and the queries it makes."""
    queries: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            queries.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with reading(engine) as session:
            yield session, queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_departments_are_listed_with_their_years_and_numbers_of_tables(engine: Engine) -> None:
    _keep(engine, "2", _department(), _project("a"), _project("b"), _department(year=2024))
    _keep(engine, "1")
    with _counted(engine) as (session, queries):
        assert departments_with_years(session) == (
            DepartmentWithYears("1", "单位1", ()),
            DepartmentWithYears("2", "单位2", (YearOfDepartment(2026, 3), YearOfDepartment(2024, 1))),
        )
        assert len(queries) == 1


def test_tables_of_a_year_are_listed_with_the_departments_own_first(engine: Engine) -> None:
    total = Funding("total", "年度资金总额", Decimal("102.0"), "万元")
    own = Funding("expenditure_total", "支出预算合计", Decimal("405.31"), "万元")
    _keep(engine, "1", _project("b", total), _department(own), _project("a"), _department(year=2025))
    _keep(engine, "2", _department())
    with reading(engine) as session:
        listed = targets_of_year(session, "1", 2026)
        assert [(entry.kind, entry.project_name) for entry in listed] == [
            (TableKind.DEPARTMENT, None),
            (TableKind.PROJECT, "a"),
            (TableKind.PROJECT, "b"),
        ]
        assert [str(entry.total) for entry in listed] == ["405.31", "None", "102.0"]
        assert [entry.total_unit for entry in listed] == ["万元", None, "万元"]
        assert [entry.indicator_count for entry in listed] == [0, 2, 2]
        assert {entry.department_name for entry in listed} == {"单位1"}
        assert {(entry.source_name, entry.updated_at) for entry in listed} == {("a.docx", NOW)}
        assert targets_of_year(session, "1", 2020) == ()
        assert targets_of_year(session, "404", 2026) == ()


@pytest.mark.parametrize(
    ("funding", "expected"),
    [
        ((Funding("income_total", "收入", Decimal(1)), Funding("expenditure_total", "支出", Decimal(2))), Decimal(2)),
        ((Funding("income_total", "收入", Decimal(1)),), Decimal(1)),
        ((Funding("total", "总额", Decimal(3), "元"), Funding("income_total", "收入", Decimal(1))), Decimal(3)),
        ((Funding("total", "总额", text="待定"), Funding("income_total", "收入", Decimal(1))), Decimal(1)),
        ((Funding("total", "总额", Decimal(306), period=Period.MEDIUM_TERM),), None),
        ((Funding("other_funds", "其他", Decimal(5)),), None),
    ],
)
def test_total_is_the_years_best_amount_of_the_whole(
    engine: Engine, funding: tuple[Funding, ...], expected: Decimal | None
) -> None:
    _keep(engine, "1", _department(*funding))
    with reading(engine) as session:
        assert [entry.total for entry in targets_of_year(session, "1", 2026)] == [expected]


def test_number_of_queries_does_not_grow_with_the_tables(engine: Engine) -> None:
    counts = []
    for number in range(1, 7, 5):
        projects = [_project(f"项目{n}", Funding("total", "总额", Decimal(n))) for n in range(number)]
        ids = _keep(engine, "1", _department(), *projects)
        with _counted(engine) as (session, queries):
            assert len(targets_of_year(session, "1", 2026)) == number + 1
            in_list = len(queries)
            assert len(stored_targets_of_year(session, "1", 2026)) == number + 1
            in_stored = len(queries) - in_list
            assert target_by_id(session, ids[-1]) is not None
            counts.append((in_list, in_stored, len(queries) - in_list - in_stored))
    assert counts == [(2, 7, 7), (2, 7, 7)]


def test_stored_targets_come_in_the_order_of_the_list(engine: Engine) -> None:
    kept = [_project("b"), _department(), _project("a")]
    _keep(engine, "1", *kept)
    with reading(engine) as session:
        stored = stored_targets_of_year(session, "1", 2026)
        assert [entry.target for entry in stored] == [kept[1], kept[2], kept[0]]
        assert tuple(entry.summary for entry in stored) == targets_of_year(session, "1", 2026)


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 2**63 - 1, 2**80])
def test_number_of_no_table_is_answered_with_nothing(engine: Engine, number: int) -> None:
    with reading(engine) as session:
        assert target_by_id(session, number) is None


@pytest.mark.parametrize(
    ("code", "year"), [("1\x00", 2026), ("\ud800", 2026), ("1", 2**31), ("1", -(2**80)), ("' OR 1=1 --", 2026)]
)
def test_address_of_no_department_or_year_is_answered_with_nothing(engine: Engine, code: str, year: int) -> None:
    _keep(engine, "1", _department())
    with reading(engine) as session:
        assert targets_of_year(session, code, year) == ()
        assert stored_targets_of_year(session, code, year) == ()
