"""Which cell of the official layout a question is about, so that a page can point at it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from perf.conversion.targets_to_files import document_of
from perf.domain.documents.blocks import Document
from perf.domain.documents.questions import Question
from perf.domain.funding import Funding
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.rendering.html import CellMark

Place = tuple[int, int]
"""Row and column of a cell's corner, from 0."""

_Finder = Callable[[], Place | None]
"""How the cell of a part of the target is found."""

_Finders = dict[Hashable, list[_Finder]]
"""The parts read at a place, or in a row."""

_PROBE = "\N{OBJECT REPLACEMENT CHARACTER}"


def questioned_cells(target: PerformanceTarget, questions: Sequence[Question]) -> dict[int, Place]:
    """Give the cell of each question (by its position), in the target's layout, where it can be told.

    A question speaks of a place in the file. Its cell is the one whose text is what was taken, when only one is;
    else that of the part of the target that was read there, or in the same row.
    """
    cells = _places_by_text(document_of(target))
    parts = _finders(target, cells)
    found: dict[int, Place] = {}
    for number, question in enumerate(questions):
        place = None if question.taken is None else _one_row(cells[question.taken]) or _place_at(question.source, parts)
        if place is not None:
            found[number] = place
    return found


def marks_of(cells: Mapping[int, Place], anchor: str) -> dict[Place, CellMark]:
    """Give the marks that cells carry: the numbers of their questions, and an anchor that begins with ``anchor``."""
    numbers: dict[Place, list[int]] = defaultdict(list)
    for number, place in cells.items():
        numbers[place].append(number + 1)
    return {place: CellMark(mark_anchor(place, anchor), "、".join(map(str, asked))) for place, asked in numbers.items()}


def mark_anchor(place: Place, anchor: str) -> str:
    """Name a cell for links."""
    return f"{anchor}-r{place[0]}c{place[1]}"


def _places_by_text(document: Document) -> defaultdict[str, list[Place]]:
    """Give the cells of each text, from top to bottom."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for cell in document.grid.cells:
        places[cell.text].append((cell.row, cell.column))
    return places


def _one_row(places: Sequence[Place]) -> Place | None:
    """Give the first of these cells when all stand in one row."""
    return places[0] if len({row for row, _ in places}) == 1 else None


def _finders(target: PerformanceTarget, cells: Mapping[str, Sequence[Place]]) -> _Finders:
    """Sort the parts by the place they were read at, and by its row."""
    finders: _Finders = defaultdict(list)
    for source, find in _parts(target, cells):
        if source is not None:
            finders[source].append(find)
            finders[_row_of(source)].append(find)
    return finders


def _place_at(source: Source | None, finders: _Finders) -> Place | None:
    """Find the cell of what was read at a place: exactly there, else first in its row."""
    if source is None:
        return None
    near = (*finders.get(source, ()), *finders.get(_row_of(source), ()))
    return next((place for find in near if (place := find()) is not None), None)


def _row_of(source: Source) -> tuple[object, ...]:
    """Give the row that a place stands in."""
    row_in_sheet = (source.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (source.line, source.sheet, row_in_sheet, source.page, source.table, source.row)


def _parts(target: PerformanceTarget, cells: Mapping[str, Sequence[Place]]) -> Iterator[tuple[Source | None, _Finder]]:
    """Give the parts of a target: indicators are found by their names, the others by laying out a probe.

    Many cells may hold the same amount; but a probe among the indicators would change how the halves stand.
    """
    for row in target.indicators:
        yield row.source, partial(_one_row, cells.get(row.name, ()))
    for number, value in enumerate(target.fields):
        yield value.source, partial(_probed, replace(target, fields=_with_probe(target.fields, number)))
    for number, goal in enumerate(target.goals):
        yield goal.source, partial(_probed, replace(target, goals=_with_probe(target.goals, number)))
    for number, amount in enumerate(target.funding):
        yield amount.source, partial(_probed, replace(target, funding=_with_probe(target.funding, number)))


_Probed = TypeVar("_Probed", FieldValue, Goal, Funding)


def _with_probe(parts: tuple[_Probed, ...], number: int) -> tuple[_Probed, ...]:
    """Put the probe in place of one part's text."""
    return tuple(replace(part, text=_PROBE) if at == number else part for at, part in enumerate(parts))


def _probed(target: PerformanceTarget) -> Place | None:
    """Find the cell that the probe is printed in, alone or inside a label."""
    cells = document_of(target).grid.cells
    return next(((cell.row, cell.column) for cell in cells if _PROBE in cell.text), None)
