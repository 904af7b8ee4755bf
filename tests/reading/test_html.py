"""HTML pages: what a browser would show in each cell."""

from html import escape
from pathlib import Path

import pytest

from perf.domain.sources import Source
from perf.reading.html import read
from perf.reading.results import ContentError
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes, texts


def rows_of(page: str) -> list[list[str]]:
    """Give the texts of the only table of a page."""
    (table,) = read(page.encode()).tables
    return texts(table.grid)


def test_hostile_texts_come_out_exact(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{escape(text)}</td><td>x</td></tr>" for text in HOSTILE_TEXTS)
    page = f'<!DOCTYPE html><meta charset="utf-8"><table style="white-space: pre-wrap">{rows}</table>'
    table = only_table(read_bytes(tmp_path, page.encode()))
    assert [row[0] for row in texts(table.grid)] == list(HOSTILE_TEXTS)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("  甲\n   乙 ", "甲 乙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("甲<div>乙</div>丙", "甲\n乙\n丙"),
        ("<p> 甲 <b>乙</b> 丙 </p>", "甲 乙 丙"),
        ("<pre>甲\n  乙</pre>", "甲\n  乙"),
        ('<span style="white-space:pre">甲  乙</span> 丙', "甲  乙 丙"),
        ("甲<script>alert(1)</script><style>p{}</style>乙", "甲乙"),
        ("&lt;b&gt;&amp;&nbsp;≥", "<b>&\xa0≥"),
        ("甲<br><br>乙", "甲\n\n乙"),
    ],
)
def test_a_cell_reads_as_a_browser_shows_it(inside: str, text: str) -> None:
    assert rows_of(f"<table><tr><td>{inside}</td><td>x</td></tr></table>") == [[text, "x"]]


def test_spans_lay_cells_out_as_a_browser_does() -> None:
    page = (
        "<table><thead><tr><th rowspan=2>一级<th colspan=2>值</tr><tr><td>甲<td>乙</tr></thead>"
        "<tbody><tr><td>1<td>2<td>3</tr></tbody></table>"
    )
    (table,) = read(page.encode()).tables
    assert texts(table.grid) == [["一级", "值", ""], ["", "甲", "乙"], ["1", "2", "3"]]
    assert [(cell.rows, cell.columns) for cell in table.grid.cells[:2]] == [(2, 1), (1, 2)]
    assert table.grid.cells[2].source == Source(table=1, row=2, column=1)


@pytest.mark.parametrize("span", ["0", "99999999999", "-1", "x", "٣"])
def test_a_wrong_rowspan_ends_with_the_table(span: str) -> None:
    assert rows_of(f'<table><tr><td rowspan="{span}">a<td>b</tr><tr><td>c<td>d</tr></table>')[0][:2] == ["a", "b"]


def test_a_wide_colspan_is_refused() -> None:
    with pytest.raises(ContentError, match="1000列"):
        read(b"<table><tr><td colspan=100000>a</td></tr></table>")


def test_a_layout_table_gives_the_tables_inside_it_with_the_text_around_them() -> None:
    page = (
        "<html><body><table><tr><td><h1>项目支出绩效目标表</h1><table><tr><td>名称<td>甲</tr></table>"
        "<p>备注：无</p></td></tr></table></body></html>"
    )
    (table,) = read(page.encode()).tables
    assert texts(table.grid) == [["名称", "甲"]]
    assert "项目支出绩效目标表" in table.before


def test_headings_and_captions_stand_before_their_table() -> None:
    page = (
        "<html><body><h1>公开</h1><div>说明<br>二行</div><table><caption><h1>目标表</h1><p>（2026年度）</p></caption>"
        "<tr><td>a<td>b</tr></table><p>备注</p></body></html>"
    )
    (table,) = read(page.encode()).tables
    assert table.before == ("公开", "说明", "二行", "目标表", "（2026年度）")
    assert table.after == ("备注",)


def test_the_declared_encoding_counts(tmp_path: Path) -> None:
    page = '<html><head><meta charset="gb2312"></head><body><table><tr><td>绩效<td>目标</tr></table></body></html>'
    assert texts(only_table(read_bytes(tmp_path, page.encode("gb18030"))).grid) == [["绩效", "目标"]]


def test_a_workbook_that_is_really_a_web_page_is_read_as_one(tmp_path: Path) -> None:
    read = read_bytes(tmp_path, "<table><tr><td>a</td><td>b</td></tr></table>".encode("utf-16"), "导出.xls")
    assert (read.format, texts(only_table(read).grid)) == ("html", [["a", "b"]])
