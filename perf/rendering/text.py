"""Target tables as plain text: paragraphs, and rows of tab separated cells, as published texts carry them.

Each row has exactly one cell for each column of the grid; places that a merged cell covers are blank.
What would break a row (a tab, a line end) or be taken for a quote is quoted as spreadsheets do it.
"""

from collections.abc import Iterator, Sequence

from perf.domain.documents.blocks import Document, Grid
from perf.rendering.placement import places_of, starts_here

_BETWEEN_SIGNATURES = "　　　　"


def render_text(documents: Sequence[Document]) -> bytes:
    """Give the documents one after the other as UTF-8 text, lines ending in a line feed.

    Refuses, with ``ValueError``, no documents at all.
    """
    if not documents:
        raise ValueError("there is no document to write")
    return "\n\n".join("\n".join(_lines(document)) + "\n" for document in documents).encode()


def _lines(document: Document) -> Iterator[str]:
    """Title, subtitle, table, notes and signatures, with a blank line around the table and between titles."""
    yield document.title
    yield ""
    if document.subtitle is not None:
        yield document.subtitle
        yield ""
    yield from _rows(document.grid)
    if document.notes or document.signatures:
        yield ""
    yield from document.notes
    if document.signatures:
        yield _BETWEEN_SIGNATURES.join(document.signatures)


def _rows(grid: Grid) -> Iterator[str]:
    for row, places in enumerate(places_of(grid)):
        yield "\t".join(
            _quoted(cell.text) if cell is not None and starts_here(cell, row, column) else ""
            for column, cell in enumerate(places)
        )


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text
