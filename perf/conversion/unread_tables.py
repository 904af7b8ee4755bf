"""Tables that were seen but not read, as pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from perf.domain.documents.recognise import Recognition


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """One table that was not read, and why."""

    title: str
    place: str
    reason: str


def unread_tables(recognitions: Iterable[Recognition]) -> tuple[UnreadTable, ...]:
    """Give the tables that were recognised but not read."""
    return tuple(
        UnreadTable(
            recognition.title or f"（没有标题的{recognition.stage.label}）",
            recognition.source.describe(),
            recognition.reason or "",
        )
        for recognition in recognitions
        if recognition.target is None
    )
