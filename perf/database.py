"""The database without the web: engine, units of work, column types, schema upgrades.

SQLite by default, PostgreSQL by address. An engine of :func:`open_engine` only reads; all writing goes through
:func:`transaction`. On SQLite that means: a write-ahead log that is synced at every commit (an acknowledged commit
survives a power cut), and ``BEGIN IMMEDIATE`` (a deferred transaction that reads and then writes fails under load).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, Dialect, Engine, Text, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from perf.paths import shipped
from perf.plain_words import PlainWordsError
from perf.write_lock import write_lock

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_WAIT_SECONDS = 30
_Purpose = Literal["read", "write", "upgrade"]
_BEGIN: dict[str, dict[_Purpose, tuple[str, ...]]] = {
    "sqlite": {
        "read": ("PRAGMA query_only=ON", "BEGIN"),
        "write": ("PRAGMA query_only=OFF", "PRAGMA foreign_keys=ON", "BEGIN IMMEDIATE"),
        # A migration rebuilds tables by copying and dropping them: with foreign keys on, the drop would delete the
        # rows that refer to them. The journal mode is kept in the file, so setting it here sets it for everyone.
        "upgrade": (
            "PRAGMA query_only=OFF",
            "PRAGMA foreign_keys=OFF",
            "PRAGMA journal_mode=WAL",
            "BEGIN IMMEDIATE",
        ),
    },
    "postgresql": {
        # Several queries of one page see one state of the data, as they do on SQLite.
        "read": ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
        "write": (),
        # Two servers that start together upgrade one after the other.
        "upgrade": ("SELECT pg_advisory_xact_lock(hashtext('jixiao upgrade'))",),
    },
}
"""What begins a transaction, by database and purpose."""


class DatabaseError(PlainWordsError):
    """A database that this system cannot work with; its text is a Chinese sentence."""


def open_engine(url: str) -> Engine:
    """Open a database by its address (``Settings.database_url``); nothing is connected yet.

    The folder of a SQLite file is made, for its owner only; one that cannot be made or written to, and an address
    that is none, are refused with :class:`DatabaseError`. What is done with the engine itself can only read.
    """
    engine = _create_engine(url)
    if engine.dialect.name == "sqlite":
        assert engine.url.database, "a SQLite database is a file"
        _make_folder(Path(engine.url.database).parent)
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return _engine_for(engine, "read")


@contextmanager
def closing_engine(url: str) -> Iterator[Engine]:
    """Open a database for one piece of work and close its connections afterwards."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Give the session of one writing unit of work: committed as a whole at the end, undone by any exception."""
    with _writers_queue(engine), Session(_engine_for(engine, "write")) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the data; writing in it is an error of the database."""
    with Session(_engine_for(engine, "read"), autoflush=False) as session:
        yield session


def upgrade(engine: Engine) -> None:
    """Bring the schema to what this version needs, as a whole or not at all.

    Refuses, with :class:`DatabaseError`, a database that a newer version has upgraded already, and one that cannot
    be reached.
    """
    with migrating(engine) as connection:
        config = _migrations()
        if not _is_current(connection, config):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _refuse_dangling_rows(connection)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction that a failing migration undoes, definitions of tables included."""
    with _writers_queue(engine), _connected(engine, "upgrade") as connection:
        yield connection
        connection.commit()


def schema_is_current(engine: Engine) -> bool:
    """Tell whether the schema is what this version needs; ``False`` means that :func:`upgrade` is due.

    Refuses what :func:`upgrade` refuses.
    """
    with _connected(engine, "read") as connection:
        return _is_current(connection, _migrations())


class DecimalText(TypeDecorator[Decimal]):
    """An exact decimal, kept as text: neither database rounds it, and ``8.10`` stays ``8.10``.

    The text does not sort by value; numbers are compared in Python.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Write the digits; refuses NaN and infinity."""
        if value is not None and not value.is_finite():
            raise ValueError(f"{value} is not a finite number")
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept and given back in UTC; SQLite by itself would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write a moment; refuses one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment has a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read a moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _engine_for(engine: Engine, purpose: _Purpose) -> Engine:
    """Give the same engine, its transactions begun for a purpose."""
    return engine.execution_options(purpose=purpose)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a new connection; transactions are begun by :func:`_begin`, never by the driver."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_WAIT_SECONDS * 1000}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Begin as the purpose needs it."""
    for statement in _BEGIN[connection.dialect.name][connection.get_execution_options()["purpose"]]:
        connection.exec_driver_sql(statement)


def _writers_queue(engine: Engine) -> AbstractContextManager[None]:
    """Let writers of a SQLite file wait for each other; PostgreSQL has its own order."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        return write_lock(Path(engine.url.database))
    return nullcontext()


def _create_engine(url: str) -> Engine:
    """Make the engine; the address is not repeated in what is said, as it may hold a password."""
    try:
        return create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    except ModuleNotFoundError as error:
        raise DatabaseError(f"使用 PostgreSQL 还要安装 {error.name}：pip install 'jixiao[postgres]'") from error
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(
            "数据库地址写得不对，应是 sqlite:///文件路径 或 postgresql://用户:密码@主机:端口/数据库"
        ) from error


def _make_folder(folder: Path) -> None:
    """Make the folder of a SQLite file, which also holds its log and its lock."""
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"数据库的文件夹 {folder} 建不了，请检查路径和权限：{error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise DatabaseError(f"数据库的文件夹 {folder} 不能写入，请检查权限")


def _connected(engine: Engine, purpose: _Purpose) -> Connection:
    """Connect and begin, or say in words that the database cannot be used."""
    connection = None
    try:
        connection = _engine_for(engine, purpose).connect()
        connection.begin()
    except DBAPIError as error:
        if connection is not None:
            connection.close()
        place = engine.url.render_as_string(hide_password=True)
        raise DatabaseError(f"数据库 {place} 打不开，请检查地址、权限和服务是否已启动：{error.orig}") from error
    return connection


def _migrations() -> Config:
    """Give Alembic's configuration for the migrations that came with the code."""
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return config


def _is_current(connection: Connection, config: Config) -> bool:
    """Compare the database's revision with the newest one known; refuses one that is not known."""
    script = ScriptDirectory.from_config(config)
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {known.revision for known in script.walk_revisions()}:
        raise DatabaseError(
            f"数据库由更新版本的系统升级过（版本 {revision}），本版本不认识；请升级系统，或换用升级前的备份"
        )
    return revision == script.get_current_head()


def _refuse_dangling_rows(connection: Connection) -> None:
    """Undo an upgrade that left SQLite rows pointing nowhere: foreign keys were off while it ran."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise DatabaseError(f"升级后表 {broken[0]} 的数据对不上，已全部撤销，数据库没有改动；请报告给开发者")
