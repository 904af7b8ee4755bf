"""Where an indicator of the library comes to stand in a draft, and what its row then holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perf.domain.checks.level_names import level_key
from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.cells import cell_key
from perf.domain.drafts.rows import INDICATORS, DraftRow, Texts
from perf.domain.library_entry import LibraryIndicator
from perf.domain.table_schema import IndicatorBlock
from perf.domain.terms import Comparison, Period
from perf.domain.values import show_number, show_value, value_from_some_cells


@dataclass(frozen=True, slots=True)
class Placed:
    """A row for an indicator of the library.

    Attributes:
        row: the row.
        after: the row that it comes below, ``None`` for the end.
        replaces: a row that holds nothing but the same labels, whose place it takes.
    """

    row: NewRow
    after: int | None
    replaces: int | None = None


def place_indicator(
    indicator: LibraryIndicator, rows: Sequence[DraftRow], block: IndicatorBlock, chosen: int | None
) -> Placed:
    """Place an indicator below the last row of its levels, as the form calls them.

    Levels are told by name, with 指标 at their end or without. Where neither its first level nor its second one stands
    in the table or in the form, it comes below the ``chosen`` row, under the labels of that.
    """
    keys = {column.key: cell_key(column) for column in block.half(Period.ANNUAL)}
    beside = _row_of_levels(indicator, rows)
    labels = _labels_of(beside, keys) if beside else _planned(indicator, block)
    if not labels:
        beside = next((row for row in rows if row.id == chosen), rows[-1] if rows else None)
        labels = _labels_of(beside, keys) if beside else {"first_level": indicator.first_level}
    is_of_level = level_key(labels.get("second_level")) == level_key(indicator.second_level)
    if not is_of_level and level_key(labels.get("first_level")) == level_key(indicator.first_level):
        labels["second_level"] = indicator.second_level
    texts = {
        keys[column]: text for column, text in (labels | _own(indicator, block)).items() if column in keys and text
    }
    is_empty = beside is not None and not _holds_more(beside, keys)
    return Placed(NewRow(INDICATORS, texts), beside.id if beside else None, beside.id if beside and is_empty else None)


def _row_of_levels(indicator: LibraryIndicator, rows: Sequence[DraftRow]) -> DraftRow | None:
    """Give the last row of both levels, else of the first, else of a second level of that name."""
    first, second = level_key(indicator.first_level), level_key(indicator.second_level)

    def last(wanted: tuple[str | None, str | None]) -> DraftRow | None:
        fitting = (
            row
            for row in reversed(rows)
            if wanted[0] in (None, level_key(row.text("first_level")))
            and wanted[1] in (None, level_key(row.text("second_level")))
        )
        return next(fitting, None)

    return last((first, second)) or last((first, None)) or last((None, second))


def _labels_of(row: DraftRow, keys: Mapping[str, str]) -> dict[str, str]:
    return {column: row.text(keys[column]) for column in LABEL_COLUMNS if column in keys and row.text(keys[column])}


def _planned(indicator: LibraryIndicator, block: IndicatorBlock) -> dict[str, str]:
    """Give the labels of a level that the form prescribes and the table does not have yet."""
    for level in block.first_levels:
        if level_key(level.name) == level_key(indicator.first_level):
            weight = {"first_level_weight": show_number(level.points)} if level.points is not None else {}
            return {"first_level": level.name, **weight}
    return {}


def _own(indicator: LibraryIndicator, block: IndicatorBlock) -> dict[str, str]:
    """Give name and usual value, as the form has cells for them."""
    sign, value, unit = indicator.comparison, indicator.value, indicator.unit
    if block.is_split:
        return {"name": indicator.name, "comparison": sign or "", "value": value or "", "unit": unit or ""}
    if not value or sign == Comparison.QUALITATIVE:
        return {"name": indicator.name, "value": value or ""}
    read = value_from_some_cells(sign, value, unit)
    return {"name": indicator.name, "value": show_value(read) if read else ""}


def _holds_more(row: DraftRow, keys: Mapping[str, str]) -> bool:
    """Tell whether a row holds anything besides the labels of the year's half."""
    texts: Texts = row.texts
    return any(text and key not in {keys.get(column) for column in LABEL_COLUMNS} for key, text in texts.items())
