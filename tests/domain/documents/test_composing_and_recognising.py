"""``compose`` and ``recognise`` are inverse to each other, for every form and whatever is filled in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perf.domain.documents.blocks import Cell, Document, FoundTable, Grid, Role
from perf.domain.documents.compose import compose
from perf.domain.documents.recognise import Recognition, recognise
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.table_schemas import all_schemas, usual_wordings
from tests.domain_strategies import targets

SCHEMAS = [pytest.param(schema, id=schema.id) for schema in all_schemas()]
LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(document: Document) -> FoundTable:
    """The document as a reader finds it: titles above, cells without their roles."""
    cells = tuple(
        Cell(cell.row, cell.column, cell.text, cell.rows, cell.columns, Role.VALUE) for cell in document.grid.cells
    )
    grid = Grid(document.grid.widths, document.grid.row_count, cells)
    return FoundTable(grid, tuple(text for text in (document.title, document.subtitle) if text))


def recognised(document: Document) -> Recognition:
    recognition = recognise(found(document), all_schemas(), usual_wordings())
    assert recognition is not None
    return recognition


@pytest.mark.parametrize("schema", SCHEMAS)
@given(data=st.data())
@LAW
def test_what_is_printed_is_recognised_as_the_same_target(schema: TableSchema, data: st.DataObject) -> None:
    target = data.draw(targets(schema))
    assert recognised(compose(target, schema)).target == target


@pytest.mark.parametrize("schema", SCHEMAS)
@given(data=st.data())
@LAW
def test_every_place_of_the_grid_is_covered_exactly_once(schema: TableSchema, data: st.DataObject) -> None:
    grid = compose(data.draw(targets(schema)), schema).grid
    covered = [
        (cell.row + row, cell.column + column)
        for cell in grid.cells
        for row in range(cell.rows)
        for column in range(cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(grid.row_count) for column in range(len(grid.widths))]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_blank_form_is_recognised_as_itself_without_questions(schema: TableSchema) -> None:
    blank = PerformanceTarget(kind=schema.kind, title=schema.title, schema=schema.id)
    recognition = recognised(compose(blank, schema))
    assert (recognition.target, recognition.questions) == (blank, ())
