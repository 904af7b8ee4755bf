"""From a grid that a reader found to the target it states: ``compose`` turned round.

Which form it is, is decided by the form's own labels and headings. A table of targets that fits no form is read by
the field's usual headings and has no schema. What was put right, or not taken, comes back as questions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perf.domain.documents.blocks import Cell, FoundTable
from perf.domain.documents.form_reading import Filled, FormReading
from perf.domain.documents.lines import Line, column_at, filled_lines, heading_places, line_keys, text_of
from perf.domain.documents.questions import Question, untaken
from perf.domain.documents.row_reading import IndicatorRows
from perf.domain.documents.usual_headings import read_by_usual_headings
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.table_schema import Block, Column, FormBlock, IndicatorBlock, Label, ListBlock, TableSchema
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period, Stage
from perf.domain.text import label_key

_TITLE = re.compile(r"(?P<title>[^\n]*?绩效[^\n]*?表)\s*(?:[（(][^）)]*[）)])?\s*$")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_TITLE_REACH = 4
"""How many paragraphs before a table may still be its title and subtitle."""
_LABELS_NEEDED = 0.6
"""Share of a form's labels that a table must carry to be that form."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a found table turned out to be.

    Attributes:
        stage: the step of the year it belongs to.
        title: its printed title, ``None`` when there is none.
        target: what it states, ``None`` when it was not read.
        questions: what a person must look at.
        reason: why it was not read, in Chinese; ``None`` when it was.
        source: where it starts.
    """

    stage: Stage
    title: str | None
    target: PerformanceTarget | None
    questions: tuple[Question, ...]
    reason: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A found table with its title taken off."""

    lines: list[Line]
    title: str | None
    fiscal_year: int | None
    has_merged_cells: bool
    source: Source


def recognise(found: FoundTable, schemas: Sequence[TableSchema], vocabulary: Vocabulary) -> Recognition | None:
    """Say what a found table is and what it states; ``None`` when it is no table of performance indicators."""
    sheet = _sheet(found)
    keys = {key for line in sheet.lines for key in line_keys(line)}
    if not keys & (vocabulary.columns.keys() | vocabulary.dimensions):
        return None
    stage = _stage(sheet, keys, vocabulary)
    if stage is not Stage.TARGET:
        reason = f"这是{stage.label}，不是绩效目标表，本次没有读取"
        return Recognition(stage, sheet.title, None, (), reason, sheet.source)
    schema = _best_schema(sheet, keys, schemas)
    if schema is not None:
        target, questions = _read(sheet, schema, vocabulary)
    else:
        read = read_by_usual_headings(sheet.lines, vocabulary, sheet.title, sheet.fiscal_year, sheet.source)
        if read is None:
            return _unread(sheet, keys, vocabulary)
        target, questions = read
    return Recognition(stage, target.title, target, questions, None, sheet.source)


def _unread(sheet: _Sheet, keys: set[str], vocabulary: Vocabulary) -> Recognition | None:
    """Say why a table that speaks of indicators could not be read; ``None`` when it merely uses one of the words."""
    if sheet.title is None and len(keys & vocabulary.dimensions) < 2:
        return None
    reason = "没有找到指标表头（应有“三级指标”“指标值”等列名），不能确定各列的含义，没有读取"
    return Recognition(Stage.TARGET, sheet.title, None, (), reason, sheet.source)


def _sheet(found: FoundTable) -> _Sheet:
    """Take title and year from the paragraphs before the table or from its own first rows."""
    lines = filled_lines(found.grid)
    has_merged_cells = any(cell.rows > 1 or cell.columns > 1 for cell in found.grid.cells)
    above = list(found.before[-_TITLE_REACH:])
    while lines and (not lines[0] or _is_title_line(lines[0])):
        above += [text_of(cell) for cell in lines[0].values()]
        lines = lines[1:]
    at = next((n for n in reversed(range(len(above))) if _TITLE.search(above[n])), None)
    if at is None:
        return _Sheet(lines, None, None, has_merged_cells, found.source)
    matched = _TITLE.search(above[at])
    assert matched is not None
    years = (_YEAR.search(paragraph) for paragraph in above[at:])
    year = next((int(match.group(1)) for match in years if match), None)
    return _Sheet(lines, matched["title"].strip(), year, has_merged_cells, found.source)


_SUBTITLE = re.compile(r"[（(]?\s*(?:20[0-9]{2})?\s*年\s*度?\s*[）)]?|单位\s*[:：]\s*(?:万元|元)")


def _is_title_line(line: Line) -> bool:
    """Tell a row that is title, year or unit line rather than part of the form."""
    texts = [text_of(cell) for cell in line.values()]
    return len(texts) == 1 and bool(_TITLE.fullmatch(texts[0]) or _SUBTITLE.fullmatch(texts[0]))


def _stage(sheet: _Sheet, keys: set[str], vocabulary: Vocabulary) -> Stage:
    """Tell the step of the year by the title, else by wording that only one step's tables carry."""
    if sheet.title is not None:
        for word, stage in (("自评", Stage.SELF_EVALUATION), ("监控", Stage.MONITORING), ("目标", Stage.TARGET)):
            if word in sheet.title:
                return stage
    stages = {vocabulary.stages[key] for key in keys & vocabulary.stages.keys()}
    return next((stage for stage in (Stage.MONITORING, Stage.SELF_EVALUATION) if stage in stages), Stage.TARGET)


def _best_schema(sheet: _Sheet, keys: set[str], schemas: Sequence[TableSchema]) -> TableSchema | None:
    """Choose the form whose labels the table carries most completely; a matching title decides between equals."""
    scored = []
    for schema in schemas:
        labels = _label_keys(schema)
        share = sum(_is_present(label, keys) for label in labels) / max(len(labels), 1)
        has_heading = all(any(column.is_heading(key) for key in keys) for column in schema.indicators.columns)
        if share >= _LABELS_NEEDED and (has_heading or _lists_found(schema, keys)):
            same_title = sheet.title is not None and label_key(sheet.title) == label_key(schema.title)
            scored.append((share + 0.3 * same_title + has_heading, schema))
    return max(scored, key=lambda entry: entry[0])[1] if scored else None


def _label_keys(schema: TableSchema) -> set[str]:
    """Give the folded labels of the form blocks."""
    items = (placed.item for form in schema.forms for placed in form.placed)
    return {item.key for item in items if isinstance(item, Label)}


def _is_present(label: str, keys: set[str]) -> bool:
    """Tell whether a table carries a label, perhaps with something filled in behind it."""
    return label in keys or any(key.startswith(label) and key[len(label) :][:1] == "(" for key in keys)


def _lists_found(schema: TableSchema, keys: set[str]) -> bool:
    """Tell a form by the headings of its lists, for tables whose indicator heading is missing."""
    columns = [column for block in schema.lists for column in block.columns]
    return bool(columns) and all(any(column.is_heading(key) for key in keys) for column in columns)


def _read(sheet: _Sheet, schema: TableSchema, vocabulary: Vocabulary) -> tuple[PerformanceTarget, tuple[Question, ...]]:
    """Read a table as one form."""
    labels = frozenset(_label_keys(schema))
    filled = Filled()
    rows: list[ListRow] = []
    indicators: tuple[Indicator, ...] = ()
    questions: list[Question] = []
    segments = list(_segments(schema, sheet.lines, vocabulary))
    may_slip = not (sheet.has_merged_cells and _labels_span_as_printed(segments))
    for block, lines in segments:
        match block:
            case FormBlock():
                read = FormReading(block, labels).read(lines)
                filled.slots |= read.slots
                filled.embedded |= read.embedded
                questions += read.questions
            case ListBlock():
                rows += _read_list(block, lines, questions)
            case IndicatorBlock():
                indicators, asked = _read_indicators(block, lines, may_slip=may_slip)
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


def _segments(schema: TableSchema, lines: list[Line], vocabulary: Vocabulary) -> Iterator[tuple[Block, list[Line]]]:
    """Cut the lines into the form's blocks; list and indicator blocks begin with their heading."""
    starts: list[int] = []
    cursor = 0
    for position, block in enumerate(schema.blocks):
        start = _block_start(block, lines, cursor, vocabulary) if position else 0
        starts.append(len(lines) if start is None else start)
        cursor = cursor if start is None else start + (not isinstance(block, FormBlock))
    for block, start, end in zip(schema.blocks, starts, [*starts[1:], len(lines)], strict=True):
        yield block, lines[start : max(start, end)]


def _block_start(block: Block, lines: list[Line], cursor: int, vocabulary: Vocabulary) -> int | None:
    """Find the first line of a block at or after ``cursor``."""
    if isinstance(block, FormBlock):
        labels = {placed.item.key for placed in block.placed if isinstance(placed.item, Label)}
        return next((n for n in range(cursor, len(lines)) if labels & set(line_keys(lines[n])[:2])), None)
    for number in range(cursor, len(lines)):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if heading_places(lines[number], block.columns, below):
            return number
    if not isinstance(block, IndicatorBlock):
        return None
    return next((n for n in range(cursor, len(lines)) if vocabulary.dimensions & set(line_keys(lines[n])[:1])), None)


def _heading(block: ListBlock | IndicatorBlock, lines: list[Line]) -> tuple[dict[int, Column], list[Line]]:
    """Give the grid column of each heading and the lines below; without a heading, the columns in their order."""
    places = heading_places(lines[0], block.columns, lines[1] if len(lines) > 1 else None)
    if places is None:
        return dict(enumerate(block.columns)), lines
    return places, lines[2 if any(column.group for column in block.columns) else 1 :]


def _read_list(block: ListBlock, lines: list[Line], questions: list[Question]) -> Iterator[ListRow]:
    """Read the rows of a list block."""
    if not lines:
        return
    places, below = _heading(block, lines)
    label = label_key(block.label or "")
    for line in below:
        cells: dict[str, str] = {}
        for at, cell in line.items():
            column = column_at(places, at)
            if column is None or column.key in cells:
                if label_key(cell.text) != label:
                    questions.append(untaken(cell))
            else:
                cells[column.key] = text_of(cell)
        if cells:
            yield ListRow(block.key, tuple(cells.items()), next(iter(line.values())).source)


def _read_indicators(
    block: IndicatorBlock, lines: list[Line], *, may_slip: bool
) -> tuple[tuple[Indicator, ...], tuple[Question, ...]]:
    """Read the indicator rows, asking when their heading is missing."""
    if not lines:
        return (), ()
    places, below = _heading(block, lines)
    indicators, questions = IndicatorRows(block, places, may_slip).read(below)
    if below is lines:
        first = next(iter(lines[0].values()))
        missing = Question("表中没有指标表头，已按表样的列序读取，请核对各列", text_of(first), None, first.source)
        return indicators, (missing, *questions)
    return indicators, questions


def _joined(cells: Sequence[Cell]) -> str:
    """Join a text that goes on in further rows."""
    return "\n".join(text_of(cell) for cell in cells)


def _fields(schema: TableSchema, filled: Filled) -> Iterator[FieldValue]:
    """Give the filled fields in the form's order."""
    by_key = {slot.key: cells for slot, cells in filled.slots.items() if slot.holds == "field"}
    for key in schema.field_names:
        if key in by_key:
            yield FieldValue(key, _joined(by_key[key]), by_key[key][0].source)
        elif key in filled.embedded:
            yield FieldValue(key, text_of(filled.embedded[key]), filled.embedded[key].source)


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
