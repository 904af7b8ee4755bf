"""What the writers write, this system's own readers read back: places, spans and texts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from perf.domain.documents.blocks import Cell, Document, FoundTable, Grid
from perf.reading import read_file
from perf.reading.cell_text import clean
from perf.rendering.docx import render_docx
from tests.office import Office
from tests.rendering.example_documents import EXAMPLES, GOAL, department_document, documents
from tests.rendering.expected import Placed, cells_of
from tests.rendering.test_same_bytes import WRITERS

Write = Callable[[Sequence[Document]], bytes]
formats = pytest.mark.parametrize(("name", "write"), WRITERS.items(), ids=WRITERS.keys())


def _tables(folder: Path, name: str, write: Write, *documents: Document) -> tuple[FoundTable, ...]:
    path = folder / f"tables.{name}"
    path.write_bytes(write(documents))
    return read_file(path).tables


def _texts(grid: Grid, *, spans_known: bool = True) -> list[Placed]:
    """Give the cells with text, as readers keep it; plain text knows no spans."""
    cells = [cell._replace(text=clean(cell.text)) for cell in cells_of(grid)]
    return [cell if spans_known else cell._replace(rows=1, columns=1) for cell in cells if cell.text]


def _between_rows_of_labels(document: Document) -> Document:
    """Put a row of short labels above and below, so that no row of the grid can be taken for a title or a note."""
    grid = document.grid
    columns = range(len(grid.widths))
    moved = [replace(cell, row=cell.row + 1) for cell in grid.cells]
    above = [Cell(0, column, f"上{column}") for column in columns]
    below = [Cell(grid.row_count + 1, column, f"下{column}") for column in columns]
    heading_rows = tuple(row + 1 for row in grid.heading_rows)
    framed = Grid(grid.widths, grid.row_count + 2, (*above, *moved, *below), heading_rows)
    return replace(document, title="项目支出绩效目标表", grid=framed)


@formats
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents().map(_between_rows_of_labels))
def test_any_grid_is_read_back(tmp_path: Path, name: str, write: Write, document: Document) -> None:
    (table,) = _tables(tmp_path, name, write, document)

    spans_known = name != "text"
    assert table.grid.spans_known == spans_known
    assert _texts(table.grid) == _texts(document.grid, spans_known=spans_known)
    assert (table.grid.row_count, len(table.grid.widths)) == (document.grid.row_count, len(document.grid.widths))


@formats
def test_official_tables_one_after_the_other_are_read_back_with_title_and_notes(
    tmp_path: Path, name: str, write: Write
) -> None:
    found = _tables(tmp_path, name, write, *EXAMPLES.values())

    assert len(found) == len(EXAMPLES)
    for table, document in zip(found, EXAMPLES.values(), strict=True):
        assert _texts(table.grid) == _texts(document.grid, spans_known=name != "text")
        assert table.before[-2:] == (document.title, document.subtitle)
        assert table.after[: len(document.notes)] == document.notes


@formats
def test_a_row_drawn_in_parts_is_read_as_one(tmp_path: Path, name: str, write: Write) -> None:
    document = department_document(goal=GOAL * 14)

    (table,) = _tables(tmp_path, name, write, document)

    assert _texts(table.grid) == _texts(document.grid, spans_known=name != "text")


def test_word_files_that_an_office_program_kept_again_are_read_back(office: Office, tmp_path: Path) -> None:
    written = {f"{name}.docx": render_docx([document]) for name, document in EXAMPLES.items()}
    path = tmp_path / "kept.docx"
    for kept, document in zip(office(written, "docx:MS Word 2007 XML"), EXAMPLES.values(), strict=True):
        path.write_bytes(kept)

        (table,) = read_file(path).tables

        assert cells_of(table.grid) == cells_of(document.grid)
