"""Every part of a target has its cell in the printed table, and every such cell says which part it is."""

from hypothesis import given

from perf.domain.documents.blocks import Cell, Role
from perf.domain.documents.compose import compose
from perf.domain.documents.plain_schema import plain_schema
from perf.domain.documents.printed_parts import corners_of_parts
from perf.domain.places import amount_part, field_part, goal_part, indicator_part, list_part
from perf.domain.table_schema import TableSchema
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import ListRow, PerformanceTarget
from perf.domain.terms import TableKind
from perf.table_schemas import schema_by_id, usual_wordings
from tests.domain_strategies import any_targets


def form_of(target: PerformanceTarget) -> TableSchema:
    """The target's form, or one made to measure."""
    return schema_by_id(target.schema or "") or plain_schema(target, usual_wordings())


def cells_by_part(target: PerformanceTarget) -> dict[str, Cell]:
    """The cell of every part that has one."""
    grid = compose(target, form_of(target)).grid
    by_corner = {(cell.row, cell.column): cell for cell in grid.cells}
    return {part: by_corner[corner] for part, corner in corners_of_parts(grid, target).items()}


@given(any_targets())
def test_every_part_is_found_where_its_text_is_printed(target: PerformanceTarget) -> None:
    cells = cells_by_part(target)
    for value in target.fields:
        assert value.text in cells[field_part(value.key)].text
    for goal in target.goals:
        assert goal.text == cells[goal_part(goal.period)].text
    for amount in target.funding:
        assert amount.show() == cells[amount_part(amount.key, amount.period)].text
    for number, entry in enumerate(target.lists):
        assert {cells[list_part(number, key)].text for key, _ in entry.cells} == {text for _, text in entry.cells}


@given(any_targets())
def test_every_cell_of_an_indicator_row_is_found_its_labels_too(target: PerformanceTarget) -> None:
    cells, sheet = cells_by_part(target), TargetSheet(target, form_of(target))
    for number, row in enumerate(target.indicators):
        name = cells[indicator_part(number, "name")]
        assert name.text == row.name
        for column in sheet.schema.indicators.half(row.period):
            cell = cells[indicator_part(number, column.key)]
            assert cell.text == sheet.cell_text(row, column.key)
            assert cell.row <= name.row < cell.row + cell.rows


@given(any_targets())
def test_a_column_that_a_form_does_not_have_is_looked_for_in_the_row(target: PerformanceTarget) -> None:
    cells = cells_by_part(target)
    for number, _ in enumerate(target.indicators):
        row = cells[indicator_part(number, "name")].row
        for column in ("first_level", "second_level", "comparison", "value", "unit", "remark"):
            cell = cells[indicator_part(number, column)]
            assert cell.row <= row < cell.row + cell.rows


@given(any_targets())
def test_no_two_cells_are_the_same_part_and_headings_are_none(target: PerformanceTarget) -> None:
    cells = compose(target, form_of(target)).grid.cells
    parts = [cell.part for cell in cells if cell.part is not None]
    assert len(parts) == len(set(parts))
    assert all(cell.part is None for cell in cells if cell.role is Role.HEADING)


def test_a_list_with_more_columns_than_the_indicators_loses_none() -> None:
    rows = (ListRow("costs", (("item", "维护"), ("amount", "12"), ("basis", "合同"), ("before", "11"))),)
    target = PerformanceTarget(TableKind.PROJECT, "目标表", lists=rows)

    printed = [cell.text for cell in compose(target, form_of(target)).grid.cells]

    assert {"维护", "12", "合同", "11"} <= set(printed)
