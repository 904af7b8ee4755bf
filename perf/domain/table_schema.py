"""What an official form (表样) looks like, as data.

A schema is one TOML file: identity, column widths, and blocks from top to bottom. Three kinds of block exist:

- ``form``: fixed rows of printed labels and slots to fill (head fields, goals, money);
- ``list``: a heading and any number of rows of plain cells (年度主要任务, 预算成本构成);
- ``indicators``: the indicator heading and rows, labels merged downwards, one half or two side by side.

:func:`perf.domain.schema_building.build_schema` makes one from the content of its file.

A form is made once and asked for every row of every table, so what follows from its parts is worked out once: the
classes with such answers keep them, and therefore have no slots.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Literal

from perf.domain.documents.blocks import Align
from perf.domain.terms import Period, TableKind
from perf.domain.text import label_key

INDICATOR_KEYS = ("first_level", "first_level_weight", "second_level", "name", "comparison", "value", "unit", "remark")
"""Column keys of an indicator block that have a place of their own in ``Indicator``; others are details."""

_YEAR_IN_LABEL = re.compile(r"\{fiscal_year(?:-(?P<before>[0-9]))?\}")
_EMBEDDED = re.compile(r"[（(]?\{(?P<key>\w+)\}[）)]?")


@dataclass(frozen=True)
class Label:
    """A printed label. ``{key}`` in its text is filled from that field, brackets around it included."""

    text: str
    columns: int = 1
    rows: int = 1

    @cached_property
    def embedded(self) -> str | None:
        """Key of the field printed inside the label, if any."""
        found = _EMBEDDED.search(self.text)
        return found["key"] if found else None

    @cached_property
    def bare(self) -> str:
        """The label without what is filled into it."""
        return _EMBEDDED.sub("", self.text)

    @cached_property
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
        is_optional: whether published tables may leave the column out and still be of the form.
    """

    key: str
    label: str
    columns: int = 1
    group: str | None = None
    period: Period = Period.ANNUAL
    align: Align = Align.LEFT
    is_optional: bool = False

    def heading(self, fiscal_year: int | None) -> str:
        """Print the heading for a year; an unknown year is left blank."""
        return _YEAR_IN_LABEL.sub(lambda found: _year_before(fiscal_year, found["before"]), self.label)

    def is_heading(self, key: str) -> bool:
        """Tell whether a folded text is this heading, of whatever year."""
        plain = _plain_heading(self.label)
        return key == plain if plain is not None else bool(_heading_pattern(self.label).fullmatch(key))

    def is_among(self, keys: Set[str]) -> bool:
        """Tell whether one of many folded texts is this heading, of whatever year."""
        plain = _plain_heading(self.label)
        return plain in keys if plain is not None else any(map(self.is_heading, keys))


@lru_cache(maxsize=1024)
def _plain_heading(label: str) -> str | None:
    """Give a folded heading, or ``None`` for one with a year in it, which is a pattern."""
    return None if _YEAR_IN_LABEL.search(label) else label_key(label)


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


@dataclass(frozen=True)
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

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The halves the block has, in the order of their columns."""
        return tuple(dict.fromkeys(column.period for column in self.columns if column.key == "name"))

    @cached_property
    def is_split(self) -> bool:
        """Whether the sign stands in a column of its own."""
        return any(column.key == "comparison" for column in self.columns)

    @cached_property
    def has_unit_column(self) -> bool:
        """Whether the unit stands in a column of its own; every form whose sign does has one."""
        return any(column.key == "unit" for column in self.columns)

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


@dataclass(frozen=True)
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
        checks: thresholds and word lists that this form sets for itself, by rule and setting.
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
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Give a hash that does not walk through the whole form: what is worked out of a form is remembered by it."""
        return hash(self.id)

    @cached_property
    def indicators(self) -> IndicatorBlock:
        """The indicator block."""
        return next(block for block in self.blocks if isinstance(block, IndicatorBlock))

    @cached_property
    def lists(self) -> tuple[ListBlock, ...]:
        """The list blocks, top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, ListBlock))

    @cached_property
    def forms(self) -> tuple[FormBlock, ...]:
        """The form blocks, top to bottom."""
        return tuple(block for block in self.blocks if isinstance(block, FormBlock))

    @cached_property
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
