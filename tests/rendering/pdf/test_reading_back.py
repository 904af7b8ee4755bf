"""Other programs read the page: the cells they find are the cells that were written."""

import subprocess
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from perf.domain.documents.blocks import Align, Cell, Document
from perf.rendering.pdf import render_pdf
from perf.rendering.pdf.fitting import printable
from perf.rendering.pdf.layout import arrange
from tests.benchmarks.department_table import department_table
from tests.conftest import Program
from tests.rendering.pdf.documents import HOSTILE, document, hostile_words, long_goal, rows_under_one_label

UNSEEN_WIDTH = 0.01


def cells_found(data: bytes) -> list[list[str]]:
    """Per page, the text of every cell that pdfplumber sees between lines, by row and then column."""
    pages = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            texts = []
            for table in page.find_tables():
                for left, top, right, bottom in sorted(table.cells, key=lambda box: (round(box[1]), box[0])):
                    inside = [
                        one["text"]
                        for one in page.chars
                        if left < (one["x0"] + one["x1"]) / 2 < right
                        and top < (one["top"] + one["bottom"]) / 2 < bottom
                    ]
                    texts.append("".join(inside))
            pages.append(texts)
    return pages


def cells_placed(written: Document) -> list[list[str]]:
    return [
        [
            "".join(line.text for line in box.lines)
            for box in sorted(page.boxes, key=lambda box: (-round(box.top), box.left))
        ]
        for page in arrange(written).pages
    ]


@pytest.mark.parametrize(
    "written",
    [
        department_table(1),
        long_goal(4000),
        long_goal(6000, 2),
        rows_under_one_label(81),
        document(
            *(Cell(row, column, f"{row}.{column} 张𬭎䶮㛃") for row in range(3) for column in range(4)),
            widths=(1, 2, 1, 2),
            rows=3,
        ),
    ],
)
def test_pdfplumber_finds_the_cells_of_every_page(written: Document) -> None:
    assert cells_found(render_pdf([written])) == cells_placed(written)


def test_hostile_words_come_out_exact() -> None:
    found = cells_found(render_pdf([hostile_words()]))[0]
    assert found == [printable(text) for text in HOSTILE for _ in range(3)]


def test_characters_that_no_font_has_are_still_text() -> None:
    found = cells_found(render_pdf([document(Cell(0, 0, "李𪻐😀"), Cell(0, 1, "数"), widths=(1, 1), rows=1)]))[0]
    assert found == ["李𪻐😀", "数"]


def test_spaces_at_line_ends_are_characters_of_the_page() -> None:
    text = "performance targets of the annual budget " * 4
    written = document(Cell(0, 0, text, align=Align.LEFT), Cell(0, 1, "数"), widths=(1, 4), rows=1)
    assert cells_found(render_pdf([written]))[0][0] == text


@pytest.mark.parametrize("published", [True, False])
def test_pdftotext_gives_all_words_in_reading_order(program: Program, tmp_path: Path, published: bool) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(render_pdf([rows_under_one_label(3, label="张𬭎王䶮李㛃")], published=published))
    text = subprocess.run([program("pdftotext"), "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    words = "".join(text.split())
    assert "绩效目标表（2026年度）" in words
    assert "张𬭎王䶮李㛃" in words
    assert all(f"第{row}项任务完成率≥{row}%" in words for row in (1, 2, 3))
    assert "填报人：" in words


def test_all_fonts_are_embedded_subsets_that_extract(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(render_pdf([hostile_words()]))
    lines = (
        subprocess.run([program("pdffonts"), path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    )
    assert lines
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


def test_poppler_draws_the_pages_without_complaint(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(render_pdf([department_table(1), hostile_words()]))
    done = subprocess.run(
        [program("pdftoppm"), "-r", "20", "-png", path, tmp_path / "page"], capture_output=True, check=True
    )
    assert done.stderr == b""
    assert len(list(tmp_path.glob("page*.png"))) == 3
