"""Requests that write, tried without leaving a trace: what would have been committed is looked at and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, MetaData, select
from sqlmodel import Session, SQLModel

from perf.database import reading, transaction

Content = dict[str, list[tuple[object, ...]]]
"""What stands in the tables: by name of the table, its rows."""

_TRACES = frozenset({"sign_in_session", "security_event"})
"""Tables in which every request of somebody signed in may leave a trace."""


class _TakenBackError(Exception):
    """Undoes a transaction that would have been committed."""


def content_of(connection: Connection, *, without: frozenset[str] = _TRACES) -> Content:
    """Read everything but the traces."""
    metadata: MetaData = SQLModel.metadata
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
        if table.name not in without
    }


@dataclass
class Rehearsal:
    """Takes back what requests write.

    Attributes:
        engine: the database.
        before: what stands in it, before and after every request.
        after: what the latest request would have left; ``None`` where nothing would have been committed.
    """

    engine: Engine
    before: Content = field(init=False)
    after: Content | None = None

    def __post_init__(self) -> None:
        """Remember what stands in the database."""
        with reading(self.engine) as session:
            self.before = content_of(session.connection())

    @contextmanager
    def transaction(self, engine: Engine) -> Iterator[Session]:
        """Stand in for :func:`perf.database.transaction`."""
        with suppress(_TakenBackError), transaction(engine) as session:
            yield session
            session.flush()
            self.after = content_of(session.connection())
            raise _TakenBackError

    def forget(self) -> None:
        """Be ready for the next request."""
        self.after = None

    @property
    def did_something(self) -> bool:
        """Whether the latest request would have changed anything."""
        return self.after is not None and self.after != self.before


@contextmanager
def unmade(engine: Engine) -> Iterator[None]:
    """Take back, in the file of a SQLite database, all that is really done within."""
    path = Path(engine.url.database or "")
    engine.dispose()
    before = path.read_bytes()
    yield
    engine.dispose()
    path.write_bytes(before)


def rehearse(engine: Engine, patch: pytest.MonkeyPatch) -> Rehearsal:
    """Let all views only rehearse from now on."""
    rehearsal = Rehearsal(engine)
    patch.setattr("perf.web.session.transaction", rehearsal.transaction)
    return rehearsal
