"""One writer at a time on a SQLite file, across threads and processes, in the order they came.

SQLite's own waiting is sleep and retry: under load some writers wait for seconds. A file lock is a fair queue. It also
keeps two connections from writing and checkpointing at once, which SQLite before 3.51.3 may answer with a damaged file.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_lock(database: Path) -> Iterator[None]:
    """Hold the lock file beside a database file; a process that dies lets it go."""
    with database.with_name(f"{database.name}.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
