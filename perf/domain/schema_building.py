"""A table schema from the content of its TOML file; anything it says wrongly is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from perf.domain.documents.blocks import Align
from perf.domain.table_schema import (
    Block,
    Column,
    FormBlock,
    IndicatorBlock,
    Item,
    Label,
    ListBlock,
    Placed,
    PlannedLevel,
    PointsPlan,
    Slot,
    TableSchema,
)
from perf.domain.terms import Period, TableKind

_ESSENTIAL = frozenset(("first_level", "second_level", "name", "comparison", "value", "unit"))
"""Indicator columns without which a table is not of a form: 权重, 备注 and a form's own columns are often cut."""


class SchemaError(ValueError):
    """A table schema that contradicts itself; says what and where."""


def build_schema(data: Mapping[str, Any]) -> TableSchema:
    """Build a schema from the content of its TOML file. Unknown or missing keys are refused."""
    known = {
        "id", "kind", "name", "basis", "title", "subtitle", "unit", "widths", "blocks", "points", "notes",
        "signatures", "landscape", "checks",
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
            checks=data.get("checks", {}),
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
            columns = tuple(
                replace(column, is_optional=column.key not in _ESSENTIAL) for column in _build_columns(data["columns"])
            )
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
