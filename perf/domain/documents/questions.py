"""What a reader could not decide alone and asks a person."""

from dataclasses import dataclass

from perf.domain.documents.blocks import Cell
from perf.domain.sources import Source


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt about what was read. Nothing is ever put right without one.

    Attributes:
        message: what was seen, what was made of it, what to look at; plain Chinese without the place.
        read: the text as it stands in the file.
        taken: what it was taken for, ``None`` when it was not taken at all.
        source: where it stands.
    """

    message: str
    read: str
    taken: str | None
    source: Source | None


def untaken(cell: Cell) -> Question:
    """Ask about a cell that no place of the form took."""
    return Question("这一格不属于表样的任何一栏，没有读入，请看是否需要", cell.text, None, cell.source)
