"""What is kept comes back equal, and a table imported again takes the place of the earlier one. On both databases."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from perf.database import reading, transaction
from perf.departments.operations import DepartmentError, register_department, require_fiscal_year, require_project
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.values import parse_value
from perf.table_schemas import all_schemas
from perf.targets.operations import Outcome, Stored, TargetError, store_target
from perf.targets.queries import StoredTarget, target_by_id
from perf.targets.records import TargetTable
from perf.targets.rows import ROW_RECORDS
from tests.domain_strategies import any_targets, targets

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CODE = "156001"
DEPARTMENT = PerformanceTarget(
    kind=TableKind.DEPARTMENT,
    title="部门（单位）整体绩效目标表",
    schema="gansu-2026-department",
    fiscal_year=2026,
    fields=(FieldValue("department_name", "某单位", Source(line=553, column=2)),),
    goals=(Goal(Period.ANNUAL, "一、目标\n二、措施 𬭎䶮㛃", Source(sheet="目标", cell="B7")),),
    funding=(Funding("expenditure_total", "支出预算合计", Decimal("405.310"), "万元"),),
    lists=(
        ListRow("main_tasks", (("task", "x<y and y>z"), ("total", "0.10")), Source(page=2, table=1, row=3, column=2)),
    ),
    indicators=IndicatorTree(
        (
            Indicator("覆盖率", "产出指标", "质量指标", parse_value("90%-95%"), Decimal("30.0"), "备注"),
            Indicator("档案", "产出指标", "质量指标", None, Decimal("30.0"), details=(("b", "2"), ("a", "=1+1"))),
            Indicator(
                "满意度", "满意度指标", None, parse_value("≧95％"), period=Period.MEDIUM_TERM, source=Source(line=7)
            ),
        )
    ),
    source=Source(line=550),
)
PROJECT = PerformanceTarget(
    TableKind.PROJECT, "项目支出绩效目标表", None, 2026, (FieldValue("project_name", "巡察经费"),)
)


@pytest.fixture
def engine_with_department(engine: Engine) -> Engine:
    with transaction(engine) as session:
        register_department(session, CODE, "某单位", now=NOW)
    return engine


def _store(engine: Engine, target: PerformanceTarget, *, source_name: str = "表.docx", now: datetime = NOW) -> Stored:
    with transaction(engine) as session:
        return store_target(session, CODE, target, source_name=source_name, now=now)


def _load(engine: Engine, target_id: int) -> StoredTarget:
    with reading(engine) as session:
        stored = target_by_id(session, target_id)
    assert stored is not None
    return stored


def _count_rows(engine: Engine) -> int:
    names = ["target_table", *(str(record.__tablename__) for record in ROW_RECORDS)]
    tables = [SQLModel.metadata.tables[name] for name in names]
    with reading(engine) as session:
        return sum(session.connection().scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_target_comes_back_equal_with_every_place(engine_with_department: Engine) -> None:
    kept = _load(engine_with_department, _store(engine_with_department, DEPARTMENT).id).target
    assert kept == DEPARTMENT
    # Places are no part of equality, but part of the text.
    assert repr(kept) == repr(DEPARTMENT)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(target=st.sampled_from(all_schemas()).flatmap(targets) | any_targets())
def test_every_target_comes_back_equal(engine_with_department: Engine, target: PerformanceTarget) -> None:
    dated = replace(target, fiscal_year=target.fiscal_year or 2026)
    with transaction(engine_with_department) as session:
        stored = store_target(session, CODE, dated, source_name="表.docx", project_name="项目", now=NOW)
    kept = _load(engine_with_department, stored.id).target
    assert kept == dated
    assert repr(kept) == repr(dated)


def test_importing_again_replaces_the_table_under_the_same_number(engine_with_department: Engine) -> None:
    engine = engine_with_department
    first = _store(engine, DEPARTMENT)
    smaller = replace(DEPARTMENT, indicators=IndicatorTree(DEPARTMENT.indicators.indicators[:1]), lists=())
    later = NOW + timedelta(days=1)
    again = _store(engine, smaller, now=later)
    assert (first.outcome, again.outcome, again.id) == (Outcome.ADDED, Outcome.REPLACED, first.id)
    kept = _load(engine, first.id)
    assert (kept.target, kept.summary.updated_at) == (smaller, later)
    assert _count_rows(engine) == 1 + len(smaller.fields) + len(smaller.goals) + len(smaller.funding) + 1


def test_importing_the_same_again_changes_nothing(engine_with_department: Engine) -> None:
    first = _store(engine_with_department, DEPARTMENT)
    again = _store(engine_with_department, DEPARTMENT, now=NOW + timedelta(days=1))
    assert again == Stored(first.id, Outcome.UNCHANGED)
    assert _load(engine_with_department, first.id).summary.updated_at == NOW


@pytest.mark.parametrize(
    "changed",
    [
        replace(DEPARTMENT, source=Source(line=551)),
        replace(DEPARTMENT, title="另一题名表"),
        replace(DEPARTMENT, schema=None),
        replace(DEPARTMENT, fields=()),
        replace(DEPARTMENT, funding=(Funding("expenditure_total", "支出预算合计", Decimal("405.31"), "万元"),)),
    ],
)
def test_any_difference_counts_as_a_new_content(engine_with_department: Engine, changed: PerformanceTarget) -> None:
    first = _store(engine_with_department, DEPARTMENT)
    again = _store(engine_with_department, changed)
    assert again == Stored(first.id, Outcome.REPLACED)
    assert repr(_load(engine_with_department, first.id).target) == repr(changed)


def test_each_project_each_year_and_the_department_itself_have_their_own_table(engine_with_department: Engine) -> None:
    kept = [
        DEPARTMENT,
        replace(DEPARTMENT, fiscal_year=2025),
        PROJECT,
        replace(PROJECT, fiscal_year=2025),
        replace(PROJECT, fields=(FieldValue("project_name", "培训费"),)),
    ]
    ids = [_store(engine_with_department, target).id for target in kept]
    assert len(set(ids)) == len(kept)
    assert [_load(engine_with_department, number).target for number in ids] == kept


def test_project_may_be_named_by_the_importer(engine_with_department: Engine) -> None:
    unnamed = replace(PROJECT, fields=())
    with transaction(engine_with_department) as session:
        stored = store_target(session, CODE, unnamed, source_name="a", project_name="培训费", now=NOW)
    kept = _load(engine_with_department, stored.id)
    assert (kept.summary.project_name, kept.target) == ("培训费", unnamed)


def test_target_that_cannot_be_kept_is_refused_in_words_and_leaves_nothing(engine_with_department: Engine) -> None:
    engine = engine_with_department
    with pytest.raises(TargetError, match="没有写年度"):
        _store(engine, replace(DEPARTMENT, fiscal_year=None))
    with pytest.raises(TargetError, match="没有写项目名称"):
        _store(engine, replace(PROJECT, fields=()))
    for source_name in ("", "坏\udcff名.docx", "a\x00.docx"):
        with pytest.raises(TargetError, match="文件名"):
            _store(engine, DEPARTMENT, source_name=source_name)
    with transaction(engine) as session, pytest.raises(DepartmentError, match="还没有单位代码为“9”"):
        store_target(session, "9", DEPARTMENT, source_name="a", now=NOW)
    assert _count_rows(engine) == 0


def test_failed_replacement_leaves_the_earlier_table_whole(engine_with_department: Engine) -> None:
    engine = engine_with_department
    first = _store(engine, DEPARTMENT)

    def fail_after_replacing() -> None:
        with transaction(engine) as session:
            store_target(session, CODE, replace(DEPARTMENT, indicators=IndicatorTree()), source_name="b", now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_replacing()
    assert _load(engine, first.id).target == DEPARTMENT


def test_same_table_imported_twice_at_once_is_kept_once(engine_with_department: Engine) -> None:
    engine = engine_with_department
    outcomes: list[Outcome | BaseException] = []
    meeting = threading.Barrier(3)

    def work(number: int) -> None:
        try:
            meeting.wait()
            outcomes.append(_store(engine, DEPARTMENT, source_name=f"{number}.docx").outcome)
        except BaseException as error:
            outcomes.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["added", "replaced", "replaced"]


def _head(department_id: int, kind: str, project_id: int | None) -> TargetTable:
    return TargetTable(
        department_id=department_id,
        project_id=project_id,
        fiscal_year=2026,
        kind=kind,
        title="表",
        source_name="a",
        digest="0",
        created_at=NOW,
        updated_at=NOW,
    )


@pytest.mark.parametrize("kind", ["department", "project"])
def test_database_itself_refuses_a_second_table(engine_with_department: Engine, kind: str) -> None:
    def insert_both() -> None:
        with transaction(engine_with_department) as session:
            owner = register_department(session, CODE, "某单位", now=NOW)
            project = require_project(session, owner, "项目")
            require_fiscal_year(session, 2026)
            for _ in range(2):
                session.add(_head(owner, kind, project if kind == "project" else None))
                session.flush()

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        insert_both()


@pytest.mark.parametrize(("kind", "has_project"), [("department", True), ("project", False), ("other", False)])
def test_database_itself_refuses_a_kind_that_contradicts_its_project(
    engine_with_department: Engine, kind: str, *, has_project: bool
) -> None:
    def insert() -> None:
        with transaction(engine_with_department) as session:
            owner = register_department(session, CODE, "某单位", now=NOW)
            project = require_project(session, owner, "项目")
            require_fiscal_year(session, 2026)
            session.add(_head(owner, kind, project if has_project else None))

    with pytest.raises(IntegrityError, match=r"(?i)check"):
        insert()
