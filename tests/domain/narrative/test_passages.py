"""Paragraphs that a page end cut are whole again, and every character still knows its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.documents.blocks import Paragraph
from perf.domain.narrative.passages import passages_of, sentences_of
from perf.domain.sources import Source

TEXTS = st.text("甲乙，。；：万元12 <b>=\U00020000（）一、", min_size=1, max_size=30).map(str.strip).filter(bool)


def _paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Source(line=10 * number)) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("县道养护支出，2026年预算数为 16.1", "万元，比上年增加 1 万元。"),
        ("县道养护（01项）2026年预算数为 16.1", "万元，比上年增加 1 万元。"),
        ("如期完成的项目 1 个，完成", "率为 100%。"),
        ("县道养护（208类）养护（05款）绿化（39", "款）2026年预算合计数为 16.1 万元。"),
        ("按照《某县道路养护“十四五”发展", "规划》开展养护。"),
    ],
)
def test_a_sentence_cut_by_a_page_end_is_whole_again(above: str, below: str) -> None:
    (passage,) = passages_of(_paragraphs(above, below))

    assert passage.text == above + below
    assert passage.source_at(len(above) - 1).line == 10
    assert passage.source_at(len(above)).line == 20


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("某县水务局", "2026年2月1日"),
        ("收入包括：财政拨款，其他收入。", "支出包括基本支出。"),
        ("本部门负责道路养护，桥梁养护", "（二）直属单位"),
        ("本部门负责道路养护，桥梁养护", "2. 桥梁养护"),
        ("本部门负责道路养护，桥梁养护", "表二、收入总表"),
        ("本部门负责道路养护，桥梁养护", "单位：万元"),
    ],
)
def test_what_begins_anew_stays_a_paragraph_of_its_own(above: str, below: str) -> None:
    assert [passage.text for passage in passages_of(_paragraphs(above, below))] == [above, below]


def test_a_line_as_wide_as_the_paper_goes_on_though_nothing_in_it_says_so() -> None:
    wide = "县道养护和绿化由县水务局河道管理中心会同有关镇村共同承担" * 2
    lines = [f"{number}. {wide}，" for number in range(10, 14)] + [f"14. {wide}年", "度安排。", "养护处", "2026年"]

    *whole, department, day = passages_of(_paragraphs(*lines))

    assert whole[-1].text == f"14. {wide}年度安排。"
    assert (department.text, day.text) == ("养护处", "2026年")


def test_where_no_paper_broke_the_lines_the_longest_is_a_paragraph_like_any_other() -> None:
    wide = "县道养护和绿化由县水务局河道管理中心会同有关镇村共同承担" * 2

    assert len(passages_of(_paragraphs("县水务局", wide, "规划科"))) == 3


def test_a_table_in_between_parts_two_paragraphs() -> None:
    above = Paragraph("本部门负责道路养护，桥梁", Source(line=1), 0)
    below = Paragraph("养护和绿化。", Source(line=9), 1)

    assert len(passages_of([above, below])) == 2


def test_a_sentence_stands_under_its_headings() -> None:
    *_, passage = passages_of(_paragraphs("三、收支情况", "（一）收入", "（二）支出", "支出 3 万元。"))

    assert passage.headings == ("三、收支情况", "（二）支出")
    assert passage.section == "三、收支情况"
    assert passage.place(0, "3 万元").row == "（二）支出"


@given(st.lists(TEXTS, max_size=8))
def test_no_character_is_lost_and_each_keeps_its_place(texts: list[str]) -> None:
    paragraphs = _paragraphs(*texts)
    passages = passages_of(paragraphs)

    assert "".join(passage.text for passage in passages) == "".join(texts)
    for passage in passages:
        for start, source in passage.pieces:
            text = paragraphs[(source.line or 0) // 10 - 1].text
            assert passage.text[start : start + len(text)] == text
        assert "".join(sentence.text for sentence in sentences_of(passage)).strip() == passage.text.strip()
