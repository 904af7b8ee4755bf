"""A table whose form is known, read block by block."""

import re
from collections.abc import Iterator, Sequence

from perf.domain.documents.blocks import Cell
from perf.domain.documents.form_choice import label_keys
from perf.domain.documents.form_rows import Filled, FormReading
from perf.domain.documents.indicator_rows import IndicatorRows
from perf.domain.documents.lines import Line, column_at, heading_places, line_keys
from perf.domain.documents.questions import Question, untaken
from perf.domain.documents.sheet import Sheet
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.table_schema import Block, Column, FormBlock, IndicatorBlock, Label, ListBlock, TableSchema
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period
from perf.domain.text import label_key


def read_by_form(
    sheet: Sheet, schema: TableSchema, vocabulary: Vocabulary
) -> tuple[PerformanceTarget, tuple[Question, ...]]:
    """Read a table as one form."""
    labels = frozenset(label_keys(schema))
    filled = Filled()
    rows: list[ListRow] = []
    indicators: tuple[Indicator, ...] = ()
    questions: list[Question] = []
    segments = list(cut_into_blocks(schema, sheet.lines, vocabulary))
    may_slip = not (sheet.has_merged_cells and _labels_span_as_printed(segments))
    for block, lines in segments:
        match block:
            case FormBlock():
                read = FormReading(block, labels).read(lines)
                filled.slots |= read.slots
                filled.embedded |= read.embedded
                questions += read.questions
            case ListBlock():
                rows += _read_list(block, lines, vocabulary, questions)
            case IndicatorBlock():
                indicators, asked = _read_indicators(block, lines, vocabulary, may_slip=may_slip)
                questions += asked
    target = PerformanceTarget(
        kind=schema.kind,
        title=sheet.title or schema.title,
        schema=schema.id,
        fiscal_year=sheet.fiscal_year,
        fields=tuple(_fields(schema, filled)),
        goals=tuple(_goals(filled)),
        funding=tuple(_funding(schema, filled, questions)),
        lists=tuple(rows),
        indicators=IndicatorTree(indicators),
        source=sheet.source,
    )
    return target, (*questions, *_doubts(target, schema))


def _labels_span_as_printed(segments: Sequence[tuple[Block, list[Line]]]) -> bool:
    """Tell a table whose labels all stand in their places with the very spans the form gives them.

    Where that is so and cells are merged, no merged cell was lost, so nothing behind one can have slipped.
    """
    for block, lines in segments:
        labels = (
            [placed for placed in block.placed if isinstance(placed.item, Label)]
            if isinstance(block, FormBlock)
            else []
        )
        for placed in labels:
            cell = lines[placed.row].get(placed.column) if placed.row < len(lines) else None
            if cell is None or (cell.rows, cell.columns) != (placed.item.rows, placed.item.columns):
                return False
    return True


def cut_into_blocks(
    schema: TableSchema, lines: list[Line], vocabulary: Vocabulary
) -> Iterator[tuple[Block, list[Line]]]:
    """Cut the lines into the form's blocks; list and indicator blocks begin with their heading."""
    starts = dict.fromkeys(range(len(schema.blocks)), len(lines)) | {0: 0}
    cursor = 0
    for position, block in enumerate(schema.blocks):
        start = None if isinstance(block, FormBlock) else _heading_line(block, lines, cursor, vocabulary)
        if start is not None:
            starts[position], cursor = start, start + 1
    end = len(lines)
    segments: list[tuple[Block, list[Line]]] = []
    for position, block in reversed(list(enumerate(schema.blocks))):
        if isinstance(block, FormBlock) and position:
            above = [starts[at] + 1 for at in range(position) if starts[at] < end]
            starts[position] = _form_line(block, lines, max(above), end)
        # A block that the table lacks takes no lines.
        start = min(starts[position], end)
        segments.append((block, lines[start:end]))
        end = start
    yield from reversed(segments)


def _form_line(block: FormBlock, lines: list[Line], start: int, end: int) -> int:
    """Find the first line of a form block that follows rows of any number: the last that carries its first labels."""
    for rows in (1, block.row_count):
        labels = {placed.item.key for placed in block.placed if isinstance(placed.item, Label) and placed.row < rows}
        found = [number for number in range(start, end) if labels & set(line_keys(lines[number])[:2])]
        if found:
            return found[-1] if rows == 1 else found[0]
    return end


def _heading_line(
    block: ListBlock | IndicatorBlock, lines: list[Line], cursor: int, vocabulary: Vocabulary
) -> int | None:
    """Find the heading of a block at or after ``cursor``."""
    for number in range(cursor, len(lines)):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if heading_places(lines[number], block.columns, below, vocabulary.columns):
            return number
    if not isinstance(block, IndicatorBlock):
        return None
    return next((n for n in range(cursor, len(lines)) if vocabulary.dimensions & set(line_keys(lines[n])[:1])), None)


def _heading(
    block: ListBlock | IndicatorBlock, lines: list[Line], vocabulary: Vocabulary
) -> tuple[dict[int, Column], list[Line]]:
    """Give the grid column of each heading and the lines below; without a heading, the columns in their order."""
    places = heading_places(lines[0], block.columns, lines[1] if len(lines) > 1 else None, vocabulary.columns)
    if places is None:
        return dict(enumerate(block.columns)), lines
    return places, lines[2 if any(column.group for column in block.columns) else 1 :]


def _read_list(
    block: ListBlock, lines: list[Line], vocabulary: Vocabulary, questions: list[Question]
) -> Iterator[ListRow]:
    """Read the rows of a list block."""
    if not lines:
        return
    places, below = _heading(block, lines, vocabulary)
    label = label_key(block.label or "")
    for line in below:
        cells: dict[str, str] = {}
        for at, cell in line.items():
            column = column_at(places, at)
            if column is None or column.key in cells:
                if label_key(cell.text) != label:
                    questions.append(untaken(cell))
            else:
                cells[column.key] = cell.text
        if cells:
            yield ListRow(block.key, tuple(cells.items()), next(iter(line.values())).source)


def _read_indicators(
    block: IndicatorBlock, lines: list[Line], vocabulary: Vocabulary, *, may_slip: bool
) -> tuple[tuple[Indicator, ...], tuple[Question, ...]]:
    """Read the indicator rows, asking when their heading is missing."""
    if not lines:
        return (), ()
    places, below = _heading(block, lines, vocabulary)
    indicators, questions = IndicatorRows(block, places, may_slip).read(below)
    if below is lines:
        first = next(iter(lines[0].values()))
        missing = Question("表中没有指标表头，已按表样的列序读取，请核对各列", first.text, None, first.source)
        return indicators, (missing, *questions)
    return indicators, questions


def _joined(cells: Sequence[Cell]) -> str:
    """Join a text that goes on in further rows."""
    return "\n".join(cell.text for cell in cells)


def _fields(schema: TableSchema, filled: Filled) -> Iterator[FieldValue]:
    """Give the filled fields in the form's order."""
    by_key = {slot.key: cells for slot, cells in filled.slots.items() if slot.holds == "field"}
    for key in schema.field_names:
        if key in by_key:
            yield FieldValue(key, _joined(by_key[key]), by_key[key][0].source)
        elif key in filled.embedded:
            yield FieldValue(key, filled.embedded[key].text, filled.embedded[key].source)


def _goals(filled: Filled) -> Iterator[Goal]:
    """Give the goal texts, annual first."""
    by_period = {slot.period: cells for slot, cells in filled.slots.items() if slot.holds == "goal"}
    present = (period for period in Period if period in by_period)
    yield from (Goal(period, _joined(by_period[period]), by_period[period][0].source) for period in present)


def _funding(schema: TableSchema, filled: Filled, questions: list[Question]) -> Iterator[Funding]:
    """Give the amounts in the form's order, asking about those that are no numbers."""
    for slot in schema.slots:
        cells = filled.slots.get(slot, [])
        if slot.holds == "amount" and cells:
            amount, unit, text = read_amount(_joined(cells))
            yield Funding(slot.key, slot.name, amount, unit or schema.unit, text, slot.period, cells[0].source)
            if amount is None:
                message = f"“{slot.name}”应填金额（数字，单位{schema.unit}），这里不是数字，已按原文保留"
                questions.append(Question(message, _joined(cells), text, cells[0].source))


_LEFTOVER_MARKUP = re.compile(r"</?(?:p|br|span|div)\b[^>]*>", re.IGNORECASE)


def _doubts(target: PerformanceTarget, schema: TableSchema) -> Iterator[Question]:
    """Ask about texts that were kept exactly but look damaged: cut labels, markup of a web page."""
    names = {label_key(level.name): level.name for level in schema.indicators.first_levels}
    for period in schema.indicators.periods:
        for level in target.indicators.levels(period):
            key = label_key(level.name or "")
            meant = [name for folded, name in names.items() if len(key) >= 4 and key != folded and key in folded]
            if meant and key not in names and level.name:
                message = f"一级指标似乎缺字，表样中是“{meant[0]}”，已按原文保留，请核对"
                yield Question(message, level.name, level.name, level.indicators[0].source)
    for goal in target.goals:
        if _LEFTOVER_MARKUP.search(goal.text):
            message = f"{goal.period.label}目标里带有网页标记（如 <p>），已按原文保留，请删去"
            yield Question(message, goal.text, goal.text, goal.source)
