"""Tab separated text: where tables begin and end, and that cells come out exact."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.sources import Source
from perf.reading import UnreadableFile, read_file
from perf.reading.cell_text import clean
from perf.reading.text import read
from tests.reading.files_written_here import HOSTILE_TEXTS, only_table, read_bytes, texts

TABLE = "项目支出绩效目标表\n\n（2026年度）\n\n项目名称\t巡察经费\t\n指标\t≥\t95\n备注：无\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_same_table_is_read_from_every_encoding(tmp_path: Path, encoding: str) -> None:
    table = only_table(read_bytes(tmp_path, TABLE.replace("\n", "\r\n").encode(encoding)))
    assert texts(table.grid) == [["项目名称", "巡察经费", ""], ["指标", "≥", "95"]]
    assert table.before == ("项目支出绩效目标表", "（2026年度）")
    assert table.after == ("备注：无",)


def test_a_cell_knows_its_line_and_its_place_in_the_line(tmp_path: Path) -> None:
    table = only_table(read_bytes(tmp_path, TABLE.encode()))
    assert table.source == Source(line=5)
    assert [cell.source for cell in table.grid.cells if cell.text == "95"] == [Source(line=6, column=3)]
    assert not table.grid.spans_known


def test_a_line_without_tabs_between_lines_with_tabs_is_a_row_of_one_cell() -> None:
    table = read("a\tb\n年度绩效目标1(40分)\nc\td\n总分\n".encode()).tables[0]
    assert texts(table.grid) == [["a", "b"], ["年度绩效目标1(40分)", ""], ["c", "d"]]
    assert table.after == ("总分",)


def test_a_line_of_tabs_only_is_a_blank_row_and_no_end_of_the_table() -> None:
    table = read(b"a\tb\n\t\nc\td\n").tables[0]
    assert texts(table.grid) == [["a", "b"], ["", ""], ["c", "d"]]


def test_a_line_that_names_a_table_begins_another_one() -> None:
    first, second = read("a\tb\nc\td\n部门预算项目支出绩效自评表(2023年度)\ne\tf\ng\th\n".encode()).tables
    assert first.after == second.before == ("部门预算项目支出绩效自评表(2023年度)",)
    assert texts(second.grid) == [["e", "f"], ["g", "h"]]


def test_a_sentence_about_performance_tables_begins_no_table() -> None:
    tables = read("a\tb\n按绩效目标表所列内容执行。\nc\td\n".encode()).tables
    assert [table.grid.row_count for table in tables] == [3]


def test_one_line_with_a_tab_is_a_paragraph_and_no_table() -> None:
    assert read("联系人\t电话\n".encode()).tables == ()


def test_paragraphs_between_two_tables_are_after_the_one_and_before_the_other() -> None:
    first, second = read("a\tb\nc\td\n\n备注\n\n表二\n\ne\tf\ng\th\n".encode()).tables
    assert first.after == second.before == ("备注", "表二")


def test_outer_white_space_and_controls_go_and_the_inside_stays() -> None:
    table = read(
        "\ufeff　甲 乙\u200b\t丙\x02  丁 \u2060\n指标名称\t指标值指标值指标值指标值指标值指标值".encode()
    ).tables[0]
    assert texts(table.grid)[0] == ["甲 乙", "丙  丁"]


def test_a_quoted_cell_may_hold_line_ends_and_quotes_and_later_lines_keep_their_numbers() -> None:
    table = read('目标\t"第一行\n\n第二""行"""\nx\ty\n'.encode()).tables[0]
    assert texts(table.grid) == [["目标", '第一行\n\n第二"行"'], ["x", "y"]]
    assert table.grid.cells[-1].source == Source(line=4, column=2)


@pytest.mark.parametrize("text", ['"三公"经费', '"回头看', '"', '""x'])
def test_a_quote_that_closes_nothing_is_just_written(text: str) -> None:
    table = read(f"a\t{text}\nb\tc\n".encode()).tables[0]
    assert texts(table.grid) == [["a", text], ["b", "c"]]


def quoted(text: str) -> str:
    """Write a cell as this project's text files do."""
    return '"' + text.replace('"', '""') + '"' if "\n" in text or text.startswith('"') else text


@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(max_size=8)).map(clean), min_size=2, max_size=4),
        min_size=2,
        max_size=5,
    )
)
def test_every_text_comes_out_as_it_was_written(rows: list[list[str]]) -> None:
    written = "\n".join("\t".join(quoted(text) for text in row) for row in rows)
    expected = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}
    tables = read(written.encode()).tables
    found = {(cell.row, cell.column): cell.text for table in tables for cell in table.grid.cells}
    assert found == expected


def test_a_text_cut_inside_a_character_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="第2行有损坏的字符"):
        read_bytes(tmp_path, b"\xe9\xa1\xb9\tA\nB\t\xe7\x9b\xae\xe6\xa0")


@pytest.mark.parametrize(
    ("seed", "tables", "first", "last"), [("dingxi-2026", 15, 542, 592), ("linxia-2024", 13, 515, 539)]
)
def test_the_real_documents_give_all_their_tables_with_right_lines(
    real_documents: Path, seed: str, tables: int, first: int, last: int
) -> None:
    path = real_documents / "seeds" / f"{seed}.txt"
    found = read_file(path).tables
    lines = path.read_text(encoding="utf-8").split("\n")
    assert len(found) == tables
    assert [table.source.line for table in found[-2:]] == [first, last]
    for table in found:
        for cell in table.grid.cells:
            assert cell.source is not None
            assert cell.source.line is not None
            assert cell.source.column is not None
            assert lines[cell.source.line - 1].split("\t")[cell.source.column - 1].strip() == cell.text


def test_every_real_sample_gives_a_table(real_documents: Path) -> None:
    for path in sorted((real_documents / "samples").glob("*.txt")):
        assert read_file(path).tables, path.name
