"""Which form a table is: decided by the labels and headings that it carries."""

from collections.abc import Sequence, Set
from functools import lru_cache

from perf.domain.documents.sheet import Sheet
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.table_schema import Label, TableSchema
from perf.domain.text import label_key

_LABELS_NEEDED = 0.6
"""Share of a form's labels that a table must carry to be that form."""


def best_schema(sheet: Sheet, schemas: Sequence[TableSchema], vocabulary: Vocabulary) -> TableSchema | None:
    """Choose the form whose labels the table carries most completely; a matching title decides between equals."""
    keys = sheet.keys
    meanings = {vocabulary.columns[key] for key in keys & vocabulary.columns.keys()}
    carried = keys | _openings(keys, max(map(_longest_label, schemas), default=0))
    scored = []
    for schema in schemas:
        labels = label_keys(schema)
        share = len(labels & carried) / max(len(labels), 1)
        headings = _share_of_headings(schema, keys, meanings)
        if share >= _LABELS_NEEDED and (headings or _lists_found(schema, keys)):
            same_title = sheet.title is not None and label_key(sheet.title) == label_key(schema.title)
            scored.append((share + 0.3 * same_title + headings, schema))
    return max(scored, key=lambda entry: entry[0])[1] if scored else None


@lru_cache(maxsize=256)
def label_keys(schema: TableSchema) -> frozenset[str]:
    """Give the folded labels of the form blocks."""
    items = (placed.item for form in schema.forms for placed in form.placed)
    return frozenset(item.key for item in items if isinstance(item, Label))


def _longest_label(schema: TableSchema) -> int:
    """Count the characters of a form's longest folded label."""
    return max(map(len, label_keys(schema)), default=0)


def _openings(keys: Set[str], longest: int) -> set[str]:
    """Give what stands before each bracket of the texts: a label with something filled in behind it.

    More than ``longest`` characters are no label of any form.
    """
    bracketed = (key[: longest + 1] for key in keys if "(" in key)
    return {key[:at] for key in bracketed for at, character in enumerate(key) if character == "("}


def _share_of_headings(schema: TableSchema, keys: Set[str], meanings: Set[str]) -> float:
    """Give how many of the indicator headings are carried word by word; 0 when an essential one is not there at all."""
    columns = schema.indicators.columns
    exact = [column.is_among(keys) for column in columns]
    missing = (column for column, found in zip(columns, exact, strict=True) if not found)
    if any(not column.is_optional and column.key not in meanings for column in missing):
        return 0.0
    return sum(exact) / len(exact)


def _lists_found(schema: TableSchema, keys: Set[str]) -> bool:
    """Tell a form by the headings of its lists, for tables whose indicator heading is missing."""
    columns = [column for block in schema.lists for column in block.columns]
    return bool(columns) and all(column.is_among(keys) for column in columns)
