"""A file of tables that are not kept leaves nothing behind, no unit either."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from perf.conversion.files_to_targets import recognise_file
from perf.importing import import_reading
from perf.targets.operations import TargetError
from tests.reading.files_written_here import read_bytes

SELF_EVALUATION = (
    "项目支出绩效自评表\n\n项目名称\t甲\n一级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t培训\t2\t2\n"
)


def test_a_file_of_self_evaluations_only_is_refused_by_that_reason(tmp_path: Path, engine: Engine) -> None:
    file = recognise_file(read_bytes(tmp_path, SELF_EVALUATION.encode(), "自评.txt"))
    assert file.targets == ()
    with pytest.raises(TargetError, match=r"“自评\.txt”里没有可以存的绩效目标表"):
        import_reading(engine, file, unit_code="901001", now=datetime(2026, 1, 1, tzinfo=UTC))
