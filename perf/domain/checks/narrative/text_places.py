"""Texts of a document with their places: paragraphs, passages, goals of its targets."""

from collections.abc import Iterator

from perf.domain.documents.blocks import Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.passages import Passage, passages_of
from perf.domain.places import TEXT, Place

_READ_LIMIT = 60
"""So much of a text is shown around what was found."""


def excerpt(text: str, start: int, end: int) -> str:
    """Give what stands around a part of a text, the part in its middle."""
    around = max(0, _READ_LIMIT - (end - start)) // 2
    first, last = max(0, start - around), min(len(text), end + around)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def at_paragraph(paragraph: Paragraph, read: str) -> Place:
    """Give the place of something in a paragraph."""
    return Place(TEXT, None, None, read, source=paragraph.source)


def goals(document: PublishedDocument) -> Iterator[tuple[str, Place]]:
    """Give every goal text of the document's targets with its place."""
    for sheet in document.sheets:
        for goal in sheet.target.goals:
            yield goal.text, sheet.at_goal(goal.period)


def passages(document: PublishedDocument) -> tuple[Passage, ...]:
    """Give the passages of the text."""
    return passages_of(document.paragraphs)
