import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.rendering.sheet_names import sheet_names


def test_a_short_title_is_the_name() -> None:
    assert sheet_names(["项目支出绩效目标表"]) == ["项目支出绩效目标表"]


def test_equal_titles_are_numbered_without_regard_to_letter_case() -> None:
    assert sheet_names(["Ab表", "aB表", "Ab表"]) == ["Ab表", "aB表 (2)", "Ab表 (3)"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("a/b\\c[d]e*f?g:h", "a b c d e f g h"), ("'引'", "引"), ("History", "表"), ("[]", "表"), ("", "表")],
)
def test_what_a_spreadsheet_forbids_is_taken_out(title: str, name: str) -> None:
    assert sheet_names([title]) == [name]


def test_long_titles_that_begin_alike_stay_apart() -> None:
    first, second = sheet_names(["长" * 40, "长" * 41])

    assert first == "长" * 31
    assert second == "长" * 27 + " (2)"


def test_a_character_outside_the_basic_plane_is_never_halved() -> None:
    assert sheet_names(["𬭎" * 20]) == ["𬭎" * 15]


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=50), max_size=6))
def test_any_titles_give_allowed_and_different_names(titles: list[str]) -> None:
    names = sheet_names(titles)

    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
