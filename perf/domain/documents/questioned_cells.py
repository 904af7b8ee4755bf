"""Which cell of the official layout a question is about, so that a page can point at it."""

from collections.abc import Hashable, Sequence

from perf.domain.documents.blocks import Grid
from perf.domain.documents.printed_parts import Corner, corners_of_sources
from perf.domain.documents.questions import Question
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget


def questioned_cells(grid: Grid, target: PerformanceTarget, questions: Sequence[Question]) -> dict[int, Corner]:
    """Give the cell of each question (by its position), in the target's layout, where it can be told.

    A question speaks of a place in the file. Its cell is the one whose text is what was taken, when only one row has
    it; else that of the part of the target that was read there, or in the same row.
    """
    by_text = _corners_by_text(grid)
    by_place = _corners_by_place(grid, target)
    found: dict[int, Corner] = {}
    for number, question in enumerate(questions):
        if question.taken is None:
            continue
        corner = _one_row(by_text.get(question.taken, ()))
        if corner is None and question.source is not None:
            corner = by_place.get(question.source) or by_place.get(_row_of(question.source))
        if corner is not None:
            found[number] = corner
    return found


def _corners_by_text(grid: Grid) -> dict[str, list[Corner]]:
    """Give the cells of each text, from top to bottom."""
    corners: dict[str, list[Corner]] = {}
    for cell in grid.cells:
        corners.setdefault(cell.text, []).append((cell.row, cell.column))
    return corners


def _one_row(corners: Sequence[Corner]) -> Corner | None:
    """Give the first of these cells when all stand in one row."""
    return corners[0] if len({row for row, _ in corners}) == 1 else None


def _corners_by_place(grid: Grid, target: PerformanceTarget) -> dict[Hashable, Corner]:
    """Give the cell of what was read at each place, and of what was read first in each row."""
    found: dict[Hashable, Corner] = {}
    for source, corner in corners_of_sources(grid, target).items():
        found[source] = corner
        found.setdefault(_row_of(source), corner)
    return found


def _row_of(source: Source) -> tuple[object, ...]:
    """Give the row that a place stands in."""
    row_in_sheet = (source.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (source.line, source.sheet, row_in_sheet, source.page, source.table, source.row)
