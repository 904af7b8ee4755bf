"""What an official form (表样) looks like, as data.

A schema is one TOML file: identity, column widths, and blocks from top to bottom. Three kinds of block exist:

- ``form``: fixed rows of printed labels and slots to fill (head fields, goals, money);
- ``list``: a heading and any number of rows of plain cells (年度主要任务, 预算成本构成);
- ``indicators``: the indicator heading and rows, labels merged downwards, one half or two side by side.

Anything a schema says wrongly is refused with :class:`SchemaError` when it is built.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from perf.domain.documents.blocks import Align
from perf.domain.terms import Period, TableKind
from perf.domain.text import label_key

INDICATOR_KEYS = ("first_level", "first_level_weight", "second_level", "name", "comparison", "value", "unit", "remark")
"""Column keys of an indicator block that have a place of their own in ``Indicator``; others are details."""

_YEAR_IN_LABEL = re.compile(r"\{fiscal_year(?:-(?P<before>[0-9]))?\}")
_EMBEDDED = re.compile(r"[（(]?\{(?P<key>\w+)\}[）)]?")


class SchemaError(ValueError):
    """A table schema that contradicts itself; says what and where."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label. ``{key}`` in its text is filled from that field, brackets around it included."""

    text: str
    columns: int = 1
    rows: int = 1

    @property
    def embedded(self) -> str | None:
        """Key of the field printed inside the label, if any."""
        found = _EMBEDDED.search(self.text)
        return found["key"] if found else None

    @property
    def bare(self) -> str:
        """The label without what is filled into it."""
        return _EMBEDDED.sub("", self.text)

    @property
    def key(self) -> str:
        """The bare label folded for comparison."""
        return label_key(self.bare)

    def filled(self, text: str | None) -> str:
        """Print the label around an embedded field's text; without it the brackets go too."""
        found = _EMBEDDED.search(self.text)
        if found is None:
            return self.text
        inner = found.group().replace("{" + found["key"] + "}", text) if text else ""
        return self.text[: found.start()] + inner + self.text[found.end() :]

    def embedded_text(self, printed: str) -> str | None:
        """Read back what :meth:`filled` printed inside; ``None`` when nothing is there."""
        found = _EMBEDDED.search(self.text)
        if found is None or not label_key(printed).startswith(label_key(self.text[: found.start()])):
            return None
        inner = printed[found.start() : len(printed) - len(self.text) + found.end()].strip()
        opened, closed = inner[:1] in "（(", inner[-1:] in "）)"
        return (inner[1:-1] if opened and closed else inner).strip() or None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in a form block.

    Attributes:
        holds: what fills it: a head field, a goal text, or an amount.
        key: field key, or funding key; for a goal its period's value.
        name: what people call it; for fields and amounts without one, the printed label before the slot.
        period: half that a goal or amount belongs to.
        columns: columns it covers.
        rows: rows it covers.
        personal: whether it holds personal data, masked before disclosure (个人信息保护法 art. 25).
        align: place of the text.
    """

    holds: Literal["field", "goal", "amount"]
    key: str
    name: str
    period: Period = Period.ANNUAL
    columns: int = 1
    rows: int = 1
    personal: bool = False
    align: Align = Align.LEFT


Item = Label | Slot


@dataclass(frozen=True, slots=True)
class Placed:
    """A label or slot at its row (from 0 in its block) and column."""

    row: int
    column: int
    item: Item


@dataclass(frozen=True, slots=True)
class FormBlock:
    """Fixed rows of labels and slots; ``placed`` is in reading order."""

    placed: tuple[Placed, ...]
    row_count: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list or indicator block.

    Attributes:
        key: what it holds.
        label: its printed heading; ``{fiscal_year-1}`` stands for the year before the budget year.
        columns: grid columns it covers.
        group: heading printed above it and its neighbours of the same group.
        period: the half it belongs to; the first-level column of a two-half table belongs to both.
        align: place of the text in its cells.
    """

    key: str
    label: str
    columns: int = 1
    group: str | None = None
    period: Period = Period.ANNUAL
    align: Align = Align.LEFT

    def heading(self, fiscal_year: int | None) -> str:
        """Print the heading for a year; an unknown year is left blank."""
        return _YEAR_IN_LABEL.sub(lambda found: _year_before(fiscal_year, found["before"]), self.label)

    def is_heading(self, key: str) -> bool:
        """Tell whether a folded text is this heading, of whatever year."""
        return bool(_heading_pattern(self.label).fullmatch(key))


@lru_cache(maxsize=1024)
def _heading_pattern(label: str) -> re.Pattern[str]:
    """Give the pattern of a folded heading, any year standing for its year."""
    parts = [re.escape(label_key(part)) for part in _YEAR_IN_LABEL.split(label)[::2]]
    return re.compile("(?:[0-9]{4})?".join(parts))


def _year_before(fiscal_year: int | None, years: str | None) -> str:
    """Print the year so many years before the budget year."""
    return "" if fiscal_year is None else str(fiscal_year - int(years or 0))


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A heading and rows of plain cells, ``label`` merged beside all of them when there is one."""

    key: str
    label: str | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PlannedLevel:
    """A first-level indicator that the form prescribes, with its points where it has any."""

    name: str
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """The indicator rows.

    Attributes:
        label: printed beside all rows (绩效指标), or ``None``.
        columns: the columns from left to right.
        first_levels: the first-level indicators the form prescribes.
    """

    label: str | None
    columns: tuple[Column, ...]
    first_levels: tuple[PlannedLevel, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The halves the block has, in the order of their columns."""
        return tuple(dict.fromkeys(column.period for column in self.columns if column.key == "name"))

    @property
    def is_split(self) -> bool:
        """Whether sign, number and unit stand in columns of their own."""
        return any(column.key == "comparison" for column in self.columns)

    def half(self, period: Period) -> tuple[Column, ...]:
        """Give the columns of one half; the first-level columns belong to every half."""
        shared = ("first_level", "first_level_weight")
        return tuple(column for column in self.columns if column.period is period or column.key in shared)


Block = FormBlock | ListBlock | IndicatorBlock


@dataclass(frozen=True, slots=True)
class PointsPlan:
    """How 100 points are given out: to indicator rows, and to the execution of the budget (预算执行率)."""

    indicator_total: Decimal
    execution: Decimal


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One official form. See the module's text for its blocks.

    Attributes:
        id: stable id, such as ``gansu-2026-project``.
        kind: department or project.
        name: what people call the form.
        basis: 文号 or the form it follows.
        title: printed title.
        subtitle: printed below it; ``{fiscal_year}`` stands for the year.
        unit: unit of all amounts, ``万元`` or ``元``.
        widths: relative widths of the grid's columns.
        blocks: from top to bottom; exactly one is an indicator block.
        points: the points plan, ``None`` when the form gives no points.
        notes: printed below the table.
        signatures: who signs.
        landscape: whether the page lies on its side.
    """

    id: str
    kind: TableKind
    name: str
    basis: str
    title: str
    subtitle: str | None
    unit: str
    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    points: PointsPlan | None = None
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    landscape: bool = False

    @property
    def indicators(self) -> IndicatorBlock:
        """The indicator block."""
        return next(block for block in self.blocks if isinstance(block, IndicatorBlock))

    @property
    def lists(self) -> tuple[ListBlock, ...]:
        """The list blocks, top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, ListBlock))

    @property
    def forms(self) -> tuple[FormBlock, ...]:
        """The form blocks, top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, FormBlock))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot of the form blocks, in reading order."""
        items = (placed.item for form in self.forms for placed in form.placed)
        return tuple(item for item in items if isinstance(item, Slot))

    @property
    def field_names(self) -> dict[str, str]:
        """Name of every field, by key, in the form's order; a field inside a label has the label's name."""
        names: dict[str, str] = {}
        for placed in (placed for form in self.forms for placed in form.placed):
            item = placed.item
            if isinstance(item, Label) and item.embedded:
                names[item.embedded] = item.bare
            elif isinstance(item, Slot) and item.holds == "field":
                names[item.key] = item.name
        return names

    @property
    def personal_fields(self) -> frozenset[str]:
        """Keys of the fields that hold personal data."""
        return frozenset(slot.key for slot in self.slots if slot.personal)


def build_schema(data: Mapping[str, Any]) -> TableSchema:
    """Build a schema from the content of its TOML file. Unknown or missing keys are refused."""
    known = {
        "id", "kind", "name", "basis", "title", "subtitle", "unit", "widths", "blocks", "points", "notes",
        "signatures", "landscape",
    }  # fmt: skip
    _refuse_unknown(data, known, "schema")
    try:
        widths = tuple(float(width) for width in data["widths"])
        schema = TableSchema(
            id=data["id"],
            kind=TableKind(data["kind"]),
            name=data["name"],
            basis=data["basis"],
            title=data["title"],
            subtitle=data.get("subtitle"),
            unit=data["unit"],
            widths=widths,
            blocks=tuple(_build_block(block, len(widths)) for block in data["blocks"]),
            points=_build_points(data.get("points")),
            notes=tuple(data.get("notes", ())),
            signatures=tuple(data.get("signatures", ())),
            landscape=data.get("landscape", False),
        )
    except KeyError as missing:
        raise SchemaError(f"{data.get('id')}: {missing} is missing") from missing
    _verify(schema)
    return schema


def _refuse_unknown(data: Mapping[str, Any], known: set[str], where: str) -> None:
    """Refuse keys that nothing reads: they are spelling mistakes."""
    unknown = sorted(set(data) - known)
    if unknown:
        raise SchemaError(f"{where}: unknown {', '.join(unknown)}")


def _build_points(data: Mapping[str, Any] | None) -> PointsPlan | None:
    """Build the points plan."""
    if data is None:
        return None
    _refuse_unknown(data, {"indicator_total", "execution"}, "points")
    return PointsPlan(Decimal(str(data["indicator_total"])), Decimal(str(data["execution"])))


def _build_block(data: Mapping[str, Any], width: int) -> Block:
    """Build one block by its type."""
    match data["type"]:
        case "form":
            _refuse_unknown(data, {"type", "rows"}, "form block")
            return _build_form(data["rows"], width)
        case "list":
            _refuse_unknown(data, {"type", "key", "label", "columns"}, "list block")
            block = ListBlock(data["key"], data.get("label"), _build_columns(data["columns"]))
            _require_width(block.label, block.columns, width)
            return block
        case "indicators":
            _refuse_unknown(data, {"type", "label", "columns", "first_levels"}, "indicator block")
            levels = tuple(
                PlannedLevel(level["name"], Decimal(str(level["points"])) if "points" in level else None)
                for level in data.get("first_levels", ())
            )
            columns = _build_columns(data["columns"])
            _require_width(data.get("label"), columns, width)
            return IndicatorBlock(data.get("label"), columns, levels)
        case other:
            raise SchemaError(f"unknown block type {other}")


def _build_columns(data: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Build the columns of a list or indicator block."""
    columns = []
    for column in data:
        _refuse_unknown(column, {"key", "label", "columns", "group", "period", "align"}, f"column {column.get('key')}")
        columns.append(
            Column(
                key=column["key"],
                label=column["label"],
                columns=column.get("columns", 1),
                group=column.get("group"),
                period=Period(column.get("period", Period.ANNUAL)),
                align=Align(column.get("align", Align.LEFT)),
            )
        )
    return tuple(columns)


def _require_width(label: str | None, columns: tuple[Column, ...], width: int) -> None:
    """Refuse a block whose columns do not fill the grid."""
    covered = sum(column.columns for column in columns) + (label is not None)
    if covered != width:
        raise SchemaError(f"columns {columns[0].label}… cover {covered} of {width} grid columns")


def _build_form(rows: Sequence[Sequence[Any]], width: int) -> FormBlock:
    """Place every label and slot, filling each row from the left around cells that reach down from above."""
    covered: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for number, row in enumerate(rows):
        name = ""
        for written in row:
            item = _build_item(written, name)
            column = next((c for c in range(width) if (number, c) not in covered), width)
            area = {(number + r, column + c) for r in range(item.rows) for c in range(item.columns)}
            if column + item.columns > width or number + item.rows > len(rows) or area & covered:
                raise SchemaError(f"form row {number + 1}: {written} does not fit")
            covered |= area
            placed.append(Placed(number, column, item))
            name = item.text if isinstance(item, Label) else name
    if len(covered) != width * len(rows):
        raise SchemaError(f"form rows {rows[0]}… leave places of the grid uncovered")
    return FormBlock(tuple(placed), len(rows))


def _build_item(written: str | Mapping[str, Any], label_before: str) -> Item:
    """Build a label from a text or ``{label=…}``, a slot from ``{field=…}``, ``{goal=…}`` or ``{amount=…}``."""
    if isinstance(written, str):
        return Label(written)
    size = {"columns": written.get("columns", 1), "rows": written.get("rows", 1)}
    if "label" in written:
        _refuse_unknown(written, {"label", "columns", "rows"}, f"label {written['label']}")
        return Label(written["label"], **size)
    name = written.get("name") or label_before.strip(":：")
    align = Align(written.get("align", Align.CENTER if "amount" in written else Align.LEFT))
    if "goal" in written:
        _refuse_unknown(written, {"goal", "name", "columns", "rows", "align"}, "goal slot")
        period = Period(written["goal"])
        return Slot("goal", period.value, name, period, align=align, **size)
    if "amount" in written:
        _refuse_unknown(written, {"amount", "name", "period", "columns", "rows", "align"}, "amount slot")
        return Slot("amount", written["amount"], name, Period(written.get("period", "annual")), align=align, **size)
    _refuse_unknown(written, {"field", "name", "personal", "columns", "rows", "align"}, "field slot")
    return Slot("field", written["field"], name, personal=written.get("personal", False), align=align, **size)


def _verify(schema: TableSchema) -> None:
    """Refuse what no single block can see: repeated slots, halves without a name column, points that do not add up."""
    if sum(isinstance(block, IndicatorBlock) for block in schema.blocks) != 1:
        raise SchemaError(f"{schema.id}: exactly one indicator block is needed")
    slots = [(slot.holds, slot.key, slot.period) for slot in schema.slots]
    if len(slots) != len(set(slots)):
        raise SchemaError(f"{schema.id}: a slot is given twice")
    for period in schema.indicators.periods:
        keys = [column.key for column in schema.indicators.half(period)]
        if len(keys) != len(set(keys)) or "value" not in keys:
            raise SchemaError(f"{schema.id}: the {period} half repeats a column or has no value")
        if ("comparison" in keys) != ("unit" in keys):
            raise SchemaError(f"{schema.id}: comparison and unit columns come together")
    planned = [level.points for level in schema.indicators.first_levels if level.points is not None]
    if schema.points and planned and sum(planned) != schema.points.indicator_total:
        raise SchemaError(f"{schema.id}: first levels have {sum(planned)} points of {schema.points.indicator_total}")
