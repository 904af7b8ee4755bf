"""What a report quotes of a text: the words in question, and what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from perf.checking.report_tables import Hide
from perf.domain.documents.blocks import Paragraph
from perf.domain.places import Place
from perf.domain.sources import Source

_AROUND = 40
"""Characters of a paragraph that are quoted on either side of the words in question."""

_QUOTE_LIMIT = 160
_QUOTED = re.compile(r"“([^“”]+)”")
_LONGEST = 5000
"""Longest paragraph that is searched: many findings may stand in one, and no sentence is as long."""


class Quotes:
    """Quotes from the paragraphs of one document, personal data hidden."""

    def __init__(self, paragraphs: Sequence[Paragraph], hide: Hide) -> None:
        self._paragraphs = {paragraph.source: paragraph.text for paragraph in paragraphs}
        self._hide = hide

    def around(self, place: Place) -> tuple[str, str]:
        """Give what stands before and behind the words of a place in its paragraph; blanks where that is not sure."""
        text = self._paragraph(place.source) if place.table_number is None and not place.file else None
        found = _only_place_of(place.read, text) if text and len(text) <= _LONGEST else None
        if text is None or found is None:
            return "", ""
        start, end = found
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        return (
            ("……" if start > _AROUND else "") + self._hide(before),
            self._hide(after) + ("……" if end + _AROUND < len(text) else ""),
        )

    def _paragraph(self, source: Source | None) -> str | None:
        """Give the paragraph that a place stands in."""
        return self._paragraphs.get(source) or self._paragraphs.get(replace(source, column=None)) if source else None


def shortened(text: str, wanted: str = "", limit: int = _QUOTE_LIMIT) -> str:
    """Cut a long text, keeping the words that matter in sight."""
    if len(text) <= limit:
        return text
    middle = max(0, text.find(wanted)) + min(len(wanted), limit) // 2
    at = max(0, min(middle - limit // 2, len(text) - limit))
    end = at + limit
    return f"{'……' if at else ''}{text[at:end]}{'……' if end < len(text) else ''}"


def words_in_question(message: str, read: str) -> str:
    """Give the words of what was read that a message quotes in “ ”; all of it where it quotes none of them."""
    return next((words for words in _QUOTED.findall(message) if words in read), read)


def _only_place_of(words: str, text: str) -> tuple[int, int] | None:
    """Find where words stand in a text, white space aside and no number cut; ``None`` unless in just one place."""
    letters = "".join(words.split())[:_QUOTE_LIMIT]
    if not letters:
        return None
    pattern = r"(?<![0-9.])" * letters[0].isdigit() + r"\s*".join(map(re.escape, letters))
    found = list(islice(re.finditer(pattern + r"(?![0-9])" * letters[-1].isdigit(), text), 2))
    return found[0].span() if len(found) == 1 else None
