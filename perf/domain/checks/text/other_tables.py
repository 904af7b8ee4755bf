"""The cells of the tables that are no targets, with their places: what rules about wordings look through."""

from collections.abc import Iterator

from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place

_LONGEST_TITLE = 60


def cells_of_other_tables(document: PublishedDocument) -> Iterator[Place]:
    """Give the place of every cell in a table that is no target; ``read`` is all of its text."""
    targets = {sheet.table_number for sheet in document.sheets}
    for number, table in enumerate(document.tables):
        if number not in targets:
            title = _title(document, number)
            for cell in table.grid.cells:
                yield Place(title, read=cell.text, table_number=number, source=cell.source)


def _title(document: PublishedDocument, number: int) -> str:
    """Name a table: by its own title, else by what stands nearest above it."""
    budget = next((table.title for table in document.budget.tables if table.table_number == number), None)
    recognition = document.recognitions.get(number)
    above = next((text for text in reversed(document.tables[number].before) if len(text) <= _LONGEST_TITLE), None)
    return budget or (recognition and recognition.title) or above or f"第 {number + 1} 张表"
