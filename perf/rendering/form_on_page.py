"""An official table as templates print it: the markup of the grid, and what stands below it."""

from dataclasses import dataclass

from markupsafe import Markup

from perf.domain.documents.blocks import Document
from perf.rendering.html import table_markup
from perf.rendering.marks import NO_MARKS, Marks


@dataclass(frozen=True, slots=True)
class FormOnPage:
    """An official table ready for a page: its markup is escaped already."""

    table: Markup
    notes: tuple[str, ...]
    signatures: tuple[str, ...]
    landscape: bool


def form_on_page(document: Document, marks: Marks = NO_MARKS) -> FormOnPage:
    """Lay a document out for a page; ``marks`` are the cells that the page speaks of."""
    # The writer escapes every text of the document itself.
    table = Markup(table_markup(document, marks=marks))  # noqa: S704
    return FormOnPage(table, document.notes, document.signatures, document.landscape)
