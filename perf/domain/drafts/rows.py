"""What a draft is: rows of typed texts, each with an id and a version of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from perf.domain.terms import TableKind

Texts = Mapping[str, str]
"""Typed texts of a row by cell key; a key that is absent is blank."""

SLOT = "text"
"""The only cell key of a row that stands for a fixed slot of the form."""

INDICATORS = "indicators"
"""The block name of indicator rows."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row that is saved as a whole.

    Attributes:
        id: its key, kept for life.
        version: counts its savings from 1.
        block: :data:`INDICATORS`, the key of a list block, or the part that a slot fills (``fields-project_name``).
        texts: what was typed, each as :func:`perf.domain.text.clean_text` keeps it; blank cells are left out.
        is_locked: whether it may not be changed for now.
    """

    id: int
    version: int
    block: str
    texts: Texts = field(default_factory=dict)
    is_locked: bool = False

    def text(self, key: str) -> str:
        """Give what a cell holds, ``""`` when it is blank."""
        return self.texts.get(key, "")

    @property
    def is_slot(self) -> bool:
        """Whether it stands for a fixed slot of the form."""
        return "-" in self.block


@dataclass(frozen=True)
class Draft:
    """A table that is being filled.

    Attributes:
        kind: department or project.
        schema: id of its form.
        title: printed title.
        fiscal_year: the budget year.
        rows: its rows; those of a block in their order.
    """

    kind: TableKind
    schema: str
    title: str
    fiscal_year: int
    rows: tuple[DraftRow, ...] = ()

    def of_block(self, block: str) -> tuple[DraftRow, ...]:
        """Give the rows of a block, in order."""
        return tuple(row for row in self.rows if row.block == block)

    def slot(self, part: str) -> DraftRow | None:
        """Give the row of a fixed slot by the part it fills."""
        return self._slots.get(part)

    @cached_property
    def _slots(self) -> dict[str, DraftRow]:
        """The rows of fixed slots by part."""
        return {row.block: row for row in self.rows if row.is_slot}


def cell_name(row_id: int, key: str) -> str:
    """Name a cell of a draft, the same in addresses, field names and findings: ``r17-name``."""
    return f"r{row_id}-{key}"


def parse_cell_name(name: str) -> tuple[int, str] | None:
    """Read what :func:`cell_name` wrote; ``None`` for anything else."""
    row, dash, key = name.partition("-")
    number = row[1:]
    if not (dash and key and row[:1] == "r" and number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return int(number), key
