"""One reading database session a request, opened when a view first asks for it and closed when the answer is done."""

from contextlib import ExitStack
from dataclasses import dataclass

from flask import Flask, abort, current_app, g
from sqlalchemy import Engine
from sqlmodel import Session

from perf.database import DatabaseError, reading, schema_is_current

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
    """Give the request's session, in which writing fails.

    Answers with 503 when the database is missing, outdated, newer than this version, or out of reach.
    """
    if "reading_session" not in g:
        database: _Database = current_app.extensions[_NAME]
        _require_ready(database)
        g.reading_stack = ExitStack()
        g.reading_session = g.reading_stack.enter_context(reading(database.engine))
    session: Session = g.reading_session
    return session


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
