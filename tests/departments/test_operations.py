"""Departments are registered once under their code, and refused in words. On both databases."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from perf.database import reading, transaction
from perf.departments.operations import (
    DepartmentError,
    department_id,
    register_department,
    require_fiscal_year,
    require_project,
)
from perf.departments.queries import department_by_code, department_by_name
from perf.departments.records import Department, FiscalYear
from tests.domain_strategies import HOSTILE

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def kept_years(session: Session) -> tuple[int, ...]:
    return tuple(sorted(session.exec(select(FiscalYear.year)).all(), reverse=True))


def test_department_is_found_by_code_with_the_one_above_it(engine: Engine) -> None:
    with transaction(engine) as session:
        register_department(session, "156", "某市委办公室", now=NOW)
        register_department(session, "156001", "某市委巡察办", supervising_code="156", now=NOW)
    with reading(engine) as session:
        found = department_by_code(session, "156001")
        assert found is not None
        assert (found.name, found.supervising_code, found.supervising_name) == ("某市委巡察办", "156", "某市委办公室")
        assert department_by_code(session, "156002") is None


def test_registering_again_corrects_the_name_and_keeps_the_department(engine: Engine) -> None:
    with transaction(engine) as session:
        first = register_department(session, "156001", "旧名", now=NOW)
    with transaction(engine) as session:
        assert register_department(session, "156001", "新名", now=NOW + timedelta(days=1)) == first
    with reading(engine) as session:
        kept = session.exec(select(Department)).one()
        assert (kept.name, kept.created_at) == ("新名", NOW)


def test_department_is_found_by_name_only_when_no_other_has_it(engine: Engine) -> None:
    with transaction(engine) as session:
        register_department(session, "1", "财政局", now=NOW)
        register_department(session, "2", "教育局", now=NOW)
        register_department(session, "3", "教育局", now=NOW)
    with reading(engine) as session:
        found = department_by_name(session, "财政局")
        assert found is not None
        assert found.code == "1"
        assert department_by_name(session, "教育局") is None
        assert department_by_name(session, "水务局") is None


@pytest.mark.parametrize("name", [text for text in HOSTILE if "\n" not in text])
def test_any_one_line_name_comes_back_exact(engine: Engine, name: str) -> None:
    with transaction(engine) as session:
        register_department(session, "156001", name, now=NOW)
    with reading(engine) as session:
        found = department_by_code(session, "156001")
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("code", ["", " 156001", "１５６００１", "156'001", "a" * 33, "../etc", "156001\n", "-1"])
def test_code_that_is_none_is_refused_in_words(engine: Engine, code: str) -> None:
    with transaction(engine) as session, pytest.raises(DepartmentError, match="单位代码"):
        register_department(session, code, "某单位", now=NOW)


@pytest.mark.parametrize("name", ["", " ", " 某单位", "某\n单位", "某\x00单位", "长" * 201])
def test_name_that_is_none_is_refused_in_words(engine: Engine, name: str) -> None:
    with transaction(engine) as session, pytest.raises(DepartmentError, match="名称"):
        register_department(session, "156001", name, now=NOW)


@pytest.mark.parametrize("written", ["1\x00", "\ud800", "", " 1", "' OR 1=1 --"])
def test_code_and_name_of_no_department_are_answered_with_nothing(engine: Engine, written: str) -> None:
    with reading(engine) as session:
        assert department_by_code(session, written) is None
        assert department_by_name(session, written) is None


def test_supervising_department_must_be_known_and_another(engine: Engine) -> None:
    with transaction(engine) as session:
        with pytest.raises(DepartmentError, match="自己的主管部门"):
            register_department(session, "156001", "某单位", supervising_code="156001", now=NOW)
        with pytest.raises(DepartmentError, match="还没有单位代码为“156”"):
            register_department(session, "156001", "某单位", supervising_code="156", now=NOW)


@pytest.mark.parametrize("year", [1999, 2100, -1, 20260])
def test_year_that_is_no_budget_year_is_refused_in_words(engine: Engine, year: int) -> None:
    with transaction(engine) as session, pytest.raises(DepartmentError, match=f"预算年度 {year}"):
        require_fiscal_year(session, year)


def test_years_are_given_once_and_newest_first(engine: Engine) -> None:
    with transaction(engine) as session:
        for year in (2024, 2026, 2025, 2026):
            require_fiscal_year(session, year)
    with reading(engine) as session:
        assert kept_years(session) == (2026, 2025, 2024)


def test_project_of_one_name_is_one_project_of_its_department(engine: Engine) -> None:
    with transaction(engine) as session:
        one = register_department(session, "1", "甲", now=NOW)
        other = register_department(session, "2", "乙", now=NOW)
        first = require_project(session, one, "经费")
        assert require_project(session, one, "经费") == first
        assert require_project(session, other, "经费") != first
        assert department_id(session, "2") == other


def test_two_imports_that_meet_a_new_year_at_once_both_succeed(engine: Engine) -> None:
    failures: list[BaseException] = []
    meeting = threading.Barrier(2)

    def work(code: str) -> None:
        try:
            meeting.wait()
            with transaction(engine) as session:
                register_department(session, "same", "同一单位", now=NOW)
                register_department(session, code, "某单位", now=NOW)
                require_fiscal_year(session, 2026)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(code,)) for code in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engine) as session:
        assert kept_years(session) == (2026,)
