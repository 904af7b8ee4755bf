"""Units of work: all or nothing, readers that cannot write, exact numbers and moments. On both databases."""

import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, func, select

from perf.database import DatabaseError, DecimalText, UtcDateTime, open_engine, reading, schema_is_current, transaction
from perf.departments.records import Department, FiscalYear, Project
from tests.domain_strategies import numbers

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
READ_ONLY = r"(?i)read.?only"
DIALECT = sqlite.dialect()


def _department(code: str = "156001", moment: datetime = NOW) -> Department:
    return Department(code=code, name="某单位", created_at=moment)


def _count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Department)).one()


def test_unit_of_work_is_kept_whole(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(_department("1"))
        session.add(_department("2"))
    with reading(engine) as session:
        assert _count(session) == 2


def test_unit_of_work_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail_half_way() -> None:
        with transaction(engine) as session:
            session.add(_department())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with reading(engine) as session:
        assert _count(session) == 0


def test_reader_cannot_write(engine: Engine) -> None:
    with reading(engine) as session:
        session.add(_department())
        with pytest.raises(DBAPIError, match=READ_ONLY):
            session.flush()


def test_writing_works_again_after_reading_on_the_same_connection(engine: Engine) -> None:
    for number in range(3):
        with reading(engine) as session:
            assert _count(session) == number
        with transaction(engine) as session:
            session.add(_department(str(number)))


def test_engine_itself_only_reads(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match=READ_ONLY), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM department")


def test_reader_sees_one_state_while_others_write(engine: Engine) -> None:
    with reading(engine) as session:
        assert _count(session) == 0
        with transaction(engine) as writing:
            writing.add(_department())
        assert _count(session) == 0
    with reading(engine) as session:
        assert _count(session) == 1


def test_row_that_points_nowhere_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(engine) as session:
        session.add(Project(department_id=404, name="项目"))


def test_writers_that_read_first_all_get_through(engine: Engine) -> None:
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for number in range(5):
                with transaction(engine) as session:
                    before = session.exec(select(func.count()).select_from(FiscalYear)).one()
                    session.add(FiscalYear(year=worker * 100 + number))
                    assert before >= 0
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engine) as session:
        assert session.exec(select(func.count()).select_from(FiscalYear)).one() == 30


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_commit_is_synced_and_foreign_keys_are_kept_on_sqlite(engine: Engine) -> None:
    with transaction(engine) as session:
        connection = session.connection()
        settings = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _EXPECTED}
    assert settings == _EXPECTED


_EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000, "query_only": 0}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=numbers())
def test_decimal_comes_back_with_every_digit(number: Decimal) -> None:
    kept = DecimalText()
    text = kept.process_bind_param(number, DIALECT)
    assert text is not None
    assert str(kept.process_result_value(text, DIALECT)) == str(number)


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity"])
def test_number_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        DecimalText().process_bind_param(Decimal(bad), DIALECT)


def test_moment_comes_back_in_utc(engine: Engine) -> None:
    beijing = datetime(2026, 3, 1, 16, 30, 5, 123456, tzinfo=timezone(timedelta(hours=8)))
    with transaction(engine) as session:
        session.add(_department(moment=beijing))
    with reading(engine) as session:
        moment = session.exec(select(Department.created_at)).one()
    assert moment == beijing
    assert moment.tzinfo is UTC


def test_moment_without_time_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), transaction(engine) as session:
        session.add(_department(moment=datetime(2026, 3, 1)))  # noqa: DTZ001
    assert UtcDateTime().process_bind_param(None, engine.dialect) is None


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://u:hunter2@host:port/db", "hunter2", "postgresql+psycopg://u:hunter2@host:99999999/db"]
)
def test_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseError, match=r"地址写得不对|打不开") as refused:
        schema_is_current(open_engine(url))
    assert "hunter2" not in str(refused.value)


def test_missing_driver_of_postgresql_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match=r"pip install 'jixiao\[postgres\]'"):
        open_engine("postgresql+psycopg://host/db")


def test_folder_of_a_new_database_is_for_its_owner_only(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path}/new/jixiao.db")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_process_killed_in_the_middle_of_writing_leaves_nothing_and_holds_nobody_up(engine: Engine) -> None:
    program = (
        "import os, sys\n"
        "from perf.database import open_engine, transaction\n"
        "with transaction(open_engine(sys.argv[1])) as session:\n"
        "    session.connection().exec_driver_sql('INSERT INTO fiscal_year VALUES (2026)')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    url = engine.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", program, url], check=False)
    assert killed.returncode == -9
    with transaction(engine) as session:
        assert session.exec(select(FiscalYear.year)).all() == []
        session.add(FiscalYear(year=2025))
