"""Old workbooks, as LibreOffice and WPS save them, whatever they are called."""

from pathlib import Path

import pytest

from tests.office import Office
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes, texts, xlsx, xlsx_of_rows
from tests.reading.test_xlsx import merged_form

HOSTILE = [text for text in HOSTILE_TEXTS if text != "_x0041_"]


@pytest.fixture(scope="module")
def old_workbooks(office: Office) -> list[bytes]:
    """A merged form and hostile texts as old workbooks."""
    new = {"form.xlsx": xlsx(merged_form), "hostile.xlsx": xlsx_of_rows([[text, "x"] for text in HOSTILE])}
    return office(new, "xls")


def test_an_old_workbook_gives_the_same_table_as_a_new_one(tmp_path: Path, old_workbooks: list[bytes]) -> None:
    tables = read_bytes(tmp_path, xlsx(merged_form)).tables
    for name in ("表.xls", "表.et", "表.docx"):
        read = read_bytes(tmp_path, old_workbooks[0], name)
        assert (read.format, read.tables) == ("xls", tables), name


def test_hostile_texts_come_out_exact(tmp_path: Path, old_workbooks: list[bytes]) -> None:
    read = read_bytes(tmp_path, old_workbooks[1])
    assert [row[0] for row in texts(only_table(read).grid)] == HOSTILE
