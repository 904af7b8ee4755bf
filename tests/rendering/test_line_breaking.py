import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.rendering.line_breaking import CLOSING_MARKS, HARD_BREAK, OPENING_MARKS, balance_lines, break_lines
from perf.rendering.pdf.fonts import song

EM = 1000
NARROWEST_LAWFUL = 14 * EM
"""In lines this wide none of the words below has to give way."""

WORDS = (
    *"绩效目标表的一是在不了",
    "（万元）",
    "《条例》",
    "“三公”经费",
    "，",
    "。",
    "；",
    "、",
    "！",
    "）",
    "％",
    "≥95%",
    "10,606.7522万元",
    "3个工作日",
    "2026年",
    "12月底前",
    "≤3 次",
    "GB/T",
    "performance",
    "90%-95%",
    "——",
    " ",
)
texts = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
any_texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80)


def lines_of(text: str, room: int) -> list[str]:
    return [line.text for line in break_lines(text, room, song().widths).lines]


@given(any_texts, st.integers(1, 40_000))
def test_no_character_is_lost_or_added(text: str, room: int) -> None:
    assert "".join(lines_of(text, room)) == text
    assert "".join(line.text for line in balance_lines(text, room, song().widths).lines) == text


@given(any_texts, st.integers(2 * EM, 40_000))
def test_no_line_is_wider_than_the_room_if_a_character_fits_at_all(text: str, room: int) -> None:
    for line in break_lines(text, room, song().widths).lines:
        seen = line.text.removesuffix(HARD_BREAK).rstrip(" ")
        assert line.width <= room or len(seen) == 1 or line.text.isspace()


@given(texts, st.integers(NARROWEST_LAWFUL, 40_000))
def test_no_line_starts_with_a_closing_mark(text: str, room: int) -> None:
    lines = break_lines(text, room, song().widths)
    for line in lines.lines[1:]:
        assert lines.torn or line.text[0] not in CLOSING_MARKS


@given(texts, st.integers(NARROWEST_LAWFUL, 40_000))
def test_no_line_ends_with_an_opening_mark(text: str, room: int) -> None:
    lines = break_lines(text, room, song().widths)
    for line in lines.lines[:-1]:
        assert lines.torn or line.text[-1] not in OPENING_MARKS


@pytest.mark.parametrize(
    "whole",
    ["≥95%", "≤10", "10,606.7522万元", "3个工作日", "2026年", "＝2 轮", "90%-95%", "100百分比", "-3.5℃", "performance"],
)
@given(before=st.integers(0, 20), room=st.integers(NARROWEST_LAWFUL, 20_000))
def test_a_number_is_never_torn_from_its_sign_or_unit(whole: str, before: int, room: int) -> None:
    text = "字" * before + whole + "以上"
    assert any(whole.rstrip("百分比") in line for line in lines_of(text, room))


def test_a_word_wider_than_the_line_is_broken_rather_than_cut_off() -> None:
    assert lines_of("www.example-of-a-very-long-address", 5 * EM) != ["www.example-of-a-very-long-address"]
    assert lines_of("一二三", 1) == ["一", "二", "三"]
    assert len(lines_of("1" * 100, 5 * EM)) > 5


def test_even_a_torn_number_loses_its_unit_rather_than_its_digits() -> None:
    assert lines_of("10606.75万元", 5 * EM) == ["10606.75", "万元"]


def test_closing_marks_stay_with_their_word_even_where_words_are_torn() -> None:
    assert all(line[0] not in CLOSING_MARKS for line in lines_of("（一二三四五），" * 6, 3 * EM))


def test_a_space_stays_at_the_end_of_its_line_without_widening_it() -> None:
    first, second = break_lines("ab cd", 1700, song().widths).lines
    assert (first.text, second.text) == ("ab ", "cd")
    assert first.width == sum(song().widths[character] for character in "ab")


def test_lines_know_whether_the_text_or_the_page_ended_them() -> None:
    lines = break_lines(f"一二三四{HARD_BREAK}五", 3 * EM, song().widths).lines
    assert [(line.text, line.soft) for line in lines] == [("一二三", True), (f"四{HARD_BREAK}", False), ("五", False)]


@pytest.mark.parametrize(
    ("label", "room", "lines"),
    [
        ("预算收支管理", 5, ["预算收", "支管理"]),
        ("资金管理", 3, ["资金", "管理"]),
        ("预算金额（万元）", 5, ["预算金额", "（万元）"]),
        ("服务对象满意度", 4, ["服务对象", "满意度"]),
        ("年度绩效目标", 6, ["年度绩效目标"]),
        (f"绩效指标{HARD_BREAK}（续）", 3, ["绩效", f"指标{HARD_BREAK}", "（续）"]),
    ],
)
def test_lines_of_labels_are_balanced(label: str, room: int, lines: list[str]) -> None:
    assert [line.text for line in balance_lines(label, room * EM, song().widths).lines] == lines


@given(texts, st.integers(3 * EM, 20_000))
def test_balanced_lines_are_as_few_as_can_be(text: str, room: int) -> None:
    whole = break_lines(text, room, song().widths)
    balanced = balance_lines(text, room, song().widths)
    assert balanced.torn or len(balanced.lines) <= len(whole.lines) + text.count("（万元）")
    assert all(line.width <= room for line in balanced.lines)
