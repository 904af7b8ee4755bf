"""The programs people use open what is written: LibreOffice the office files, a browser the page."""

import os
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from perf.domain.documents.blocks import Cell, Document
from perf.rendering.docx import render_docx
from perf.rendering.html import render_html
from perf.rendering.xlsx import render_xlsx
from tests.conftest import Program
from tests.rendering.example_documents import EXAMPLES, GOAL, department_document

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>宋体</family><prefer><family>Noto Serif SC</family></prefer></alias>
<alias binding="same"><family>黑体</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>"""


def _with_more_rows(document: Document, count: int) -> Document:
    grid = document.grid
    added = [
        Cell(grid.row_count + row, column, f"增{row + 1}之{column + 1}")
        for row in range(count)
        for column in range(len(grid.widths))
    ]
    return replace(document, grid=replace(grid, row_count=grid.row_count + count, cells=(*grid.cells, *added)))


PRINTED = {
    "official": [*EXAMPLES.values()],
    "grown": [_with_more_rows(department_document(), 80)],
    "long": [department_document(goal=GOAL * 14)],
}


@pytest.fixture(scope="module")
def printed(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print every example through LibreOffice, all in one start; give the folder of PDF files."""
    soffice, folder = program("soffice"), tmp_path_factory.mktemp("office")
    for name, documents in PRINTED.items():
        (folder / f"{name}-xlsx.xlsx").write_bytes(render_xlsx(documents))
        (folder / f"{name}-docx.docx").write_bytes(render_docx(documents))
    fonts = find_spec("pylopdf_fonts_zh_cn")
    assert fonts is not None
    assert fonts.origin is not None
    configuration = folder / "fonts.conf"
    configuration.write_text(_FONTS.format(folder=Path(fonts.origin).parent, cache=folder / "fonts"), encoding="utf-8")
    files = sorted(str(path) for suffix in ("xlsx", "docx") for path in folder.glob(f"*.{suffix}"))
    done = subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            *files,
        ],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert "Error" not in done.stdout + done.stderr
    return folder


def _pages(program: Program, path: Path) -> list[str]:
    """Give the text of each page, white space taken out."""
    done = subprocess.run([program("pdftotext"), path, "-"], capture_output=True, text=True, check=True)
    return ["".join(page.split()) for page in done.stdout.split("\f")[:-1]]


@pytest.mark.system
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_office_opens_the_files_on_a4_and_finds_every_text(program: Program, printed: Path, suffix: str) -> None:
    path = printed / f"official-{suffix}.pdf"

    pages = _pages(program, path)

    everything = "".join(pages)
    for document in EXAMPLES.values():
        for cell in document.grid.cells:
            if len(cell.text) <= 3:
                assert cell.text in everything
    assert "部门（单位）整体绩效目标表（2026年度）" in pages[0]
    assert "项目支出绩效目标表（2026年度）" in pages[-1]
    assert f"第1页，共{len(pages)}页" in pages[0]
    sizes = subprocess.run(
        [program("pdfinfo"), "-f", "1", "-l", "9", path], capture_output=True, text=True, check=True
    ).stdout
    assert "595.304 x 841.89" in sizes
    assert "841.89 x 595.304" in sizes


@pytest.mark.system
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_heading_rows_are_repeated_on_every_page(program: Program, printed: Path, suffix: str) -> None:
    pages = _pages(program, printed / f"grown-{suffix}.pdf")

    assert len(pages) >= 3
    for page in pages:
        assert page.count("三级指标") == 1
        assert page.count("二级指标") == 1
    assert [page.count("联系电话") for page in pages] == [1] + [0] * (len(pages) - 1)


@pytest.mark.system
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_text_longer_than_a_page_is_printed_to_its_end(program: Program, printed: Path, suffix: str) -> None:
    pages = _pages(program, printed / f"long-{suffix}.pdf")

    assert "".join(pages).count("面向儿童") >= 13


@pytest.mark.system
@pytest.mark.parametrize("width", [1366, 390])
def test_the_page_is_sound_for_screen_readers_and_fits_the_screen(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render_html([*EXAMPLES.values()]))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".table-scroll").first.evaluate("box => box.scrollWidth > box.clientWidth") == (width < 800)
    page.close()
