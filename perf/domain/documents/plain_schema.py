"""A form made to measure for a target that fits none, so that it can be printed all the same."""

from collections.abc import Iterator, Mapping
from typing import Any

from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.schema_building import build_schema
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period
from perf.domain.values import parse_value, show_value

_WIDTHS = {"first_level": 12.0, "second_level": 13.0, "name": 28.0, "remark": 12.0}
_GOAL_LABELS = {Period.ANNUAL: "年度目标", Period.MEDIUM_TERM: "中期目标"}


def plain_schema(target: PerformanceTarget, vocabulary: Vocabulary) -> TableSchema:
    """Build a form with a place for everything the target holds, worded as the field usually does.

    Fields, goals and amounts stand one a row; the halves of the indicators stand side by side.
    """
    columns = [column for period in _halves(target) for column in _columns(target, period, vocabulary)]
    shared = [column for column in columns if column["key"] in ("first_level", "first_level_weight")]
    columns = [*_first_of_each(shared), *(column for column in columns if column not in shared)]
    lists = dict(_list_keys(target))
    width = max(len(columns), *map(len, lists.values()), 0)
    _widen(columns, width)
    head = list(_head_rows(target, width, vocabulary))
    blocks: list[dict[str, Any]] = [{"type": "form", "rows": head}] if head else []
    blocks += (_list_block(block, keys, width) for block, keys in lists.items())
    return build_schema(
        {
            "id": "plain",
            "kind": target.kind,
            "name": "按原表内容排的表",
            "basis": "原表不合任何表样",
            "title": target.title,
            "subtitle": "（{fiscal_year}年度）" if target.fiscal_year else None,
            "unit": next((row.unit for row in target.funding if row.unit), "万元"),
            "widths": [part for column in columns for part in _grid_widths(column)],
            "blocks": [*blocks, {"type": "indicators", "columns": columns}],
        }
    )


def _halves(target: PerformanceTarget) -> list[Period]:
    """Give the halves that have indicators, medium term to the left; an empty table has the annual half."""
    present = [period for period in (Period.MEDIUM_TERM, Period.ANNUAL) if target.indicators.half(period)]
    return present or [Period.ANNUAL]


def _columns(target: PerformanceTarget, period: Period, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """Give the columns one half needs."""
    rows = target.indicators.half(period)
    wordings = _first_wordings(vocabulary.columns)
    values = [row.value for row in rows if row.value]
    needs_split = any(parse_value(show_value(value)) != value for value in values)
    keys = ["first_level"] * any(row.first_level for row in rows)
    keys += ["first_level_weight"] * any(row.first_level_weight is not None for row in rows)
    keys += ["second_level"] * any(row.second_level for row in rows)
    keys += ["name", "comparison", "value", "unit"] if needs_split else ["name", "value"]
    keys += dict.fromkeys(key for row in rows for key, _ in row.details)
    keys += ["remark"] * any(row.remark for row in rows)
    for key in keys:
        yield {"key": key, "label": wordings.get(key, key), "period": period}


def _first_wordings(meanings: Mapping[str, str]) -> dict[str, str]:
    """Turn wording → meaning round, the first wording of each meaning counting."""
    return {meaning: wording for wording, meaning in reversed(list(meanings.items()))}


def _first_of_each(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the first column of each key: both halves share their first levels."""
    return list({column["key"]: column for column in reversed(columns)}.values())[::-1]


def _head_rows(target: PerformanceTarget, width: int, vocabulary: Vocabulary) -> Iterator[list[Any]]:
    """Give one row a field, goal and amount."""
    wordings = _first_wordings(vocabulary.fields)
    rest = {"columns": width - 1}
    for value in target.fields:
        yield [wordings.get(value.key, value.key), {"field": value.key, **rest}]
    for goal in target.goals:
        yield [_GOAL_LABELS[goal.period], {"goal": goal.period, **rest}]
    for row in target.funding:
        yield [row.label, {"amount": row.key, "period": row.period, "align": "left", **rest}]


def _list_keys(target: PerformanceTarget) -> Iterator[tuple[str, list[str]]]:
    """Give each list the target has, with the keys of its columns."""
    for block in dict.fromkeys(row.block for row in target.lists):
        rows = [row for row in target.lists if row.block == block]
        yield block, list(dict.fromkeys(key for row in rows for key, _ in row.cells))


def _widen(columns: list[dict[str, Any]], width: int) -> None:
    """Let the names cover more of the grid where a list has more columns than the indicators."""
    name = next(column for column in columns if column["key"] == "name")
    name["columns"] = 1 + width - len(columns)


def _grid_widths(column: dict[str, Any]) -> list[float]:
    """Give the widths of the grid columns that a column covers."""
    covered = column.get("columns", 1)
    return [_WIDTHS.get(column["key"], 10.0) / covered] * covered


def _list_block(block: str, keys: list[str], width: int) -> dict[str, Any]:
    """Give the block of a list; its last column covers what is left of the width."""
    columns: list[dict[str, Any]] = [{"key": key, "label": key} for key in keys]
    columns[-1]["columns"] = width - len(columns) + 1
    return {"type": "list", "key": block, "columns": columns}
