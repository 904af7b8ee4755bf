"""Texts of a document with their places: paragraphs, passages, goals of its targets."""

import re
from collections.abc import Iterator

from perf.domain.documents.blocks import Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.passages import Passage, passages_of
from perf.domain.places import TEXT, Place

_CUT = re.compile(r"[，；。！？;]|,(?!\d)")
_READ_LIMIT = 60
"""So much of a text is shown around what was found."""


def excerpt(text: str, start: int, end: int) -> str:
    """Give the clause that a part of a text stands in, sign for sign; of a long one what stands around the part."""
    around = max(0, _READ_LIMIT - (end - start)) // 2
    first, last = max(0, start - around), min(len(text), end + around)
    cuts = [cut.end() for cut in _CUT.finditer(text, first, start)]
    behind = _CUT.search(text, end, last)
    return text[cuts[-1] if cuts else first : behind.start() if behind else last].strip()


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
