"""What is still to give out and to explain: points of the form's plan, and amounts whose parts do not add up yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perf.domain.places import amount_part, indicator_part
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Period


@dataclass(frozen=True, slots=True)
class Remainder:
    """Something that does not add up yet.

    Attributes:
        name: what is being added up.
        whole: what it is to come to.
        so_far: what it comes to now.
        unit: unit of both.
        part: where to go on, a part of the target.
    """

    name: str
    whole: Decimal
    so_far: Decimal
    unit: str
    part: str

    @property
    def open(self) -> Decimal:
        """What is missing; below zero what is too much."""
        return self.whole - self.so_far


def remainders(target: PerformanceTarget, schema: TableSchema) -> tuple[Remainder, ...]:
    """Give what a target has still to give out, points first; what adds up is left out."""
    found = (*_points(target, schema), *_money(target, schema))
    return tuple(each for each in found if each.open)


def _points(target: PerformanceTarget, schema: TableSchema) -> Iterator[Remainder]:
    """Add up the weights of the first levels against the plan of the form (分值、权重)."""
    has_weights = any(column.key == "first_level_weight" for column in schema.indicators.columns)
    if schema.points is None or not has_weights:
        return
    levels = target.indicators.levels(Period.ANNUAL)
    so_far = sum((level.weight for level in levels if level.weight is not None), Decimal())
    yield Remainder(
        "一级指标权重", schema.points.indicator_total, so_far, "分", indicator_part(0, "first_level_weight")
    )


def _money(target: PerformanceTarget, schema: TableSchema) -> Iterator[Remainder]:
    """Add up the amounts that the form says belong together, where a whole is filled in."""
    for each in schema.checks.get("amounts_add_up", {}).get("sums", ()):
        for period in dict.fromkeys(row.period for row in target.funding):
            yield from _sum(target, schema, each, period)


def _sum(target: PerformanceTarget, schema: TableSchema, each: Any, period: Period) -> Iterator[Remainder]:
    whole = target.amount_row(each["total"], period)
    parts = [row for key in each["parts"] if (row := target.amount_row(key, period))]
    if whole is None or whole.amount is None or any(row.amount is None for row in parts):
        return
    so_far = sum((row.amount for row in parts if row.amount is not None), Decimal())
    half = f"{period.label} " if len({row.period for row in target.funding}) > 1 else ""
    yield Remainder(f"{half}{whole.label}", whole.amount, so_far, schema.unit, amount_part(whole.key, period))
