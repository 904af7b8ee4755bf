import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.documents.blocks import Cell, Grid
from perf.rendering.line_estimate import character_widths, lines_needed
from perf.rendering.row_heights import row_heights, text_height


def test_chinese_is_twice_as_wide_as_digits_and_full_width_signs_count_as_chinese() -> None:
    assert character_widths("绩效，％") == 4
    assert character_widths("95%") == pytest.approx(1.65)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("一行", 1), ("一\n二\n", 3), ("字" * 10, 1), ("字" * 11, 2), ("字" * 100, 11)],
)
def test_lines_are_counted_with_some_room_to_spare(text: str, lines: int) -> None:
    assert lines_needed(text, 10) == lines


def test_a_column_too_narrow_for_one_character_still_gives_an_answer() -> None:
    assert lines_needed("字字字", 0.1) == 4


@given(st.text(max_size=200), st.floats(1, 60))
def test_a_longer_text_never_needs_fewer_lines(text: str, capacity: float) -> None:
    assert lines_needed(text + "字", capacity) >= lines_needed(text, capacity) >= 1


def test_a_cell_over_several_rows_raises_them_evenly_and_only_by_what_is_missing() -> None:
    text = "字" * 60
    grid = Grid((1, 1), 2, (Cell(0, 0, text, rows=2), Cell(0, 1, "一"), Cell(1, 1, "二")))

    heights = row_heights(grid, (50.0, 50.0), 10, 20)

    assert heights[0] == heights[1]
    assert sum(heights) == pytest.approx(text_height(text, 50, 10))


def test_a_cell_over_rows_that_are_high_enough_raises_none() -> None:
    grid = Grid((1, 1), 2, (Cell(0, 0, "短", rows=2), Cell(0, 1, "一"), Cell(1, 1, "二")))

    assert row_heights(grid, (50.0, 50.0), 10, 20) == [20, 20]
