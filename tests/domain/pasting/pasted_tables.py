"""Tables as spreadsheets put them on the clipboard, and drafts to paste them into."""

from collections.abc import Mapping, Sequence

from perf.domain.documents.compose import compose
from perf.domain.drafts.beginning import NewRow, empty_rows
from perf.domain.drafts.rows import Draft, DraftRow
from perf.domain.pasting.paste import paste
from perf.domain.pasting.pasted_block import Anchor, PastedBlock, PastedRow
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.rendering.placement import places_of, starts_here
from perf.table_schemas import schema_by_id, usual_wordings


def form(schema_id: str) -> TableSchema:
    """A form that ships with the system."""
    schema = schema_by_id(schema_id)
    assert schema is not None
    return schema


def draft_of(schema: TableSchema, rows: Sequence[NewRow] | None = None) -> Draft:
    """A draft of some rows, or an empty one; its rows are numbered from 1."""
    begun = empty_rows(schema) if rows is None else rows
    kept = tuple(DraftRow(number, 1, row.block, row.texts) for number, row in enumerate(begun, 1))
    return Draft(schema.kind, schema.id, schema.title, 2026, kept)


def quoted(text: str) -> str:
    """A cell as a spreadsheet writes it: quoted where it would break the row, or would pass for quoted."""
    return '"' + text.replace('"', '""') + '"' if "\t" in text or "\n" in text or text.startswith('"') else text


def copied(lines: Sequence[Sequence[str]], *, line_end: str = "\r\n") -> str:
    """Lines of cells as Excel puts them on the clipboard."""
    return "".join("\t".join(map(quoted, line)) + line_end for line in lines)


def copied_table(target: PerformanceTarget, schema: TableSchema) -> str:
    """The printed table as Excel copies it: merged cells give their text in their first place and blanks in others."""
    grid = compose(target, schema).grid
    return copied(
        [
            [
                cell.text if cell is not None and starts_here(cell, row, column) else ""
                for column, cell in enumerate(places)
            ]
            for row, places in enumerate(places_of(grid))
        ]
    )


def pasted(text: str, draft: Draft, anchor: Anchor | None = None) -> PastedBlock:
    """What a text puts into a draft."""
    return paste(text, draft, form(draft.schema), usual_wordings(), anchor)


def texts_after(row: PastedRow) -> Mapping[str, str]:
    """What a row will hold in the cells that the block reaches, blank ones left out."""
    return {text.key: text.after for text in row.texts if text.after}


def lines_of(block: PastedBlock, of: str = "indicators") -> list[Mapping[str, str]]:
    """What the rows of a block will hold."""
    return [texts_after(row) for row in block.rows if row.block == of]


def said(block: PastedBlock) -> list[tuple[str, str]]:
    """The cells that nothing took, with their places."""
    return [(each.where, each.text) for each in block.not_taken]
