"""A target as JSON and back, without loss. The format is described in docs/json-format.md.

Numbers are strings with the digits that were written. An absent part is ``null`` or left out, never blank.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from perf.domain.documents.questions import Question
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.values import TargetValue, parse_number, show_number

Json = dict[str, Any]


def target_as_dict(target: PerformanceTarget, questions: Sequence[Question] = ()) -> Json:
    """Give one target as an entry of ``tables``."""
    return {
        "schema": target.schema,
        "kind": target.kind.value,
        "fiscal_year": target.fiscal_year,
        "title": target.title,
        "fields": {value.key: value.text for value in target.fields},
        "goals": {period.value: target.goal(period) for period in Period},
        "funding": [_funding_as_dict(row) for row in target.funding],
        "lists": _lists_as_dict(target),
        "indicators": [_indicator_as_dict(row) for row in target.indicators],
        "questions": [_question_as_dict(question) for question in questions],
        "sources": _sources_as_dict(target),
    }


def target_from_dict(data: Mapping[str, Any]) -> PerformanceTarget:
    """Read one entry of ``tables``; questions are about a reading and are not part of the target.

    ``data`` fits the JSON Schema of the format. Refuses, with ``ValueError``, what no target can be: blank parts,
    a number that is none, an absent label below a present one.
    """
    sources = data.get("sources", {})
    return PerformanceTarget(
        kind=TableKind(data["kind"]),
        title=data["title"],
        schema=data["schema"],
        fiscal_year=data["fiscal_year"],
        fields=tuple(
            FieldValue(key, text, _source(sources.get("fields", {}).get(key))) for key, text in data["fields"].items()
        ),
        goals=tuple(
            Goal(period, data["goals"][period.value], _source(sources.get("goals", {}).get(period.value)))
            for period in Period
            if data["goals"].get(period.value) is not None
        ),
        funding=tuple(_funding_from_dict(row) for row in data["funding"]),
        lists=tuple(_lists_from_dict(data.get("lists", {}), sources.get("lists", {}))),
        indicators=IndicatorTree(tuple(_indicator_from_dict(row) for row in data["indicators"])),
        source=_source(sources.get("table")),
    )


def _number(written: str | None) -> Decimal | None:
    """Read a number string of the format."""
    if written is None:
        return None
    number = parse_number(written)
    if number is None:
        raise ValueError(f"{written!r} is not a number")
    return number


def _shown(number: Decimal | None) -> str | None:
    """Print a number as a string of the format."""
    return None if number is None else show_number(number)


def _source(data: Mapping[str, Any] | None) -> Source | None:
    """Read a place."""
    return Source(**data) if data else None


def _source_as_dict(source: Source | None) -> dict[str, str | int] | None:
    """Give a place."""
    return source.as_dict() if source else None


def _sources_as_dict(target: PerformanceTarget) -> Json:
    """Give the places of the table itself, its fields, goals and list rows."""
    return {
        "table": _source_as_dict(target.source),
        "fields": {value.key: value.source.as_dict() for value in target.fields if value.source},
        "goals": {goal.period.value: goal.source.as_dict() for goal in target.goals if goal.source},
        "lists": {
            block: [_source_as_dict(row.source) for row in rows]
            for block, rows in groupby(target.lists, key=attrgetter("block"))
        },
    }


def _funding_as_dict(row: Funding) -> Json:
    """Give one amount."""
    return {
        "key": row.key,
        "label": row.label,
        "period": row.period.value,
        "amount": _shown(row.amount),
        "unit": row.unit,
        "text": row.text,
        "source": _source_as_dict(row.source),
    }


def _funding_from_dict(data: Mapping[str, Any]) -> Funding:
    """Read one amount."""
    return Funding(
        key=data["key"],
        label=data["label"],
        amount=_number(data["amount"]),
        unit=data["unit"],
        text=data.get("text"),
        period=Period(data["period"]),
        source=_source(data.get("source")),
    )


def _lists_as_dict(target: PerformanceTarget) -> dict[str, list[dict[str, str]]]:
    """Give the list blocks by name."""
    lists: dict[str, list[dict[str, str]]] = {}
    for row in target.lists:
        lists.setdefault(row.block, []).append(dict(row.cells))
    return lists


def _lists_from_dict(
    lists: Mapping[str, Sequence[Mapping[str, str]]], sources: Mapping[str, Sequence[Mapping[str, Any] | None]]
) -> Iterator[ListRow]:
    """Read the list blocks; a list has either the places of all its rows or none."""
    for block, rows in lists.items():
        places = sources.get(block) or [None] * len(rows)
        for row, place in zip(rows, places, strict=True):
            yield ListRow(block, tuple(row.items()), _source(place))


def _indicator_as_dict(row: Indicator) -> Json:
    """Give one third-level row."""
    value = row.value
    return {
        "period": row.period.value,
        "first_level": row.first_level,
        "first_level_weight": _shown(row.first_level_weight),
        "second_level": row.second_level,
        "name": row.name,
        "comparison": value.comparison.value if value and value.comparison else None,
        "value": _shown(value.number) if value else None,
        "upper": _shown(value.upper) if value else None,
        "unit": value.unit if value else None,
        "text": value.text if value else None,
        "remark": row.remark,
        "details": dict(row.details),
        "source": _source_as_dict(row.source),
    }


def _indicator_from_dict(data: Mapping[str, Any]) -> Indicator:
    """Read one third-level row."""
    comparison = Comparison(data["comparison"]) if data["comparison"] else None
    number, upper = _number(data["value"]), _number(data.get("upper"))
    is_given = any(part is not None for part in (comparison, number, data["unit"], data["text"]))
    return Indicator(
        name=data["name"],
        first_level=data["first_level"],
        second_level=data["second_level"],
        value=TargetValue(comparison, number, data["unit"], data["text"], upper) if is_given else None,
        first_level_weight=_number(data["first_level_weight"]),
        remark=data["remark"],
        details=tuple(data.get("details", {}).items()),
        period=Period(data["period"]),
        source=_source(data.get("source")),
    )


def _question_as_dict(question: Question) -> Json:
    """Give one question."""
    return {
        "message": question.message,
        "read": question.read,
        "taken": question.taken,
        "source": _source_as_dict(question.source),
    }
