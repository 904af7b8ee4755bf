"""The tables of a checked document as a report prints them: targets in their official layout, all others as found.

Personal data is hidden: what stands in personal fields, and mobile numbers, identity numbers and mail addresses
anywhere else.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from perf.conversion.privacy import public_target
from perf.conversion.targets_to_files import document_of
from perf.domain.documents.blocks import Align, Document, Grid
from perf.domain.documents.printed_parts import Corner, corners_of_parts, corners_of_sources
from perf.domain.documents.published import PublishedDocument
from perf.domain.personal_data import masked
from perf.domain.places import Place
from perf.domain.sources import Source
from perf.domain.target_sheet import TargetSheet
from perf.rendering.line_estimate import character_widths

Hide = Callable[[str], str]
"""Hides personal data in a text."""

_NUMBER = re.compile(r"[-−+]?[0-9][0-9,，]*(?:\.[0-9]+)?%?")
_NARROWEST, _WIDEST = 4.0, 22.0
"""Relative widths of columns, in full-width characters."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of the document, laid out.

    Attributes:
        title: what it is called.
        kind: what kind of table it is, as people say it.
        document: its layout, without personal data.
        parts: the cell of each part of a target.
        sources: the cell of what was read at each place.
        place: where in the file it starts.
    """

    title: str
    kind: str
    document: Document
    parts: Mapping[str, Corner]
    sources: Mapping[Source, Corner]
    place: str

    def corner_of(self, place: Place) -> Corner | None:
        """Give the cell that a place names; ``None`` for the table as a whole, and where it cannot be told."""
        if place.part is not None and place.part in self.parts:
            return self.parts[place.part]
        return self.sources.get(place.source) if place.source else None


def printed_tables(document: PublishedDocument, titles: Mapping[int, str], hide: Hide) -> dict[int, PrintedTable]:
    """Lay out the targets, the budget tables, and the tables in ``titles``, by position in document order."""
    sheets = {sheet.table_number: sheet for sheet in document.sheets}
    budget = budget_titles(document)
    printed: dict[int, PrintedTable] = {}
    for number in range(len(document.tables)):
        if number in sheets:
            printed[number] = _target_table(sheets[number])
        elif number in budget:
            printed[number] = _found_table(document, number, budget[number], "预算公开表", hide)
        elif number in titles:
            printed[number] = _found_table(document, number, titles[number], "其他表格", hide)
    return printed


def budget_titles(document: PublishedDocument) -> dict[int, str]:
    """Give the titles of the budget tables by position; several may stand in one table of the file."""
    titles: dict[int, dict[str, None]] = {}
    for table in document.budget.tables:
        if table.table_number is not None:
            titles.setdefault(table.table_number, {})[table.title] = None
    return {number: _together(tuple(each)) for number, each in titles.items()}


def _together(titles: Sequence[str]) -> str:
    """Name several tables that stand in one."""
    return titles[0] if len(titles) == 1 else f"{titles[0]}等 {len(titles)} 张表"


def _target_table(sheet: TargetSheet) -> PrintedTable:
    target = public_target(sheet.target)
    document = document_of(target)
    grid = document.grid
    cells = tuple(replace(cell, text=masked(cell.text)) for cell in grid.cells)
    shown = replace(document, grid=replace(grid, cells=cells))
    source = sheet.target.source
    return PrintedTable(
        masked(sheet.name),
        f"{target.kind.label}绩效目标表",
        shown,
        corners_of_parts(grid, target),
        corners_of_sources(grid, target),
        source.describe() if source else "",
    )


def _found_table(document: PublishedDocument, number: int, title: str, kind: str, hide: Hide) -> PrintedTable:
    found = document.tables[number]
    sources: dict[Source, Corner] = {}
    for cell in found.grid.cells:
        if cell.source is not None:
            sources.setdefault(cell.source, (cell.row, cell.column))
    return PrintedTable(
        title, kind, Document(title, None, _on_paper(found.grid, hide)), {}, sources, found.source.describe()
    )


def _on_paper(grid: Grid, hide: Hide) -> Grid:
    """Set a found grid as on paper: amounts to the right, columns as wide as their texts need.

    Numbers in the first column are codes or ordinals, which stand to the left like names.
    """
    widths = [_NARROWEST] * len(grid.widths)
    cells = []
    for cell in grid.cells:
        text = hide(cell.text)
        is_amount = cell.column > 0 and bool(_NUMBER.fullmatch(text))
        if cell.columns == 1:
            widths[cell.column] = max(widths[cell.column], min(_WIDEST, character_widths(text)))
        cells.append(replace(cell, text=text, align=Align.RIGHT if is_amount else cell.align))
    return replace(grid, widths=tuple(widths), cells=tuple(cells))
