"""Which cell of the official layout a question is about, so that a page can point at it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from perf.domain.documents.blocks import Document
from perf.domain.documents.questions import Question
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget
from perf.rendering.html import CellMark

Place = tuple[int, int]
"""Row and column of a cell's corner, from 0."""


def questioned_cells(document: Document, target: PerformanceTarget, questions: Sequence[Question]) -> dict[int, Place]:
    """Give the cell of each question (by its position) that can be told; ``document`` is the target's layout.

    A question speaks of a place in the file, the layout knows only texts: the part of the target that was read at
    that place is looked up by its text. Where the same text stands in several rows, the question points nowhere.
    """
    parts = list(_parts(target))
    cells = _places_by_text(document)
    found: dict[int, Place] = {}
    for number, question in enumerate(questions):
        places = [cells.get(text, []) for text in _texts_at(question.source, parts)]
        certain = [standing[0] for standing in places if len({row for row, _ in standing}) == 1]
        if certain:
            found[number] = certain[0]
    return found


def marks_of(cells: Mapping[int, Place], anchor: str) -> dict[Place, CellMark]:
    """Give the marks that cells carry: the numbers of their questions, and an anchor that begins with ``anchor``."""
    numbers: dict[Place, list[int]] = defaultdict(list)
    for number, place in cells.items():
        numbers[place].append(number + 1)
    return {
        (row, column): CellMark(mark_anchor((row, column), anchor), "、".join(map(str, asked)))
        for (row, column), asked in numbers.items()
    }


def mark_anchor(place: Place, anchor: str) -> str:
    """Name a cell for links."""
    return f"{anchor}-r{place[0]}c{place[1]}"


def _parts(target: PerformanceTarget) -> Iterator[tuple[Source | None, str]]:
    """Give where each part of the target was read and the text that it prints."""
    yield from ((row.source, row.name) for row in target.indicators)
    yield from ((value.source, value.text) for value in target.fields)
    yield from ((goal.source, goal.text) for goal in target.goals)
    yield from ((row.source, row.show()) for row in target.funding)


def _texts_at(source: Source | None, parts: Sequence[tuple[Source | None, str]]) -> list[str]:
    """Give the texts read at a place, those of exactly that cell before others of its row."""
    if source is None:
        return []
    exact = [text for place, text in parts if place == source]
    return exact + [text for place, text in parts if place and _row_of(place) == _row_of(source)]


def _row_of(source: Source) -> tuple[object, ...]:
    """Give the row that a place stands in."""
    row_in_sheet = (source.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (source.line, source.sheet, row_in_sheet, source.page, source.table, source.row)


def _places_by_text(document: Document) -> dict[str, list[Place]]:
    """Give the cells of each text, from top to bottom."""
    places: dict[str, list[Place]] = defaultdict(list)
    for cell in document.grid.cells:
        if cell.text:
            places[cell.text].append((cell.row, cell.column))
    return places
