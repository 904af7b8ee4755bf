"""Every bad file gets one clear Chinese sentence, in time, without harm to the process that asked."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from perf.reading import Reader, UnreadableFile, read_file, read_safely
from perf.reading.limits import CHILD_SECONDS, FILE_BYTES
from tests.reading.bad_files import BAD_FILES, bad_file, with_external_link
from tests.reading.files_written_here import only_table, read_bytes, texts, xlsx_of_rows

HEAVY = {"far cell in disguise", "endless pdf"}
"""Files that only the limits of the child process stop."""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One child for all files, as a batch has; it must survive them or be replaced."""
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_with_one_chinese_sentence(tmp_path: Path, kind: str, reader: Reader) -> None:
    path = tmp_path / "目标表.docx"
    path.write_bytes(bad_file(kind))
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        reader.read(path)
    sentence = str(refused.value)
    assert time.monotonic() - started < CHILD_SECONDS + 2
    assert sentence.startswith("文件“目标表.docx”读不了：")
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert BAD_FILES[kind][1] in sentence
    assert "Error" not in sentence
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", [kind for kind in BAD_FILES if kind not in HEAVY])
def test_the_same_files_are_refused_without_a_child(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UnreadableFile, match=BAD_FILES[kind][1]):
        read_bytes(tmp_path, bad_file(kind))


def test_a_child_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    good, bad, killing = tmp_path / "好.xlsx", tmp_path / "坏.xlsx", tmp_path / "大.pdf"
    good.write_bytes(xlsx_of_rows([["甲", 1.5]]))
    bad.write_bytes(b"")
    killing.write_bytes(bad_file("endless pdf"))
    with Reader() as reader:
        for path in (good, bad, good, killing, good):
            if path is good:
                assert reader.read(path) == read_file(path)
            else:
                with pytest.raises(UnreadableFile):
                    reader.read(path)


def test_the_answer_of_the_child_is_the_answer_without_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes('{"名称": "\\ud800"}'.encode())
    read = read_safely(path, name="上传.json")
    assert read == read_file(path, name="上传.json")
    assert (read.name, read.format, [payload.data for payload in read.payloads]) == (
        "上传.json",
        "json",
        [path.read_bytes()],
    )


def test_sources_survive_the_way_out_of_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲\t乙\n丙\t丁\n备注", encoding="utf-8")
    (table,) = read_safely(path).tables
    (expected,) = read_file(path).tables
    assert table == expected
    assert [cell.source for cell in table.grid.cells] == [cell.source for cell in expected.grid.cells]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    with pytest.raises(UnreadableFile, match="超过上限50MB"):
        read_safely(path)


@pytest.mark.parametrize("missing", ["no such file", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UnreadableFile, match="找不到"):
        read_safely(tmp_path / missing)


def test_a_hostile_name_stays_one_line_of_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_safely(tmp_path / "x", name="a\n\x1b[31m\u202e" + "长" * 500)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_name_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    path = tmp_path / b"\xff\xfe.txt".decode(sys.getfilesystemencoding(), "surrogateescape")
    path.write_bytes("甲\t乙\n丙\t丁".encode())
    assert len(read_safely(path).tables) == 1


def test_links_to_other_places_are_harmless(tmp_path: Path) -> None:
    assert texts(only_table(read_bytes(tmp_path, with_external_link())).grid) == [["甲", "乙"]]


def test_a_file_without_tables_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("绩效目标说明\n\n没有表格。\n", encoding="utf-8")
    assert read_safely(path).tables == ()


def test_five_thousand_rows_come_through_the_child(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    path.write_bytes(xlsx_of_rows([["指标", n, "%"] for n in range(5_000)]))
    assert read_safely(path).tables[0].grid.row_count == 5_000


def test_no_process_and_no_open_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲\t乙\n丙\t丁", encoding="utf-8")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        read_safely(path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


_READS_AND_TELLS_THE_MEMORY_OF_ITS_CHILDREN = """
import resource, sys
from pathlib import Path
from perf.reading import UnreadableFile, read_safely
for name in sys.argv[1:]:
    try:
        read_safely(Path(name))
    except UnreadableFile:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_what_a_file_does_to_memory_it_does_below_512_megabytes(tmp_path: Path) -> None:
    files = []
    for number, kind in enumerate(sorted(HEAVY)):
        files.append(tmp_path / f"{number}.bin")
        files[-1].write_bytes(bad_file(kind))

    # In a process of its own: this one has had other children, of other tests.
    command = [sys.executable, "-c", _READS_AND_TELLS_THE_MEMORY_OF_ITS_CHILDREN, *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)

    assert int(told.stdout) < 512 * 1024
