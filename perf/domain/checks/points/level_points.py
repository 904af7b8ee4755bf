"""What points the first-level indicators of a table have."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from perf.domain.checks.level_names import level_key, printed_points
from perf.domain.indicators import FirstLevel, Indicator
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period
from perf.domain.values import parse_number


def levels_with_points(sheet: TargetSheet, period: Period) -> tuple[tuple[FirstLevel, Decimal | None], ...]:
    """Give the first levels of a half with their points: from their column, or printed behind the name (50分).

    Empty where no level has points, and where the rows of one level have different ones: these are points of rows.
    """
    levels = sheet.target.indicators.levels(period)
    found = tuple((level, _points(level)) for level in levels)
    names = Counter(level.name for level in levels)
    is_by_level = max(names.values(), default=0) == 1 and any(points is not None for _, points in found)
    return found if is_by_level else ()


def levels_off_the_plan(sheet: TargetSheet, period: Period) -> Iterator[tuple[FirstLevel, Decimal | None, Decimal]]:
    """Give the first levels whose points are not those the form prescribes, with both."""
    planned = planned_points(sheet)
    for level, points in levels_with_points(sheet, period):
        wanted = planned.get(level_key(level.name))
        if wanted is not None and points != wanted:
            yield level, points, wanted


def planned_points(sheet: TargetSheet) -> dict[str, Decimal]:
    """Give the points that the form prescribes for first levels, by folded name."""
    levels = sheet.schema.indicators.first_levels
    return {level_key(level.name): level.points for level in levels if level.points is not None}


def row_points(row: Indicator) -> Decimal | None:
    """Give the points (分值) of one row, ``None`` when it has none of its own."""
    written = row.detail("points")
    return parse_number(written.rstrip("%％分")) if written else None


def _points(level: FirstLevel) -> Decimal | None:
    """Give the points of one level."""
    return printed_points(level.name) if level.weight is None else level.weight
