"""The indicator lines of a draft as indicators: labels hold for the lines below them, halves are read apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import PRACTICE
from perf.domain.drafts.cells import cell_key, cell_labels
from perf.domain.drafts.rows import INDICATORS, Draft, DraftRow, cell_name
from perf.domain.indicators import Indicator
from perf.domain.places import Place, indicator_part
from perf.domain.table_schema import INDICATOR_KEYS, Column, IndicatorBlock, TableSchema
from perf.domain.terms import Period, Severity
from perf.domain.values import (
    TargetValue,
    parse_comparison,
    parse_number,
    parse_value,
    value_from_cells,
    value_from_some_cells,
)

_LABELS = ("first_level", "first_level_weight", "second_level")


@dataclass(frozen=True, slots=True)
class LineFault:
    """A cell that cannot be stated as it stands.

    Attributes:
        rule: id under which findings of its kind are known.
        cell: name of the cell.
        row: the row as people find it, such as 第3行.
        column: key of the cell in its row.
        read: what stands there.
        message, expected, fix: as in a finding.
    """

    rule: str
    cell: str
    row: str
    column: str
    read: str
    message: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True)
class IndicatorLines:
    """What the indicator lines of a draft state.

    Attributes:
        indicators: the indicators, the year's half first.
        cells: cell name of every part of them.
        faults: cells that cannot be stated.
    """

    indicators: tuple[Indicator, ...]
    cells: Mapping[str, str]
    faults: tuple[LineFault, ...]

    def findings(self, table: str, schema: TableSchema) -> tuple[Finding, ...]:
        """Give the faults as findings in a table."""
        labels = cell_labels(schema)[INDICATORS]
        return tuple(
            Finding(
                fault.rule,
                Severity.ERROR,
                fault.message,
                (Place(table, fault.row, labels.get(fault.column), fault.read, part=fault.cell),),
                fault.expected,
                fault.fix,
                PRACTICE,
            )
            for fault in self.faults
        )


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels that hold for a line of one half."""

    first_level: str | None = None
    weight: Decimal | None = None
    second_level: str | None = None


def _going_on(labels: _Labels, last: _Labels) -> _Labels:
    """Let labels go on from the indicator before, however many unfinished lines stand between the two."""
    if labels.first_level != last.first_level:
        return labels
    weight = last.weight if labels.weight is None else labels.weight
    return _Labels(labels.first_level, weight, labels.second_level or last.second_level)


@dataclass
class _Reader:
    """Reads the lines of one half from top to bottom."""

    block: IndicatorBlock
    period: Period
    faults: list[LineFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = {column.key: cell_key(column) for column in self.block.half(self.period)}

    def read(self, rows: Sequence[DraftRow]) -> Iterator[tuple[DraftRow, Indicator]]:
        """Give the indicators with their rows."""
        above = last = _Labels()
        for number, row in enumerate(rows, 1):
            above = self._labels(row, above, number)
            name = self._text(row, "name")
            if name:
                last = _going_on(above, last)
                yield row, self._indicator(row, name, last, number)
            elif self._is_begun(row):
                self._nameless(row, number)

    def _text(self, row: DraftRow, column: str) -> str:
        return row.text(self.keys[column]) if column in self.keys else ""

    def _labels(self, row: DraftRow, above: _Labels, number: int) -> _Labels:
        """Give the labels of a line: a blank one goes on from above, a second level only under the same first one."""
        first = self._text(row, "first_level") or above.first_level
        goes_on = first == above.first_level
        weight = self._weight(row, number)
        second = self._text(row, "second_level") or (above.second_level if goes_on else None)
        return _Labels(first, above.weight if weight is None and goes_on else weight, second)

    def _weight(self, row: DraftRow, number: int) -> Decimal | None:
        """Read the weight of the first level; words are a fault, and no weight."""
        written = self._text(row, "first_level_weight")
        weight = parse_number(written) if written else None
        if written and weight is None:
            sentence = f"权重“{written[:20]}”不是数字"
            self._fault(
                "weights-are-numbers",
                row,
                "first_level_weight",
                number,
                (sentence, "数字，如 30", "只写数字，不写百分号和单位"),
            )
        return weight

    def _indicator(self, row: DraftRow, name: str, labels: _Labels, number: int) -> Indicator:
        further = [key for key in self.keys if key not in INDICATOR_KEYS]
        return Indicator(
            name=name,
            first_level=labels.first_level,
            second_level=labels.second_level,
            value=self._value(row, number),
            first_level_weight=labels.weight if labels.first_level is not None else None,
            remark=self._text(row, "remark") or None,
            details=tuple((key, self._text(row, key)) for key in further if self._text(row, key)),
            period=self.period,
        )

    def _value(self, row: DraftRow, number: int) -> TargetValue | None:
        """Read the value; a sign that is none stays with the number, as worded, and is a fault."""
        written = self._text(row, "value") or None
        if not self.block.is_split:
            return parse_value(written) if written else None
        sign, unit = self._text(row, "comparison") or None, self._text(row, "unit") or None
        if sign is None or parse_comparison(sign):
            return value_from_cells(sign, written, unit)
        sentence = f"“{sign[:20]}”不是指标值类型"
        self._fault(
            "signs-are-known", row, "comparison", number, (sentence, "≥、≤、=、>、< 或 定性", "从这几个里选一个")
        )
        return value_from_some_cells(None, f"{sign}{written or ''}", unit)

    def _is_begun(self, row: DraftRow) -> bool:
        """Tell whether a line without a name holds anything of its own."""
        return any(row.text(cell) for key, cell in self.keys.items() if key not in _LABELS)

    def _nameless(self, row: DraftRow, number: int) -> None:
        words = ("这一行写了内容，没有写三级指标", "三级指标的名称", "补写三级指标；这一行不要了就删除整行")
        self._fault("rows-have-a-name", row, "name", number, words)

    def _fault(self, rule: str, row: DraftRow, column: str, number: int, words: tuple[str, str, str]) -> None:
        key = self.keys[column]
        fault = LineFault(rule, cell_name(row.id, key), f"指标第{number}行", key, row.text(key), *words)
        if fault not in self.faults:
            self.faults.append(fault)


def read_indicator_lines(draft: Draft, block: IndicatorBlock) -> IndicatorLines:
    """Read the indicator lines of a draft, the year's half first; never refuses."""
    rows = draft.of_block(INDICATORS)
    faults: list[LineFault] = []
    indicators: list[Indicator] = []
    cells: dict[str, str] = {}
    for period in (period for period in Period if period in block.periods):
        reader = _Reader(block, period, faults)
        for row, indicator in reader.read(rows):
            cells |= _cells(block.half(period), len(indicators), row)
            indicators.append(indicator)
    faults += _labels_without_indicators(block, rows)
    return IndicatorLines(tuple(indicators), cells, tuple(faults))


def _cells(columns: Sequence[Column], number: int, row: DraftRow) -> dict[str, str]:
    """Name the cells of an indicator's parts; for a column that the form lacks, the value's or the name's stands in."""
    cells = {column.key: cell_name(row.id, cell_key(column)) for column in columns}
    stand_ins = dict.fromkeys(("comparison", "unit"), cells["value"])
    stand_ins |= dict.fromkeys((*_LABELS, "remark"), cells["name"])
    return {indicator_part(number, key): cell for key, cell in (stand_ins | cells).items()}


def _labels_without_indicators(block: IndicatorBlock, rows: Sequence[DraftRow]) -> Iterator[LineFault]:
    """Find lines that hold nothing but labels: on paper they would be gone."""
    labels = {cell_key(column) for column in block.columns if column.key in _LABELS}
    names = [cell_key(column) for column in block.columns if column.key == "name"]
    for number, row in enumerate(rows, 1):
        held = {key for key, text in row.texts.items() if text}
        if held and held <= labels:
            yield LineFault(
                "rows-have-a-name",
                cell_name(row.id, names[-1]),
                f"指标第{number}行",
                names[-1],
                "",
                "这一行只有一级、二级指标，没有三级指标",
                "三级指标的名称",
                "补写三级指标；这一行不要了就删除整行",
            )
