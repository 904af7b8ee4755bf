"""Every text that was written into a target, with its place: what rules about wordings look through."""

from collections.abc import Callable, Iterator
from functools import partial

from perf.domain.indicators import Indicator
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet

Written = tuple[str, Callable[[], Place]]
"""A text, and what gives its place: places are made only where something is found."""


def written_texts(sheet: TargetSheet) -> Iterator[Written]:
    """Give the fields, goals, lists and indicators of a target; a level's label once for all its rows.

    Personal fields are left out: they are looked at by themselves.
    """
    target = sheet.target
    for field in target.fields:
        if field.key not in sheet.schema.personal_fields:
            yield field.text, partial(sheet.at_field, field.key)
    for goal in target.goals:
        yield goal.text, partial(sheet.at_goal, goal.period)
    for entry in target.lists:
        for key, text in entry.cells:
            yield text, partial(sheet.at_list, entry, key)
    above: Indicator | None = None
    for row in target.indicators.indicators:
        for column, text in _cells(row, above):
            yield text, partial(sheet.at_indicator, row, column)
        above = row


def _cells(row: Indicator, above: Indicator | None) -> Iterator[tuple[str, str]]:
    """Give the texts of a row by column; labels only where they differ from the row above."""
    for column in ("first_level", "second_level"):
        label = getattr(row, column)
        if label and (above is None or getattr(above, column) != label):
            yield column, label
    yield "name", row.name
    if row.value and row.value.text:
        yield "value", row.value.text
    if row.value and row.value.unit:
        yield "unit", row.value.unit
    if row.remark:
        yield "remark", row.remark
    yield from row.details
