"""What was read says where it stands, in every format: paragraphs, titles in cells, and each cell of an indicator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from perf.conversion import render_target
from perf.conversion.files_to_targets import recognise_file
from perf.domain.documents.blocks import Paragraph
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget
from perf.reading import ReadFile
from perf.seeding import seed_targets
from tests.conftest import PROJECT
from tests.reading.files_written_here import read_bytes, saved, xlsx, xlsx_of_rows
from tests.reading.pdf_written_here import Drawn, DrawnPage, pdf_of

TITLE = "项目支出绩效目标表"
ROWS = [["项目名称", "路灯维护"], ["实施单位", "路灯所"]]


def placed(file: ReadFile) -> dict[str, Source]:
    return {paragraph.text: paragraph.source for paragraph in file.paragraphs}


def test_paragraphs_of_a_word_document_are_numbered_over_the_whole_of_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、部门概况")
    document.add_paragraph("")
    document.add_paragraph("第二段<b>，=cmd|'/C calc'!A0")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = TITLE
    for row, line in enumerate(ROWS, start=1):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    document.add_paragraph("第三段")
    read = read_bytes(tmp_path, saved(document))
    assert placed(read) == {
        "一、部门概况": Source(paragraph=1),
        "第二段<b>，=cmd|'/C calc'!A0": Source(paragraph=2),
        TITLE: Source(table=1, row=1, column=1),
        "第三段": Source(paragraph=3),
    }
    assert [paragraph.tables_before for paragraph in read.paragraphs] == [0, 0, 0, 1]


def test_paragraphs_of_a_page_are_numbered_over_the_whole_of_it(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name}<td>{text}</tr>" for name, text in ROWS)
    page = f"<h1>公开</h1><p>第二段<br>第三段</p><table><tr><td colspan=2>{TITLE}</tr>{rows}</table><p>第四段</p>"
    assert placed(read_bytes(tmp_path, f"<!DOCTYPE html><meta charset=utf-8>{page}".encode())) == {
        "公开": Source(paragraph=1),
        "第二段": Source(paragraph=2),
        "第三段": Source(paragraph=3),
        TITLE: Source(table=1, row=1, column=1),
        "第四段": Source(paragraph=4),
    }


def test_text_around_tables_that_only_lay_out_a_page_is_numbered_line_by_line(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲<td>乙</tr><tr><td>丙<td>丁</tr></table>"
    page = f"<html><table><tr><td>第一行<br>第二行{inner}</td></tr></table></html>"
    read = read_bytes(tmp_path, page.encode())
    assert placed(read) == {"第一行": Source(paragraph=1), "第二行": Source(paragraph=2)}


def test_lines_of_a_pdf_are_counted_on_their_page(tmp_path: Path) -> None:
    cells = [Drawn(row, column, text) for row, line in enumerate(ROWS) for column, text in enumerate(line)]
    below = [replace(cell, row=cell.row + 1) for cell in cells]
    read = read_bytes(
        tmp_path,
        pdf_of(
            DrawnPage(cells, ["一、部门概况", "收入预算 8 万元。"], ["备注：无", "第 1 页"], (80, 160)),
            DrawnPage([Drawn(0, 0, TITLE, columns=2), *below], ["第二页的话"], (), (80, 160)),
        ),
    )
    assert placed(read) == {
        "一、部门概况": Source(page=1, line=1),
        "收入预算 8 万元。": Source(page=1, line=2),
        "备注：无": Source(page=1, line=3),
        "第二页的话": Source(page=2, line=1),
        TITLE: Source(page=2, table=1, row=1, column=1),
    }


def test_titles_and_notes_of_a_worksheet_keep_their_cells(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        for sentence in ("收入预算 8 万元。", "支出预算 8 万元。"):
            workbook.worksheets[0].append([sentence])
        sheet = workbook.create_sheet("目标<b>")
        for row in [[TITLE], ["（2026年度）"], *ROWS, ["备注：无"]]:
            sheet.append(row)

    read = read_bytes(tmp_path, xlsx(fill))
    assert len(read.tables) == 1
    assert placed(read) == {
        "收入预算 8 万元。": Source(sheet="Sheet", cell="A1"),
        "支出预算 8 万元。": Source(sheet="Sheet", cell="A2"),
        TITLE: Source(sheet="目标<b>", cell="A1"),
        "（2026年度）": Source(sheet="目标<b>", cell="A2"),
        "备注：无": Source(sheet="目标<b>", cell="A5"),
    }


def test_each_line_of_a_text_has_its_number(tmp_path: Path) -> None:
    text = f"概况\n\n{TITLE}\n项目名称\t路灯维护\n实施单位\t路灯所\n备注：无\n"
    read = read_bytes(tmp_path, text.encode())
    assert placed(read) == {"概况": Source(line=1), TITLE: Source(line=3), "备注：无": Source(line=6)}


def _example() -> PerformanceTarget:
    return seed_targets(PROJECT / "seed" / "2026" / "156001-department.json")[0]


@pytest.mark.parametrize("file_format", ["text", "docx", "html", "pdf", "xlsx"])
def test_every_cell_of_an_indicator_says_where_it_was_read(tmp_path: Path, file_format: str) -> None:
    file = read_bytes(tmp_path, render_target(_example(), file_format))
    (target,) = recognise_file(file).targets
    texts = {cell.source: cell.text for table in file.tables for cell in table.grid.cells}
    for row in target.indicators:
        assert texts[row.source_of("name")] == row.name
        if row.value is not None and row.value.number is not None:
            assert str(row.value.number) in texts[row.source_of("value")]
            assert row.source_of("value") != row.source


@pytest.mark.parametrize("file_format", ["text", "docx", "html", "pdf", "xlsx"])
def test_fields_goals_and_amounts_say_where_they_were_read(tmp_path: Path, file_format: str) -> None:
    file = read_bytes(tmp_path, render_target(_example(), file_format))
    (target,) = recognise_file(file).targets
    texts = {cell.source: cell.text for table in file.tables for cell in table.grid.cells}
    for value in target.fields:
        assert value.text in texts[value.source]
    for goal in target.goals:
        assert "".join(goal.text.split()) in "".join(texts[goal.source].split())
    for row in target.funding:
        assert row.show() in texts[row.source]


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda rows: "\n".join("\t".join(row) for row in rows).encode(), Source(line=1, column=2)),
        (xlsx_of_rows, Source(sheet="Sheet", cell="B1")),
    ],
)
def test_a_cell_points_at_its_text(tmp_path: Path, write: Callable[[list[list[str]]], bytes], expected: Source) -> None:
    (table,) = read_bytes(tmp_path, write(ROWS)).tables
    assert {cell.source: cell.text for cell in table.grid.cells}[expected] == "路灯维护"


def test_our_own_pdf_points_at_its_page_and_not_at_the_file_its_data_came_from(tmp_path: Path) -> None:
    example = _example()
    placed_elsewhere = replace(
        example, fields=tuple(replace(value, source=Source(line=553)) for value in example.fields)
    )
    (target,) = recognise_file(read_bytes(tmp_path, render_target(placed_elsewhere, "pdf"))).targets
    assert {value.source.page for value in target.fields if value.source} == {1}


def test_a_paragraph_has_exactly_one_place(tmp_path: Path) -> None:
    paragraphs: tuple[Paragraph, ...] = read_bytes(tmp_path, "一\n二\n三\n".encode()).paragraphs
    assert len({paragraph.source for paragraph in paragraphs}) == len(paragraphs)
