"""From a filled target to the printed page: ``recognise`` turned round."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.domain.indicators import FirstLevel, Indicator
from perf.domain.table_schema import Column, FormBlock, IndicatorBlock, Label, ListBlock, Slot, TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period
from perf.domain.values import show_number, show_value, value_cells


def compose(target: PerformanceTarget, schema: TableSchema) -> Document:
    """Lay a target out as the official table of its schema.

    Refuses, with ``ValueError``, a target that holds something the form has no place for: printing must not lose it.
    """
    _refuse_unplaced(target, schema)
    cells: list[Cell] = []
    heading_rows: tuple[int, ...] = ()
    row = 0
    for block in schema.blocks:
        match block:
            case FormBlock():
                cells += _form_cells(block, target, row)
                row += block.row_count
            case ListBlock():
                rows = [dict(entry.cells) for entry in target.lists if entry.block == block.key]
                cells += _rows_cells(block, [_plain_row(block, entry) for entry in rows], row, target.fiscal_year)
                row += _heading_height(block.columns) + max(len(rows), 1)
            case IndicatorBlock():
                height = _heading_height(block.columns)
                heading_rows = tuple(range(row, row + height))
                printed = list(_indicator_rows(block, target))
                cells += _rows_cells(block, printed, row, target.fiscal_year)
                row += height + max(len(printed), 1)
    year = "    " if target.fiscal_year is None else str(target.fiscal_year)
    return Document(
        title=target.title,
        subtitle=schema.subtitle.replace("{fiscal_year}", year) if schema.subtitle else None,
        grid=Grid(schema.widths, row, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), heading_rows),
        notes=schema.notes,
        signatures=schema.signatures,
        landscape=schema.landscape,
    )


def _refuse_unplaced(target: PerformanceTarget, schema: TableSchema) -> None:
    """Refuse parts without a place in the form."""
    places = {(slot.holds, slot.key, slot.period) for slot in schema.slots}
    parts = [("goal", goal.period.value, goal.period) for goal in target.goals]
    parts += [("amount", row.key, row.period) for row in target.funding]
    missing = [key for holds, key, period in parts if (holds, key, period) not in places]
    missing += [value.key for value in target.fields if value.key not in schema.field_names]
    missing += [entry.block for entry in target.lists if entry.block not in {block.key for block in schema.lists}]
    missing += [row.name for row in target.indicators if row.period not in schema.indicators.periods]
    if missing:
        raise ValueError(f"{schema.id} has no place for {', '.join(missing)}")


def _form_cells(block: FormBlock, target: PerformanceTarget, top: int) -> Iterator[Cell]:
    """Print a form block from row ``top`` on."""
    for placed in block.placed:
        item, row = placed.item, top + placed.row
        if isinstance(item, Label):
            text = item.filled(target.field_text(item.embedded)) if item.embedded else item.text
            yield Cell(row, placed.column, text, item.rows, item.columns, Role.LABEL, Align.CENTER)
        else:
            text = _slot_text(item, target) or ""
            yield Cell(row, placed.column, text, item.rows, item.columns, Role.VALUE, item.align)


def _slot_text(slot: Slot, target: PerformanceTarget) -> str | None:
    """Give what the target says in a slot."""
    match slot.holds:
        case "field":
            return target.field_text(slot.key)
        case "goal":
            return target.goal(slot.period)
        case "amount":
            row = target.amount_row(slot.key, slot.period)
            return row.show() if row else None


_Row = list[tuple[str, int]]
"""One printed row below a heading: text and rows covered, a column each; 0 rows: covered from above."""


def _rows_cells(
    block: ListBlock | IndicatorBlock, rows: Sequence[_Row], top: int, fiscal_year: int | None
) -> Iterator[Cell]:
    """Print heading and rows of a list or indicator block, with one blank row when there are none."""
    label, columns = block.label, block.columns
    height = _heading_height(columns)
    rows = rows or [[("", 1)] * len(columns)]
    left = 0
    if label is not None:
        yield Cell(top, 0, label, height + len(rows), 1, Role.LABEL, Align.CENTER)
        left = 1
    yield from _heading_cells(columns, top, left, fiscal_year)
    for number, row in enumerate(rows):
        column_left = left
        for column, (text, covered) in zip(columns, row, strict=True):
            if covered:
                is_label = column.key in ("first_level", "first_level_weight", "second_level")
                role = Role.LABEL if is_label else Role.VALUE
                align = Align.CENTER if is_label else column.align
                yield Cell(top + height + number, column_left, text, covered, column.columns, role, align)
            column_left += column.columns


def _heading_height(columns: Sequence[Column]) -> int:
    """Count the rows of a heading."""
    return 2 if any(column.group for column in columns) else 1


def _heading_cells(columns: Sequence[Column], top: int, left: int, fiscal_year: int | None) -> Iterator[Cell]:
    """Print a heading; columns of one group stand below their common heading."""
    height = _heading_height(columns)
    group_before: str | None = None
    for position, column in enumerate(columns):
        heading = column.heading(fiscal_year)
        if column.group is None:
            yield Cell(top, left, heading, height, column.columns, Role.HEADING, Align.CENTER)
        else:
            if column.group != group_before:
                members = [member for member in columns[position:] if member.group == column.group]
                span = sum(member.columns for member in members)
                yield Cell(top, left, column.group, 1, span, Role.HEADING, Align.CENTER)
            yield Cell(top + 1, left, heading, 1, column.columns, Role.HEADING, Align.CENTER)
        group_before = column.group
        left += column.columns


def _plain_row(block: ListBlock, entry: dict[str, str]) -> _Row:
    """Print one row of a list block."""
    return [(entry.get(column.key, ""), 1) for column in block.columns]


def _indicator_rows(block: IndicatorBlock, target: PerformanceTarget) -> Iterator[_Row]:
    """Print the indicator rows, the halves side by side under common first-level labels."""
    for group in _aligned_first_levels(block, target):
        height = max(len(level.indicators) for level in group.values())
        present = next(iter(group.values()))
        halves = {period: _half_rows(level, height) for period, level in group.items()}
        for number in range(height):
            row: _Row = []
            for column in block.columns:
                if column.key in ("first_level", "first_level_weight"):
                    row.append((_first_level_text(column.key, present), 0 if number else height))
                elif column.period in halves:
                    row.append(_indicator_cell(column, halves[column.period][number], split=block.is_split))
                else:
                    row.append(("", 1))
            yield row


def _aligned_first_levels(block: IndicatorBlock, target: PerformanceTarget) -> Iterator[dict[Period, FirstLevel]]:
    """Pair the first levels of the halves; one that only one half has stands alone."""
    if len(block.periods) == 1:
        yield from ({block.periods[0]: level} for level in target.indicators.levels(block.periods[0]))
        return
    left, right = block.periods
    left_levels, right_levels = target.indicators.levels(left), target.indicators.levels(right)
    left_names = [(level.name, level.weight) for level in left_levels]
    right_names = [(level.name, level.weight) for level in right_levels]
    for change, a, b, c, d in SequenceMatcher(None, left_names, right_names, autojunk=False).get_opcodes():
        if change == "equal":
            yield from ({left: left_levels[a + n], right: right_levels[c + n]} for n in range(b - a))
        else:
            alone = [{left: level} for level in left_levels[a:b]] + [{right: level} for level in right_levels[c:d]]
            # Without a label of its own a group would fall under the label above it, so it goes first.
            yield from sorted(alone, key=lambda group: next(iter(group.values())).name is not None)


def _first_level_text(key: str, level: FirstLevel) -> str:
    """Give a first-level label or its weight."""
    if key == "first_level":
        return level.name or ""
    return "" if level.weight is None else show_number(level.weight)


_HalfRow = tuple[str | None, int, Indicator | None]
"""Second-level label, the rows it covers (0: covered from above), and the indicator of one row of a half."""


def _half_rows(level: FirstLevel, height: int) -> list[_HalfRow]:
    """Spread one half's rows of a first level over the group's height; missing ones are blank."""
    rows: list[_HalfRow] = [
        (second.name, 0 if number else len(second.indicators), indicator)
        for second in level.second_levels
        for number, indicator in enumerate(second.indicators)
    ]
    return rows + [(None, 1, None)] * (height - len(rows))


def _indicator_cell(column: Column, row: _HalfRow, *, split: bool) -> tuple[str, int]:
    """Print one cell of one half; ``split`` when sign, number and unit have columns of their own."""
    second_level, covered, indicator = row
    if column.key == "second_level":
        return second_level or "", covered
    if indicator is None:
        return "", 1
    return _column_text(column.key, indicator, split=split) or "", 1


def _column_text(key: str, indicator: Indicator, *, split: bool) -> str | None:
    """Give an indicator's text in a column."""
    match key:
        case "name":
            return indicator.name
        case "remark":
            return indicator.remark
        case "value" if not split:
            return show_value(indicator.value) if indicator.value else None
        case "comparison" | "value" | "unit":
            return value_cells(indicator.value)[("comparison", "value", "unit").index(key)]
        case _:
            return indicator.detail(key)
