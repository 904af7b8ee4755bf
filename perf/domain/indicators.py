"""Performance indicators (绩效指标) on three levels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from perf.domain.sources import Source
from perf.domain.terms import Period
from perf.domain.text import require_clean, require_keys
from perf.domain.values import TargetValue


@dataclass(frozen=True, slots=True)
class Indicator:
    """One third-level row.

    Attributes:
        name: the third-level indicator (三级指标).
        first_level: the first-level label that holds for it (一级指标).
        second_level: the second-level label that holds for it (二级指标).
        value: its target value (指标值), ``None`` when the cell is blank.
        first_level_weight: weight or points printed beside the first-level label (权重, 分值).
        remark: 备注.
        details: further columns of the form, as (column key, text), in the form's order; blank ones are left out.
        period: the half of the table it stands in.
        source: where its name was read; not part of equality.
        cell_sources: where its further cells were read, as (column key, place); neither part of equality nor kept.
    """

    name: str
    first_level: str | None = None
    second_level: str | None = None
    value: TargetValue | None = None
    first_level_weight: Decimal | None = None
    remark: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    period: Period = Period.ANNUAL
    source: Source | None = field(default=None, compare=False)
    cell_sources: tuple[tuple[str, Source], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a missing name and texts that are not clean."""
        if not self.name:
            raise ValueError("an indicator has a name")
        require_clean("indicator", self.name, self.first_level, self.second_level, self.remark)
        require_clean("indicator detail", *(text for _, text in self.details))
        require_keys("indicator detail", *(key for key, _ in self.details))
        if any(not text for _, text in self.details):
            raise ValueError("a blank detail is left out")
        if self.first_level_weight is not None and not self.first_level_weight.is_finite():
            raise ValueError("a weight is finite")

    def detail(self, key: str) -> str | None:
        """Give the text of a further column, or ``None`` when it is blank."""
        return dict(self.details).get(key)

    def source_of(self, column: str) -> Source | None:
        """Give the place a column was read at; where the cell is blank or its place unknown, that of the name."""
        return dict(self.cell_sources).get(column, self.source)


@dataclass(frozen=True, slots=True)
class SecondLevel:
    """Consecutive indicators under one second-level label."""

    name: str | None
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class FirstLevel:
    """Consecutive indicators under one first-level label, with its weight."""

    name: str | None
    weight: Decimal | None
    second_levels: tuple[SecondLevel, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its indicators, in order."""
        return tuple(indicator for second in self.second_levels for indicator in second.indicators)


@dataclass(frozen=True)
class IndicatorTree:
    """All indicators of one table, in printed order, annual and medium-term halves apart.

    A label holds for its own row and those below it until the next label. An absent label can therefore
    only stand first: a first level of ``None`` before all others of its half, a second level of ``None``
    before all others of its first level, no weight before a weight of the same first level. Anything else is
    refused with ``ValueError``.
    """

    indicators: tuple[Indicator, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an absent label below a present one."""
        for period in Period:
            levels = self.levels(period)
            for above, first in zip([None, *levels], levels, strict=False):
                if above is not None and (first.name is None or _loses_a_label(above, first)):
                    raise ValueError("an absent first level, weight or second level can only stand first")
                if any(second.name is None for second in first.second_levels[1:]):
                    raise ValueError("an absent second level can only stand first under its first level")

    def __iter__(self) -> Iterator[Indicator]:
        """Go through the rows in order."""
        return iter(self.indicators)

    def __len__(self) -> int:
        """Count the third-level rows of both halves."""
        return len(self.indicators)

    def half(self, period: Period) -> tuple[Indicator, ...]:
        """Give the rows of one half, in order."""
        return self._halves[period]

    def levels(self, period: Period) -> tuple[FirstLevel, ...]:
        """Give one half grouped by first- and second-level label."""
        return self._levels[period]

    # Printing, reading and every rule ask for these: they are worked out once, which is why the class has no slots.

    @cached_property
    def _halves(self) -> dict[Period, tuple[Indicator, ...]]:
        """The rows of each half."""
        return {period: tuple(row for row in self.indicators if row.period is period) for period in Period}

    @cached_property
    def _levels(self) -> dict[Period, tuple[FirstLevel, ...]]:
        """The first levels of each half."""
        return {period: _first_levels(rows) for period, rows in self._halves.items()}


def _loses_a_label(above: FirstLevel, below: FirstLevel) -> bool:
    """Tell a group that goes on under the same first level without the weight or second level of the one above."""
    loses_second_level = below.second_levels[0].name is None and above.second_levels[-1].name is not None
    return above.name == below.name and (below.weight is None or loses_second_level)


def _first_levels(rows: Sequence[Indicator]) -> tuple[FirstLevel, ...]:
    """Group rows of one half by their first-level label and its weight."""
    groups = groupby(rows, key=lambda row: (row.first_level, row.first_level_weight))
    return tuple(FirstLevel(name, weight, _second_levels(group)) for (name, weight), group in groups)


def _second_levels(rows: Iterator[Indicator]) -> tuple[SecondLevel, ...]:
    """Group rows of one first level by their second-level label."""
    return tuple(SecondLevel(name, tuple(group)) for name, group in groupby(rows, key=lambda row: row.second_level))
