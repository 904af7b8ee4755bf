import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.documents.blocks import Cell, Grid
from perf.rendering.placement import can_cut, places_of, scaled_widths
from tests.rendering.example_documents import grids


@given(grids())
def test_every_place_of_a_full_grid_has_exactly_its_cell(grid: Grid) -> None:
    places = places_of(grid)

    assert {id(cell) for row in places for cell in row} == {id(cell) for cell in grid.cells}
    assert sum(cell.rows * cell.columns for cell in grid.cells) == grid.row_count * len(grid.widths)


def test_a_place_without_cell_is_none() -> None:
    assert places_of(Grid((1, 1), 1, (Cell(0, 1, "右"),)))[0][0] is None


@pytest.mark.parametrize(
    "cells",
    [
        (Cell(0, 0, "甲", columns=2), Cell(0, 1, "乙")),
        (Cell(1, 0, "甲", rows=2),),
        (Cell(0, 1, "甲", columns=2),),
        (Cell(-1, 0, "甲"),),
        (Cell(0, 0, "甲", rows=0),),
    ],
    ids=["overlapping", "below the grid", "beside the grid", "above the grid", "no height"],
)
def test_cells_that_no_file_can_hold_are_refused(cells: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match=r"outside the grid|two cells"):
        places_of(Grid((1, 1), 2, cells))


def test_a_grid_is_cut_only_where_no_cell_crosses() -> None:
    crossing = places_of(Grid((1, 1), 2, (Cell(0, 0, "甲", rows=2), Cell(0, 1, ""), Cell(1, 1, ""))))
    apart = places_of(Grid((1, 1), 2, (Cell(0, 0, "甲", columns=2), Cell(1, 0, ""))))

    assert not can_cut(crossing, 1)
    assert can_cut(apart, 1)


@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=30).map(tuple), st.integers(30, 20_000))
def test_widths_add_up_to_the_paper_and_none_is_lost(widths: tuple[float, ...], total: int) -> None:
    scaled = scaled_widths(widths, total)

    assert sum(scaled) == total
    assert min(scaled) >= 1


def test_a_column_without_width_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        scaled_widths((1.0, 0.0), 100)
