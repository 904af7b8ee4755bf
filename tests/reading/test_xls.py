"""Old workbooks, as LibreOffice and WPS save them, whatever they are called."""

from pathlib import Path

import pytest

from tests.conftest import Program
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes, texts, xlsx, xlsx_of_rows
from tests.reading.soffice import convert
from tests.reading.test_xlsx import merged_form


@pytest.mark.parametrize("name", ["表.xls", "表.et", "表.docx"])
def test_an_old_workbook_gives_the_same_table_as_a_new_one(tmp_path: Path, program: Program, name: str) -> None:
    new = xlsx(merged_form)
    old = convert(program("soffice"), new, "xlsx", "xls", tmp_path)
    read = read_bytes(tmp_path, old, name)
    assert read.format == "xls"
    assert read.tables == read_bytes(tmp_path, new).tables


def test_hostile_texts_come_out_exact(tmp_path: Path, program: Program) -> None:
    hostile = [text for text in HOSTILE_TEXTS if text != "_x0041_"]
    old = convert(program("soffice"), xlsx_of_rows([[text, "x"] for text in hostile]), "xlsx", "xls", tmp_path)
    assert [row[0] for row in texts(only_table(read_bytes(tmp_path, old)).grid)] == hostile
