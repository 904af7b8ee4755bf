"""A filled target table (绩效目标表) of a department or a project."""

from dataclasses import dataclass, field
from itertools import groupby

from perf.domain.funding import Funding
from perf.domain.indicators import IndicatorTree
from perf.domain.sources import Source
from perf.domain.terms import Period, TableKind
from perf.domain.text import require_clean, require_keys

FISCAL_YEARS = range(2000, 2100)
"""Budget years that a table can be about."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One filled head or foot field (项目名称, 实施单位, 联系电话 …).

    Attributes:
        key: the form's name for the field.
        text: what was filled in, never blank.
        source: where it was read; not part of equality.
    """

    key: str
    text: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal text (总体目标) of one half.

    Attributes:
        period: year or medium term.
        text: the goal, never blank.
        source: where it was read; not part of equality.
    """

    period: Period
    text: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list block of the form (年度主要任务, 预算成本构成 …).

    Attributes:
        block: the form's name for the list.
        cells: its filled cells as (column key, text), in the form's order; blank ones are left out.
        source: where it was read; not part of equality.
    """

    block: str
    cells: tuple[tuple[str, str], ...]
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PerformanceTarget:
    """What one table promises. Absent parts are absent: no field, goal or amount is ever blank.

    Attributes:
        kind: department or project.
        title: the table's printed title.
        schema: id of the table schema it is filled in, ``None`` when it fits none.
        fiscal_year: the budget year, ``None`` when the document does not say.
        fields: head and foot fields, in the form's order.
        goals: goal texts, annual first, at most one each half.
        funding: the money block, in the form's order.
        lists: rows of the form's list blocks, in order.
        indicators: the indicators of both halves.
        source: where the table starts; not part of equality.
    """

    kind: TableKind
    title: str
    schema: str | None = None
    fiscal_year: int | None = None
    fields: tuple[FieldValue, ...] = ()
    goals: tuple[Goal, ...] = ()
    funding: tuple[Funding, ...] = ()
    lists: tuple[ListRow, ...] = ()
    indicators: IndicatorTree = IndicatorTree()
    source: Source | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse blank, repeated or misnamed parts, and years that are no budget years."""
        require_clean("target title", self.title)
        if self.fiscal_year is not None and self.fiscal_year not in FISCAL_YEARS:
            raise ValueError(f"{self.fiscal_year} is no fiscal year")
        require_clean("field", *(value.text for value in self.fields))
        require_clean("goal", *(goal.text for goal in self.goals))
        require_clean("list", *(text for row in self.lists for _, text in row.cells))
        require_keys("field", *(value.key for value in self.fields))
        for row in self.lists:
            require_keys("list row", *(key for key, _ in row.cells))
        # Each list stands together: a list that begins again would be a key given twice.
        require_keys("list", *(block for block, _ in groupby(row.block for row in self.lists)))
        slots = [(row.key, row.period) for row in self.funding]
        periods = [goal.period for goal in self.goals]
        if any(len(parts) != len(set(parts)) for parts in (slots, periods)):
            raise ValueError("a goal or amount is given twice")
        filled = (*(value.text for value in self.fields), *(goal.text for goal in self.goals))
        if not all(filled) or not all(row.cells for row in self.lists):
            raise ValueError("a blank part is left out")

    def field_text(self, key: str) -> str | None:
        """Give what a field holds, or ``None`` when it is not filled."""
        return next((value.text for value in self.fields if value.key == key), None)

    def goal(self, period: Period) -> str | None:
        """Give the goal text of a half, or ``None``."""
        return next((goal.text for goal in self.goals if goal.period is period), None)

    def amount_row(self, key: str, period: Period = Period.ANNUAL) -> Funding | None:
        """Give one slot of the money block, or ``None`` when it is blank."""
        return next((row for row in self.funding if (row.key, row.period) == (key, period)), None)
