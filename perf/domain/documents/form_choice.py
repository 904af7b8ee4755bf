"""Which form a table is: decided by the labels and headings that it carries."""

from collections.abc import Sequence

from perf.domain.documents.sheet import Sheet
from perf.domain.table_schema import Label, TableSchema
from perf.domain.text import label_key

_LABELS_NEEDED = 0.6
"""Share of a form's labels that a table must carry to be that form."""


def best_schema(sheet: Sheet, schemas: Sequence[TableSchema]) -> TableSchema | None:
    """Choose the form whose labels the table carries most completely; a matching title decides between equals."""
    keys = sheet.keys
    scored = []
    for schema in schemas:
        labels = label_keys(schema)
        share = sum(_is_present(label, keys) for label in labels) / max(len(labels), 1)
        has_heading = all(any(column.is_heading(key) for key in keys) for column in schema.indicators.columns)
        if share >= _LABELS_NEEDED and (has_heading or _lists_found(schema, keys)):
            same_title = sheet.title is not None and label_key(sheet.title) == label_key(schema.title)
            scored.append((share + 0.3 * same_title + has_heading, schema))
    return max(scored, key=lambda entry: entry[0])[1] if scored else None


def label_keys(schema: TableSchema) -> set[str]:
    """Give the folded labels of the form blocks."""
    items = (placed.item for form in schema.forms for placed in form.placed)
    return {item.key for item in items if isinstance(item, Label)}


def _is_present(label: str, keys: set[str]) -> bool:
    """Tell whether a table carries a label, perhaps with something filled in behind it."""
    return label in keys or any(key.startswith(label) and key[len(label) :][:1] == "(" for key in keys)


def _lists_found(schema: TableSchema, keys: set[str]) -> bool:
    """Tell a form by the headings of its lists, for tables whose indicator heading is missing."""
    columns = [column for block in schema.lists for column in block.columns]
    return bool(columns) and all(any(column.is_heading(key) for key in keys) for column in columns)
