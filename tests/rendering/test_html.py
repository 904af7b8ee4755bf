import re
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.rendering.html import render_html, table_markup
from perf.rendering.marks import Marks, Remark, cell_anchor, cell_marks
from tests.rendering.example_documents import EXAMPLES, HOSTILE_TEXTS, department_document, documents, project_document
from tests.rendering.expected import Placed, cells_of


def _parse(data: bytes) -> Any:
    return html.document_fromstring(data.decode(), parser=html.HTMLParser(encoding="utf-8"))


def _table(document: Document) -> Any:
    return html.fromstring(table_markup(document))


def _marked_table(marks: Marks) -> Any:
    return html.fromstring(table_markup(_around("字"), marks=marks))


def _read_back(table: Any) -> list[Placed]:
    """Lay out a table's cells as a browser does."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            found.append(Placed(row, column, rows, columns, cell.text_content()))
    return sorted(found)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_places_spans_and_texts_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(_parse(render_html([document])).find(".//table")) == cells_of(document.grid)


@pytest.mark.parametrize("document", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_official_tables_are_read_back_as_they_were(document: Document) -> None:
    assert _read_back(_parse(render_html([document])).find(".//table")) == cells_of(document.grid)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_every_text_is_exact_and_makes_no_element(text: str) -> None:
    harmless = _parse(render_html([_around("字")]))

    page = _parse(render_html([_around(text)]))

    assert page.find(".//td").text_content() == text
    assert page.find(".//h1").text_content() == text
    assert page.findtext(".//p[@class='form-note']") == text
    assert [element.tag for element in page.iter()] == [element.tag for element in harmless.iter()]


def _around(text: str) -> Document:
    return Document(text, text, Grid((1,), 1, (Cell(0, 0, text),)), (text,), (text,))


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = render_html([department_document()]).decode()

    assert not re.search(r"<script|<link|<img|https?:|url\(|@import|\son\w+=", page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "<title>部门（单位）整体绩效目标表</title>" in page


def test_labels_and_headings_are_header_cells_with_their_direction() -> None:
    table = _table(department_document())

    scopes = {cell.text_content(): cell.get("scope") for cell in table.iter("th")}
    assert scopes["年度绩效目标"] == "row"
    assert scopes["三级指标"] == "col"
    assert "示例市图书馆𬭎" not in scopes


def test_a_header_without_text_is_an_ordinary_cell() -> None:
    table = _table(Document("表", None, Grid((1,), 1, (Cell(0, 0, "", role=Role.LABEL),))))

    assert table.find(".//th") is None
    assert table.find(".//td").get("class") == "form-label align-left"


def test_heading_rows_at_the_top_are_repeated_in_print_and_those_in_the_middle_are_not_moved() -> None:
    top = Grid((1,), 2, (Cell(0, 0, "指标", role=Role.HEADING), Cell(1, 0, "值", align=Align.RIGHT)), (0,))

    repeated = _table(Document("表", None, top))

    assert repeated.find(".//thead/tr/th").text_content() == "指标"
    assert repeated.find(".//tbody/tr/td").get("class") == "form-value align-right"
    assert _table(department_document()).find(".//thead") is None


def test_a_merged_cell_is_never_torn_between_head_and_body() -> None:
    crossing = Grid((1, 1), 2, (Cell(0, 0, "甲", rows=2), Cell(0, 1, "头"), Cell(1, 1, "值")), (0,))

    assert _table(Document("表", None, crossing)).find(".//thead") is None


def test_widths_are_shares_of_the_whole() -> None:
    table = _table(Document("表", None, Grid((1, 3), 1, ())))

    assert [column.get("width") for column in table.iter("col")] == ["25.00%", "75.00%"]


def test_markup_within_a_page_keeps_to_a_strict_security_policy() -> None:
    markup = table_markup(department_document())

    assert "style" not in markup
    assert "<h1" not in markup
    assert _table(department_document()).findtext("caption/p") == "部门（单位）整体绩效目标表"


def test_a_page_of_its_own_keeps_white_space_by_itself() -> None:
    page = _parse(render_html([department_document()]))

    assert page.find(".//table").get("style") == "white-space: pre-wrap"


def test_each_document_is_an_article_with_a_region_of_its_own_name() -> None:
    page = _parse(render_html([department_document(), project_document(), project_document()]))

    names = [region.get("aria-label") for region in page.findall(".//div[@role='region']")]
    assert len(set(names)) == 3
    assert [article.get("class") for article in page.iter("article")] == [
        "official-form",
        "official-form landscape",
        "official-form landscape",
    ]


def test_what_a_page_cannot_carry_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="不能打印的字符"):
        render_html([_around("\x00")])
    with pytest.raises(ValueError, match="no document"):
        render_html([])


def test_a_marked_cell_has_a_name_and_leads_to_everything_that_is_said_about_it() -> None:
    remarks = [Remark(f"×{number}", f"错误 ×{number}", f"finding-{number}", "error") for number in (1, 2)]
    marks = cell_marks("table-1", [((0, 0), remarks[0]), ((0, 0), remarks[1]), ((0, 0), remarks[0])])
    table = _marked_table(marks)

    (cell,) = table.iter("td")
    assert cell.get("id") == cell_anchor("table-1", (0, 0)) == "table-1-r0c0"
    assert cell.text == "字"
    assert "is-marked mark-error" in cell.get("class")
    assert [(link.get("href"), link.text, link.get("aria-label")) for link in cell.iter("a")] == [
        ("#finding-1", "×1", "错误 ×1"),
        ("#finding-2", "×2", "错误 ×2"),
    ]


def test_a_cell_that_is_only_led_to_is_not_set_apart() -> None:
    table = _marked_table(cell_marks("t", [((0, 0), None)]))

    (cell,) = table.iter("td")
    assert cell.get("id") == "t-r0c0"
    assert cell.get("class") == "form-value align-left"
    assert cell.text_content() == "字"


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_remark_makes_no_element(text: str) -> None:
    marks = cell_marks(text, [((0, 0), Remark(text, text, text, text))])
    table = _marked_table(marks)

    assert [element.tag for element in table.iter("td", "a", "b", "script", "img")] == ["td", "a"]
    assert table.find(".//a").text == text
