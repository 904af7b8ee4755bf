"""What somebody typed and could not save, with names that people know, so that they can copy it."""

from collections.abc import Iterator
from functools import cache

from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.rows import SLOT, parse_cell_name
from perf.domain.text import clean_text
from perf.drafting.layout import Layout
from perf.drafting.sent_sheet import SentSheet
from perf.table_schemas import all_schemas
from perf.web.field_names import NamedField


def unsaved_texts(sent: SentSheet, layout: Layout) -> tuple[NamedField, ...]:
    """Give what was sent and is not what is kept; a label that covers several rows once."""
    found = {}
    for cell, text in sent.typed.items():
        row = layout.rows.get(cell[0])
        if (clean_text(text) or "") != (row.text(cell[1]) if row else ""):
            where = layout.where(cell) if row else f"已删除的一行 {_column(cell[1])}"
            found[layout.name_on_page(cell), text] = NamedField(where, text)
    return tuple(found.values())


def sent_texts(sent: SentSheet) -> tuple[NamedField, ...]:
    """Give all that was sent, where the table itself cannot be read: rows are counted as they came."""
    return tuple(_counted(sent))


def _counted(sent: SentSheet) -> Iterator[NamedField]:
    slots: dict[int, int] = {}
    lines: dict[int, int] = {}
    for (row_id, key), text in sent.typed.items():
        rows = slots if key == SLOT else lines
        number = rows.setdefault(row_id, len(rows) + 1)
        if text.strip():
            yield NamedField(f"表头第{number}格" if key == SLOT else f"第{number}行 {_column(key)}", text)


def cell_in_words(name: str, text: str) -> NamedField | None:
    """Name a cell by its column, for the page that shows a form it does not know; what is no cell says nothing."""
    cell = parse_cell_name(name)
    if cell is None:
        return NamedField("", "")
    return NamedField("表头" if cell[1] == SLOT else _column(cell[1]), text)


def _column(key: str) -> str:
    """Call a column of no known form."""
    return _columns().get(key, "一格")


@cache
def _columns() -> dict[str, str]:
    """Give the shortest of what forms call each column: those of two halves say which half."""
    found: dict[str, str] = {}
    for schema in all_schemas():
        lines = (labels for block, labels in cell_labels(schema).items() if "-" not in block)
        for key, label in (pair for labels in lines for pair in labels.items()):
            found[key] = min(found.get(key, label), label, key=len)
    return found
