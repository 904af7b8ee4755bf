"""What differs between two versions of a draft: rows are the same row for life, so cells are held side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from perf.domain.drafts.rows import DraftRow


class Difference(Enum):
    """How a cell differs from the former version."""

    CHANGED = "changed"
    ADDED = "added"
    """Its row was not there before."""

    REMOVED = "removed"
    """Its row is there no more."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that two versions fill differently.

    Attributes:
        kind: whether its row is in both versions.
        row: its row, in the later version where it is there.
        key: which cell of the row.
        before: what it held, ``""`` for blank.
        after: what it holds.
    """

    kind: Difference
    row: DraftRow
    key: str
    before: str
    after: str


def differences(former: Sequence[DraftRow], later: Sequence[DraftRow]) -> tuple[CellDifference, ...]:
    """Give every cell that differs: in the order of the later version, what was removed behind all."""
    before = {row.id: row for row in former}
    there = {row.id for row in later}
    found: list[CellDifference] = []
    for row in later:
        found += _cells(Difference.CHANGED if row.id in before else Difference.ADDED, row, before.get(row.id), row)
    for row in former:
        if row.id not in there:
            found += _cells(Difference.REMOVED, row, row, None)
    return tuple(found)


def _cells(
    kind: Difference, row: DraftRow, before: DraftRow | None, after: DraftRow | None
) -> Iterator[CellDifference]:
    """Hold one row against itself."""
    keys = dict.fromkeys((*(before.texts if before else ()), *(after.texts if after else ())))
    for key in keys:
        then, now = before.text(key) if before else "", after.text(key) if after else ""
        if then != now:
            yield CellDifference(kind, row, key, then, now)
