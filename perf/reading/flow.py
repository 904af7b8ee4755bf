"""Tables among paragraphs: each table gets the paragraphs before and after it."""

from collections.abc import Iterable

from perf.domain.documents.blocks import Cell, FoundTable, Grid, Paragraph
from perf.domain.sources import Source
from perf.reading.cell_text import clean
from perf.reading.results import Contents


class Flow:
    """Collects paragraphs and tables in the order of the document."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._numbered = 0
        self._tables: list[tuple[Grid, Source]] = []

    @property
    def count(self) -> int:
        """Number of tables so far."""
        return len(self._tables)

    def add_paragraph(self, text: str, source: Source | None = None) -> None:
        """Add a paragraph; blank ones are left out. Without a place of its own it is known by its number."""
        if kept := clean(text):
            self._numbered += source is None
            place = source or Source(paragraph=self._numbered)
            self._paragraphs.append(Paragraph(kept, place, len(self._tables)))

    def add_paragraphs(self, texts: Iterable[str]) -> None:
        """Add paragraphs in their order, known by their numbers."""
        for text in texts:
            self.add_paragraph(text)

    def add_cells(self, cells: Iterable[Cell]) -> None:
        """Add the texts of cells that are no part of their table, each a paragraph at the cell's place."""
        for cell in cells:
            self.add_paragraph(cell.text, cell.source)

    def add_table(self, grid: Grid | None, source: Source) -> None:
        """Add a table; ``None`` stands for a table without any text and is left out."""
        if grid is not None:
            self._tables.append((grid, source))

    def contents(self) -> Contents:
        """Give what was collected; paragraphs between two tables are after the one and before the other."""
        between: list[list[str]] = [[] for _ in range(len(self._tables) + 1)]
        for paragraph in self._paragraphs:
            between[paragraph.tables_before].append(paragraph.text)
        texts = [tuple(run) for run in between]
        tables = tuple(
            FoundTable(grid, texts[place], texts[place + 1], source)
            for place, (grid, source) in enumerate(self._tables)
        )
        return Contents(tables, tuple(self._paragraphs))
