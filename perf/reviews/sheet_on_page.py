"""The official table of a draft or of a version of it, to be read: every cell can be led to, some carry remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from perf.domain.documents.blocks import Cell, Document, Grid, Role
from perf.domain.drafts.rows import SLOT, Draft, cell_name
from perf.drafting.layout import Layout
from perf.rendering.form_on_page import FormOnPage, form_on_page
from perf.rendering.marks import CellMark, Remark


def sheet_on_page(layout: Layout, remarks: Mapping[str, Sequence[Remark]], *, prefix: str = "") -> FormOnPage:
    """Lay a draft out with what is said about its cells, by their names on the page, which are their anchors.

    ``prefix`` stands before the anchors where a page shows two tables.
    """
    draft, schema, grid = layout.draft, layout.schema, layout.grid
    subtitle = schema.subtitle.replace("{fiscal_year}", str(draft.fiscal_year)) if schema.subtitle else None
    document = Document(
        draft.title, subtitle, _with_filled_labels(grid, draft), schema.notes, schema.signatures, schema.landscape
    )
    marks = {
        (cell.row, cell.column): CellMark(f"{prefix}{cell.part}", tuple(remarks.get(cell.part, ())))
        for cell in grid.cells
        if cell.part
    }
    return form_on_page(document, marks)


def _with_filled_labels(grid: Grid, draft: Draft) -> Grid:
    """Print what was typed into a label behind it, as there is no field on this page."""
    texts = {cell_name(row.id, SLOT): row.text(SLOT) for row in draft.rows if row.is_slot}

    def filled(cell: Cell) -> Cell:
        text = texts.get(cell.part or "")
        return replace(cell, text=f"{cell.text}（{text}）") if text and cell.role is Role.LABEL else cell

    return replace(grid, cells=tuple(map(filled, grid.cells)))
