"""Reads the public budget tables of a document: the tables of a file in, :class:`BudgetTables` out."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from perf.domain.budget_tables import BudgetTable, BudgetTables
from perf.domain.documents.blocks import FoundTable, Paragraph
from perf.domain.documents.budget_headings import Headings, headings_of
from perf.domain.documents.budget_hierarchy import with_parents
from perf.domain.documents.budget_pieces import Piece, pieces_of
from perf.domain.documents.budget_rows import rows_of
from perf.domain.documents.budget_words import BudgetWords
from perf.domain.terms import BudgetTableKind


def read_budget_tables(
    tables: Sequence[FoundTable],
    paragraphs: Sequence[Paragraph],
    words: BudgetWords,
    taken: Collection[int] = (),
) -> BudgetTables:
    """Read every public budget table of a document; ``taken`` are the numbers of tables known to be something else.

    A table of which only title and headings were published is there too, without rows.
    """
    found = [
        (piece, headings)
        for piece in pieces_of(tables, paragraphs, words, taken)
        if (headings := _headings(piece, words))
    ]
    flat = [_table(piece, headings, words) for piece, headings in found]
    coded = next((table for table in flat if table.kind is BudgetTableKind.GENERAL_EXPENDITURE), None)
    return BudgetTables(
        tuple(
            replace(table, rows=with_parents(table.rows, headings.kind.arranged, coded, words))
            for table, (_, headings) in zip(flat, found, strict=True)
        )
    )


def _headings(piece: Piece, words: BudgetWords) -> Headings | None:
    """Read a piece's headings; one that is only a title has none and is a table all the same."""
    if piece.kind and piece.table_number is None:
        return Headings(piece.kind, (), {}, 0)
    return headings_of(piece.lines, piece.kind, words)


def _table(piece: Piece, headings: Headings, words: BudgetWords) -> BudgetTable:
    """Make the table; its rows have no parents yet."""
    return BudgetTable(
        kind=headings.kind.kind,
        title=piece.title or headings.kind.kind.label,
        unit=piece.unit or headings.unit,
        columns=headings.columns,
        rows=rows_of(piece.lines[headings.rows :], headings, words),
        note=piece.note,
        table_number=piece.table_number,
        source=piece.source,
    )
