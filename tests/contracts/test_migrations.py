"""The schema that migrations build is the one the records describe, both ways, on both databases."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from perf import database
from perf.accounts.records import User
from perf.database import DatabaseError, migrating, open_engine, schema_is_current, transaction, upgrade
from perf.deadlines.records import DeadlineRecord
from perf.departments.records import Department
from perf.drafting.records import TargetDraft
from perf.library.records import LibraryEntry
from perf.overview.records import ReminderSent
from perf.paths import shipped
from perf.reviews.records import ReviewEventRecord
from perf.targets.records import TargetTable
from tests.databases import MakeUrl

RECORDS = (
    User,
    Department,
    DeadlineRecord,
    LibraryEntry,
    ReminderSent,
    ReviewEventRecord,
    TargetDraft,
    TargetTable,
)
assert {record.metadata for record in RECORDS} == {SQLModel.metadata}


def _migrate(engine: Engine, revision: str, *, down: bool = False) -> None:
    """Go up or down to a revision; to the base it is always down."""
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    with migrating(engine) as connection:
        config.attributes["connection"] = connection
        if down or revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def test_records_and_migrated_schema_are_the_same(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_conditional_unique_index_and_checks_are_in_the_schema(engine: Engine) -> None:
    found = inspect(engine)
    unique = {index["name"]: index for index in found.get_indexes("target_table") if index["unique"]}
    where = unique["uq_target_table_department_id_fiscal_year"]["dialect_options"][f"{engine.dialect.name}_where"]
    assert "project_id IS NULL" in str(where)
    checks = {check["name"] for check in found.get_check_constraints("target_table")}
    assert checks == {"ck_target_table_kind", "ck_target_table_kind_has_project"}


def test_schema_goes_up_down_and_up_again(fresh_url: MakeUrl) -> None:
    engine = open_engine(fresh_url())
    assert not schema_is_current(engine)
    upgrade(engine)
    upgrade(engine)
    assert schema_is_current(engine)
    _migrate(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert not schema_is_current(engine)
    _migrate(engine, "head")
    assert schema_is_current(engine)
    engine.dispose()


def test_migrations_are_one_line_of_numbered_sentences() -> None:
    script = ScriptDirectory(str(shipped("migrations")))
    revisions = [revision.revision for revision in script.walk_revisions()][::-1]
    assert revisions == [f"{number:03}" for number in range(1, len(revisions) + 1)]
    assert len(script.get_heads()) == 1


def test_failed_upgrade_leaves_nothing_half_done(fresh_url: MakeUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(fresh_url())

    def fail(_connection: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(database, "_refuse_dangling_rows", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_database_of_a_newer_version_is_refused_in_words(fresh_url: MakeUrl) -> None:
    engine = open_engine(fresh_url())
    upgrade(engine)
    with migrating(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '999'")
    for ask in (upgrade, schema_is_current):
        with pytest.raises(DatabaseError, match=r"更新版本.*999.*请升级系统"):
            ask(engine)
    engine.dispose()


@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
def test_upgrade_that_leaves_rows_pointing_nowhere_is_undone(fresh_url: MakeUrl) -> None:
    url = fresh_url()
    engine = open_engine(url)
    upgrade(engine)
    _migrate(engine, "base")
    with migrating(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE b (a_id INTEGER REFERENCES a (id))")
        connection.exec_driver_sql("INSERT INTO b VALUES (7)")
    with pytest.raises(DatabaseError, match=r"表 b .*已全部撤销"):
        upgrade(engine)
    assert "department" not in inspect(engine).get_table_names()
    engine.dispose()


@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
def test_file_that_is_no_database_is_named_in_words(fresh_url: MakeUrl) -> None:
    url = fresh_url()
    engine = open_engine(url)
    assert engine.url.database is not None
    Path(engine.url.database).write_bytes(b"not a database, but long enough to look like one" * 40)
    with pytest.raises(DatabaseError, match="打不开"):
        upgrade(engine)
    engine.dispose()


def test_folder_that_cannot_be_made_is_named_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="建不了"):
        open_engine(f"sqlite:///{tmp_path}/file/jixiao.db")


def test_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = open_engine("postgresql+psycopg://user:secret-word@127.0.0.1:9/nothing")
    with pytest.raises(DatabaseError, match="打不开") as refused:
        schema_is_current(engine)
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize("fresh_url", ["sqlite"], indirect=True)
def test_upgraded_sqlite_file_keeps_a_write_ahead_log(fresh_url: MakeUrl) -> None:
    url = fresh_url()
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_alembic_itself_finds_nothing_to_add(fresh_url: MakeUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    url = fresh_url()
    monkeypatch.setenv("JIXIAO_DATABASE_URL", url)
    config = Config(shipped("migrations") / "alembic.ini")
    command.upgrade(config, "head")
    command.check(config)
    plain = create_engine(url)
    assert "target_table" in inspect(plain).get_table_names()
    plain.dispose()


def test_log_of_security_survives_going_down_and_up(fresh_url: MakeUrl) -> None:
    engine = open_engine(fresh_url())
    _migrate(engine, "002")
    _write_log(engine, "signed_in")
    _migrate(engine, "007")
    _write_log(engine, "user_changed")
    assert _acts(engine) == ["signed_in", "user_changed"]
    for statement in ("UPDATE security_event SET address = ''", "DELETE FROM security_event"):
        with pytest.raises(DBAPIError, match="append-only"):
            _run(engine, statement)
    with pytest.raises(DBAPIError, match="ck_security_event_act"):
        _write_log(engine, "something else")
    _migrate(engine, "002", down=True)
    assert _acts(engine) == ["signed_in"]
    with pytest.raises(DBAPIError, match="append-only"):
        _run(engine, "DELETE FROM security_event")
    with pytest.raises(DBAPIError, match="security_event"):
        _write_log(engine, "user_changed")
    engine.dispose()


def _write_log(engine: Engine, act: str) -> None:
    _run(engine, f"INSERT INTO security_event (at, act, address) VALUES ('2026-03-01 00:00:00', '{act}', 'here')")


def _run(engine: Engine, statement: str) -> None:
    with transaction(engine) as session:
        session.connection().exec_driver_sql(statement)


def _acts(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [act for (act,) in connection.exec_driver_sql("SELECT act FROM security_event ORDER BY id")]
