"""Tables among paragraphs: each table gets the paragraphs before and after it."""

from collections.abc import Iterable

from perf.domain.documents.blocks import FoundTable, Grid
from perf.domain.sources import Source
from perf.reading.cell_text import clean


class Flow:
    """Collects paragraphs and tables in the order of the document."""

    def __init__(self) -> None:
        self._between: list[list[str]] = [[]]
        self._tables: list[tuple[Grid, Source]] = []

    @property
    def count(self) -> int:
        """Number of tables so far."""
        return len(self._tables)

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph; blank ones are left out."""
        if kept := clean(text):
            self._between[-1].append(kept)

    def add_paragraphs(self, texts: Iterable[str]) -> None:
        """Add paragraphs in their order."""
        for text in texts:
            self.add_paragraph(text)

    def add_table(self, grid: Grid | None, source: Source) -> None:
        """Add a table; ``None`` stands for a table without any text and is left out."""
        if grid is not None:
            self._tables.append((grid, source))
            self._between.append([])

    def tables(self) -> tuple[FoundTable, ...]:
        """Give the tables; paragraphs between two of them are after the one and before the other."""
        return tuple(
            FoundTable(grid, tuple(self._between[place]), tuple(self._between[place + 1]), source)
            for place, (grid, source) in enumerate(self._tables)
        )
