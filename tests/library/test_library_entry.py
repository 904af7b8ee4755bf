"""What an entry may say, and when two are the same."""

from dataclasses import fields, replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.library_entry import LIMITS, PARAGRAPH_LIMIT, EntryTextError, LibraryIndicator, folded
from tests.library.indicators import MILEAGE


@pytest.mark.parametrize("name", [each.name for each in fields(LibraryIndicator)])
@pytest.mark.parametrize("text", ["", " 两边有空格 ", "坏\x00字", "\ud800"])
def test_a_text_that_is_blank_or_not_clean_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(EntryTextError) as refused:
        replace(MILEAGE, **{name: text})
    assert refused.value.attribute == name


@pytest.mark.parametrize("name", [each.name for each in fields(LibraryIndicator)])
def test_a_text_is_as_long_as_it_may_be_and_no_longer(name: str) -> None:
    limit = LIMITS.get(name, PARAGRAPH_LIMIT)
    assert getattr(replace(MILEAGE, **{name: "𠮷" * limit}), name) == "𠮷" * limit
    with pytest.raises(EntryTextError):
        replace(MILEAGE, **{name: "𠮷" * (limit + 1)})


def test_only_the_longer_texts_have_several_lines() -> None:
    assert replace(MILEAGE, explanation="一\n二").explanation == "一\n二"
    with pytest.raises(EntryTextError):
        replace(MILEAGE, name="一\n二")


@pytest.mark.parametrize("name", ["field", "use_of_funds", "first_level", "second_level", "name"])
def test_place_and_name_are_needed(name: str) -> None:
    with pytest.raises(EntryTextError):
        replace(MILEAGE, **{name: cast("str", None)})


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("≥", "95", "%"), "≥95%"),
        (("定性", "三项齐备", None), "定性：三项齐备"),
        (("定性", None, None), "定性"),
        ((None, None, None), ""),
    ],
)
def test_the_usual_value_is_shown_as_one_cell(parts: tuple[str | None, ...], shown: str) -> None:
    assert replace(MILEAGE, comparison=parts[0], value=parts[1], unit=parts[2]).target == shown


def test_width_case_and_blanks_make_no_other_entry_but_place_does() -> None:
    assert replace(MILEAGE, name="ＰＭ２.5 浓度").identity == replace(MILEAGE, name="pm2.5浓度").identity
    assert replace(MILEAGE, value="1").identity == MILEAGE.identity
    for name in ("field", "use_of_funds", "first_level", "second_level", "name"):
        assert replace(MILEAGE, **{name: "另一个"}).identity != MILEAGE.identity


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
