"""A target as rows of the database and back, without loss: ``read_parts(parts_of(t)) == t``, places included."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import SQLModel

from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.values import TargetValue
from perf.targets.records import TargetField, TargetFunding, TargetGoal, TargetIndicator, TargetListRow

Row = Mapping[Any, Any]
"""One row by column name, as the database gives it."""

Parts = dict[type[SQLModel], list[dict[str, Any]]]
"""The rows of one target by record, each numbered by ``position`` and still without ``target_id``."""

ROW_RECORDS: tuple[type[SQLModel], ...] = (TargetField, TargetGoal, TargetFunding, TargetListRow, TargetIndicator)
"""The records that hold the parts of a target."""


def parts_of(target: PerformanceTarget) -> Parts:
    """Give the rows that keep a target's parts."""
    parts: Parts = {
        TargetField: [_field_row(value) for value in target.fields],
        TargetGoal: [_goal_row(goal) for goal in target.goals],
        TargetFunding: [_funding_row(row) for row in target.funding],
        TargetListRow: [_list_row(row) for row in target.lists],
        TargetIndicator: [_indicator_row(row) for row in target.indicators],
    }
    return {
        record: [{"position": position, **row} for position, row in enumerate(rows)] for record, rows in parts.items()
    }


def read_parts(head: Row, parts: Mapping[type[SQLModel], Sequence[Row]]) -> PerformanceTarget:
    """Make the target of a ``target_table`` row and the rows that belong to it, given in their order."""
    return PerformanceTarget(
        kind=TableKind(head["kind"]),
        title=head["title"],
        schema=head["schema_id"],
        fiscal_year=head["fiscal_year"],
        fields=tuple(_read_field(row) for row in parts[TargetField]),
        goals=tuple(_read_goal(row) for row in parts[TargetGoal]),
        funding=tuple(_read_funding(row) for row in parts[TargetFunding]),
        lists=tuple(_read_list_row(row) for row in parts[TargetListRow]),
        indicators=IndicatorTree(tuple(_read_indicator(row) for row in parts[TargetIndicator])),
        source=read_source(head["source"]),
    )


def source_text(source: Source | None) -> str | None:
    """Write a place."""
    return None if source is None else json.dumps(source.as_dict(), ensure_ascii=False)


def read_source(text: str | None) -> Source | None:
    """Read a place."""
    return None if text is None else Source(**json.loads(text))


def _pairs_text(pairs: Sequence[tuple[str, str]]) -> str:
    """Write (column key, text) pairs."""
    return json.dumps(pairs, ensure_ascii=False)


def _read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read (column key, text) pairs."""
    return tuple((key, value) for key, value in json.loads(text))


def _field_row(value: FieldValue) -> dict[str, Any]:
    return {"key": value.key, "text": value.text, "source": source_text(value.source)}


def _read_field(row: Row) -> FieldValue:
    return FieldValue(row["key"], row["text"], read_source(row["source"]))


def _goal_row(goal: Goal) -> dict[str, Any]:
    return {"period": goal.period.value, "text": goal.text, "source": source_text(goal.source)}


def _read_goal(row: Row) -> Goal:
    return Goal(Period(row["period"]), row["text"], read_source(row["source"]))


def _funding_row(row: Funding) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "amount": row.amount,
        "unit": row.unit,
        "text": row.text,
        "period": row.period.value,
        "source": source_text(row.source),
    }


def _read_funding(row: Row) -> Funding:
    source, period = read_source(row["source"]), Period(row["period"])
    return Funding(row["key"], row["label"], row["amount"], row["unit"], row["text"], period, source)


def _list_row(row: ListRow) -> dict[str, Any]:
    return {"block": row.block, "cells": _pairs_text(row.cells), "source": source_text(row.source)}


def _read_list_row(row: Row) -> ListRow:
    return ListRow(row["block"], _read_pairs(row["cells"]), read_source(row["source"]))


def _indicator_row(row: Indicator) -> dict[str, Any]:
    value = row.value
    return {
        "period": row.period.value,
        "first_level": row.first_level,
        "first_level_weight": row.first_level_weight,
        "second_level": row.second_level,
        "name": row.name,
        "comparison": value.comparison.value if value and value.comparison else None,
        "number": value.number if value else None,
        "upper": value.upper if value else None,
        "unit": value.unit if value else None,
        "text": value.text if value else None,
        "remark": row.remark,
        "details": _pairs_text(row.details),
        "source": source_text(row.source),
    }


def _read_indicator(row: Row) -> Indicator:
    return Indicator(
        name=row["name"],
        first_level=row["first_level"],
        second_level=row["second_level"],
        value=_read_value(row["comparison"], row["number"], row["unit"], row["text"], row["upper"]),
        first_level_weight=row["first_level_weight"],
        remark=row["remark"],
        details=_read_pairs(row["details"]),
        period=Period(row["period"]),
        source=read_source(row["source"]),
    )


def _read_value(
    comparison: str | None, number: Decimal | None, unit: str | None, text: str | None, upper: Decimal | None
) -> TargetValue | None:
    """Make a target value, ``None`` when its cell was blank."""
    if comparison is None and number is None and unit is None and text is None:
        return None
    return TargetValue(Comparison(comparison) if comparison else None, number, unit, text, upper)
