"""Two people in one row: what each changed is kept, and a cell that both changed differently is nobody's to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from perf.domain.drafts.rows import Texts


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of saving a row.

    Attributes:
        changes: cells to be written, by key; ``""`` makes one blank.
        conflicts: keys of cells that somebody else changed in the meantime, to something else than was typed now.
    """

    changes: Mapping[str, str]
    conflicts: tuple[str, ...]


def merge(base: Texts, kept: Texts, typed: Texts) -> Merged:
    """Hold typed cells against the row as it was when typing began (``base``) and as it is kept now.

    ``typed`` holds only cells that were sent. A cell that was not changed by whoever typed stays as it is kept; one
    that nobody else changed is written; one that both changed to the same needs nothing; any other is a conflict.
    """
    changed = {key: text for key, text in typed.items() if text != base.get(key, "") and text != kept.get(key, "")}
    conflicts = tuple(key for key in changed if kept.get(key, "") != base.get(key, ""))
    return Merged({key: text for key, text in changed.items() if key not in conflicts}, conflicts)
