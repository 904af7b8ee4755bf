"""Where the parts of a target were read, taken over from another reading of it or taken away."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget

_Part = TypeVar("_Part", FieldValue, Goal, Funding, ListRow)


def placed_like(target: PerformanceTarget, page: PerformanceTarget) -> PerformanceTarget:
    """Give a target the places of another that has the same parts in the same order."""
    return replace(
        target,
        fields=_placed(target.fields, (part.source for part in page.fields)),
        goals=_placed(target.goals, (part.source for part in page.goals)),
        funding=_placed(target.funding, (part.source for part in page.funding)),
        lists=_placed(target.lists, (part.source for part in page.lists)),
        indicators=IndicatorTree(tuple(_rows_placed_like(target.indicators, page.indicators))),
        source=page.source,
    )


def without_places(target: PerformanceTarget) -> PerformanceTarget:
    """Give a target that came as data without the places of the file it was once read from."""
    return replace(
        target,
        fields=_placed(target.fields, (None for _ in target.fields)),
        goals=_placed(target.goals, (None for _ in target.goals)),
        funding=_placed(target.funding, (None for _ in target.funding)),
        lists=_placed(target.lists, (None for _ in target.lists)),
        indicators=IndicatorTree(tuple(replace(row, source=None, cell_sources=()) for row in target.indicators)),
        source=None,
    )


def _placed(parts: Iterable[_Part], sources: Iterable[Source | None]) -> tuple[_Part, ...]:
    return tuple(replace(part, source=source) for part, source in zip(parts, sources, strict=True))


def _rows_placed_like(rows: Iterable[Indicator], page: Iterable[Indicator]) -> Iterator[Indicator]:
    for row, found in zip(rows, page, strict=True):
        yield replace(row, source=found.source, cell_sources=found.cell_sources)
