"""Published documents, read and kept, come back equal with the place of every value. On both databases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.documents.recognise import recognise
from perf.reading.files import read_file
from perf.table_schemas import all_schemas, usual_wordings
from perf.targets.operations import store_target
from perf.targets.queries import stored_targets_of_year

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "year", "counts", "totals"),
    [("dingxi-2026.txt", 2026, [36, 32], ["405.31", "102"]), ("linxia-2024.txt", 2024, [9, 7], ["162.08", "8"])],
)
def test_published_tables_come_back_equal(
    engine: Engine, real_documents: Path, name: str, year: int, counts: list[int], totals: list[str]
) -> None:
    found = read_file(real_documents / "seeds" / name)
    recognised = [recognise(table, all_schemas(), usual_wordings()) for table in found.tables]
    targets = [read.target for read in recognised if read is not None and read.target is not None]
    with transaction(engine) as session:
        register_department(session, "1", "某单位", now=NOW)
        for target in targets:
            store_target(session, "1", target, source_name=found.name, now=NOW)
    with reading(engine) as session:
        stored = stored_targets_of_year(session, "1", year)
    assert repr([entry.target for entry in stored]) == repr(targets)
    assert [entry.summary.indicator_count for entry in stored] == counts
    assert [str(entry.summary.total) for entry in stored] == totals
    assert all(row.source is not None for entry in stored for row in entry.target.indicators)
