"""Runs migrations, on the connection of perf.database.upgrade or, from the command line, on the set database."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from perf.accounts.records import User
from perf.database import DecimalText, UtcDateTime, migrating, open_engine
from perf.departments.records import Department
from perf.drafting.records import TargetDraft
from perf.library.records import LibraryEntry
from perf.reviews.records import ReviewEventRecord
from perf.settings import Settings
from perf.targets.records import TargetTable

# Every feature's records are imported here: autogenerate takes a table that it does not see for one to drop.
_METADATA = TargetTable.metadata
_RECORDS = (Department, LibraryEntry, ReviewEventRecord, TargetDraft, User)
assert all(record.metadata is _METADATA for record in _RECORDS), "all records share one metadata"


def _render_item(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write what a column is in the database, not our type for it, so that old migrations outlive our code."""
    if kind == "type" and isinstance(item, DecimalText):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__module__.startswith("sqlmodel"):
        autogen_context.imports.add("import sqlmodel")
    return False


def _run(connection: Connection) -> None:
    """Run what was asked for; the transaction around it belongs to whoever opened the connection."""
    context.configure(connection=connection, target_metadata=_METADATA, render_as_batch=True, render_item=_render_item)
    context.run_migrations()


_given = context.config.attributes.get("connection")
if _given is not None:
    _run(_given)
else:
    _engine = open_engine(Settings.from_env().database_url)
    with migrating(_engine) as _connection:
        _run(_connection)
    _engine.dispose()
