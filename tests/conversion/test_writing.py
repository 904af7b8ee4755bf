"""Tables become files whose names every file system takes, whatever the document was called."""

from pathlib import Path

import pytest

from perf.conversion.files_to_targets import recognise_file
from perf.conversion.writing import write_tables
from perf.reading import read_file

TABLE = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训\t≥95%\n"


@pytest.mark.parametrize(
    ("document", "written"),
    [
        ("公开.txt", "公开-department-1.txt"),
        ("换\n行.txt", "换行-department-1.txt"),
        ("rtl\u202etxt.exe", "rtltxt-department-1.txt"),
        ("长" * 80 + ".txt", "长" * 60 + "-department-1.txt"),
        ("\u200b.txt", "未命名-department-1.txt"),
        (b"\xff\xfe.txt".decode("utf-8", "surrogateescape"), "未命名-department-1.txt"),
    ],
)
def test_a_document_of_any_name_is_written(tmp_path: Path, document: str, written: str) -> None:
    (tmp_path / "in").write_text(TABLE, "utf-8")
    reading = recognise_file(read_file(tmp_path / "in", name=document))
    assert [path.name for path in write_tables([reading], "text", tmp_path / "out")] == [written]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [written]


def test_two_documents_of_one_name_are_two_files(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(TABLE, "utf-8")
    reading = recognise_file(read_file(tmp_path / "in", name="公开.txt"))
    names = [path.name for path in write_tables([reading, reading], "json", tmp_path / "out")]
    assert names == ["公开-department-1.json", "公开(2)-department-1.json"]
