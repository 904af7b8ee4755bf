import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.rendering.docx import render_docx
from tests.rendering.example_documents import (
    EXAMPLES,
    GOAL,
    HOSTILE_TEXTS,
    department_document,
    documents,
    project_document,
)
from tests.rendering.expected import Placed, cells_of


def _open(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def _read_back(opened: Any) -> list[Placed]:
    """Read the cells of all the file's tables, joined from top to bottom."""
    rows = [row for table in opened.tables for row in table._tbl.tr_lst]
    found: dict[tuple[int, int], Placed] = {}
    open_merges: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.tc_lst:
            merge = cell.tcPr.find(qn("w:vMerge"))
            if merge is not None and merge.get(qn("w:val")) is None:
                start = open_merges[column]
                found[start] = found[start]._replace(rows=number - start[0] + 1)
            else:
                text = "\n".join(paragraph.text for paragraph in cell.p_lst)
                found[number, column] = Placed(number, column, 1, cell.grid_span, text)
                open_merges[column] = (number, column)
            column += cell.grid_span
    return sorted(found.values())


@settings(max_examples=60, deadline=None)
@given(documents())
def test_places_spans_and_texts_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(_open(render_docx([document]))) == cells_of(document.grid)


@pytest.mark.parametrize("document", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_official_tables_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(_open(render_docx([document]))) == cells_of(document.grid)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_every_text_is_exact_in_cells_and_paragraphs(text: str) -> None:
    opened = _open(render_docx([Document(text, text, Grid((1,), 1, (Cell(0, 0, text),)), (text,), (text,))]))

    assert opened.tables[0].cell(0, 0).text == text
    assert [paragraph.text for paragraph in opened.paragraphs] == [text, text, text, text, ""]
    assert opened.core_properties.title == text


def test_the_table_is_cut_above_its_heading_rows_by_a_hidden_point() -> None:
    opened = _open(render_docx([department_document()]))

    above, below = opened.tables
    seam = above._tbl.getnext()
    assert above._tbl.getnext().getnext() is below._tbl
    assert seam.pPr.style == "FormSeam"
    assert seam.find(qn("w:pPr")).find(qn("w:rPr")).find(qn("w:vanish")) is not None
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in below._tbl.tr_lst][:3] == [True, False, False]
    assert below.cell(0, 0).text == "一级指标"
    widths = [[column.get(qn("w:w")) for column in table._tbl.tblGrid.gridCol_lst] for table in opened.tables]
    assert widths[0] == widths[1]


def test_heading_rows_at_the_top_need_no_cut() -> None:
    grid = Grid((1,), 2, (Cell(0, 0, "指标", role=Role.HEADING), Cell(1, 0, "值")), (0,))

    opened = _open(render_docx([Document("表", None, grid)]))

    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in opened.tables[0]._tbl.tr_lst] == [True, False]
    assert len(opened.tables) == 1


def test_heading_rows_inside_a_merged_cell_stay_in_one_table() -> None:
    cells = (Cell(0, 0, "标签", rows=2, role=Role.LABEL), Cell(0, 1, "甲"), Cell(1, 1, "头", role=Role.HEADING))

    opened = _open(render_docx([Document("表", None, Grid((1, 1), 2, cells, (1,)))]))

    assert len(opened.tables) == 1
    assert _read_back(opened) == cells_of(Grid((1, 1), 2, cells))


def test_the_page_is_a4_and_lies_where_the_form_does() -> None:
    opened = _open(render_docx([department_document(), project_document(), department_document()]))

    sizes = [(section.page_width.mm, section.page_height.mm) for section in opened.sections]
    assert [(round(width), round(height)) for width, height in sizes] == [(210, 297), (297, 210), (210, 297)]
    for section in opened.sections:
        assert "页，共" in section.footer.paragraphs[0].text


def test_the_table_is_exactly_as_wide_as_the_text() -> None:
    opened = _open(render_docx([project_document()]))

    section = opened.sections[0]
    room = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    for table in opened.tables:
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst) == room
        for row in table._tbl.tr_lst:
            assert sum(cell.width.twips for cell in row.tc_lst) == room


def test_type_faces_and_alignment_follow_the_role() -> None:
    cells = (
        Cell(0, 0, "头", role=Role.HEADING),
        Cell(0, 1, "标签", role=Role.LABEL),
        Cell(0, 2, "值", align=Align.RIGHT),
    )

    opened = _open(render_docx([Document("题", None, Grid((1, 1, 1), 1, cells))]))

    heading, label, value = (cell.paragraphs[0] for cell in opened.tables[0].rows[0].cells)
    assert [heading.style.name, label.style.name, value.style.name] == ["Form Heading", "Form Label", "Form Value"]
    assert opened.styles["Form Heading"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert (label.style.paragraph_format.alignment, value.alignment) == (1, 2)
    assert opened.paragraphs[0].style.name == "Title"


def test_only_a_row_with_a_long_text_may_break_over_a_page() -> None:
    opened = _open(render_docx([department_document(goal=GOAL * 5)]))

    breakable = [row.trPr.find(qn("w:cantSplit")) is None for row in opened.tables[0]._tbl.tr_lst]
    assert breakable == [False, False, True, False, False, False, False, False]


def test_the_file_is_chinese_and_names_its_title_and_nobody() -> None:
    data = render_docx([department_document()])

    properties = _open(data).core_properties
    assert properties.title == "部门（单位）整体绩效目标表"
    assert properties.language == "zh-CN"
    assert not properties.author
    assert not properties.last_modified_by
    styles = ZipFile(BytesIO(data)).read("word/styles.xml").decode()
    assert re.search('<w:lang [^>]*w:eastAsia="zh-CN"', styles)


def test_signatures_stand_side_by_side() -> None:
    opened = _open(render_docx([department_document()]))

    signatures = opened.paragraphs[-2]
    assert signatures.text.split("\t") == ["单位负责人：", "填表人：", "填报日期："]
    assert len(signatures.paragraph_format.tab_stops) == 2


def test_what_a_file_cannot_carry_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="“坏”之后有一个不能打印的字符（U\\+0001）"):
        render_docx([Document("表", None, Grid((1,), 1, (Cell(0, 0, "坏\x01"),)))])
    with pytest.raises(ValueError, match="no document"):
        render_docx([])
