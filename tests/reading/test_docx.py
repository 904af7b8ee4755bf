"""Word documents: merged cells, tables in cells, paragraphs between tables."""

from pathlib import Path

import docx

from perf.domain.sources import Source
from tests.reading.files_written_here import (
    HOSTILE_TEXTS,
    docx_of_rows,
    only_table,
    part_of,
    read_bytes,
    saved,
    texts,
    with_parts,
)


def test_hostile_texts_come_out_exact(tmp_path: Path) -> None:
    table = only_table(read_bytes(tmp_path, docx_of_rows([[text, "x"] for text in HOSTILE_TEXTS])))
    assert [row[0] for row in texts(table.grid)] == list(HOSTILE_TEXTS)


def test_merged_cells_are_one_cell_each(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(1, 1).merge(table.cell(2, 2)).text = "块"
    grid = only_table(read_bytes(tmp_path, saved(document))).grid
    spans = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells if cell.text}
    assert spans == {"横": (0, 0, 1, 2), "竖": (1, 0, 2, 1), "块": (1, 1, 2, 2)}
    assert len(grid.cells) == 7


def test_paragraphs_stand_before_and_after_their_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("部门整体支出绩效目标表")
    document.add_table(1, 2).cell(0, 0).text = "甲"
    document.add_paragraph("")
    document.add_paragraph("备注：无")
    document.add_table(1, 2).cell(0, 1).text = "乙"
    first, second = read_bytes(tmp_path, saved(document)).tables
    assert (first.before, first.after, second.before) == (("部门整体支出绩效目标表",), ("备注：无",), ("备注：无",))
    assert second.source == Source(table=2)
    assert second.grid.cells[-1].source == Source(table=2, row=1, column=2)


def test_a_table_in_a_cell_follows_the_table_it_stands_in(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "资金"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "306"
    first, second = read_bytes(tmp_path, saved(document)).tables
    assert texts(first.grid) == [["资金", ""]]
    assert texts(second.grid) == [["306"]]


def test_breaks_tabs_and_paragraphs_in_a_cell_become_line_ends(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "一\n二\t三"
    cell.add_paragraph("四")
    assert texts(only_table(read_bytes(tmp_path, saved(document))).grid)[0][0] == "一\n二\n三\n四"


def test_deleted_text_is_gone_and_inserted_text_is_there(tmp_path: Path) -> None:
    data = docx_of_rows([["留", "x"]])
    changed = part_of(data, "word/document.xml").replace(
        "<w:r><w:t>留</w:t></w:r>".encode(),
        "<w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>".encode(),
    )
    table = only_table(read_bytes(tmp_path, with_parts(data, {"word/document.xml": changed})))
    assert texts(table.grid) == [["留增", "x"]]


def test_a_title_in_the_first_row_of_the_table_is_its_title(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目支出绩效目标表"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "（2026年度）"
    table.cell(2, 0).text, table.cell(2, 1).text = "项目名称", "甲"
    found = only_table(read_bytes(tmp_path, saved(document)))
    assert found.before == ("项目支出绩效目标表", "（2026年度）")
    assert texts(found.grid) == [["项目名称", "甲"]]
