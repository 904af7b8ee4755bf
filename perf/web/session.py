"""The database as views have it: one reading session a request, and a transaction for what is to be written."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from flask import Flask, abort, current_app, g
from sqlalchemy import Engine
from sqlmodel import Session

from perf.database import DatabaseError, reading, schema_is_current, transaction

_NAME = "jixiao-database"


@dataclass
class _Database:
    """The application's database.

    Attributes:
        engine: its engine.
        is_ready: whether its schema was found current; once it was, it is not asked again.
    """

    engine: Engine
    is_ready: bool = False


def use_database(app: Flask, engine: Engine) -> None:
    """Let the application's views read from this database."""
    app.extensions[_NAME] = _Database(engine)
    app.teardown_appcontext(_close)


def reading_session() -> Session:
    """Give the request's session, opened when first asked for and closed with the answer; writing in it fails.

    Answers with 503 when the database is missing, outdated, newer than this version, or out of reach.
    """
    if "reading_session" not in g:
        database: _Database = current_app.extensions[_NAME]
        _require_ready(database)
        g.reading_stack = ExitStack()
        g.reading_session = g.reading_stack.enter_context(reading(database.engine))
    session: Session = g.reading_session
    return session


@contextmanager
def writing_session() -> Iterator[Session]:
    """Give the session of one writing unit of work: committed at the end, undone by any exception.

    Answers with 503 as :func:`reading_session` does.
    """
    database: _Database = current_app.extensions[_NAME]
    _require_ready(database)
    with transaction(database.engine) as session:
        yield session


def read_again() -> None:
    """Let what is read from now on in this request include what it has written; a session sees one state only."""
    _close(None)


def _require_ready(database: _Database) -> None:
    """Stop with 503 unless the schema is what this version needs."""
    if database.is_ready:
        return
    try:
        database.is_ready = schema_is_current(database.engine)
    except DatabaseError as error:
        current_app.logger.warning("%s", error)
    if not database.is_ready:
        abort(503)


def _close(_: BaseException | None) -> None:
    """End the request's session."""
    stack: ExitStack | None = g.pop("reading_stack", None)
    g.pop("reading_session", None)
    if stack is not None:
        stack.close()
