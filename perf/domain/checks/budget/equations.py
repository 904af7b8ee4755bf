"""What must be equal in the budget tables: a total and its parts, each a cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from perf.domain.budget_tables import BudgetRow, BudgetTable
from perf.domain.money import rounding_slack
from perf.domain.places import Place


class Relation(Enum):
    """Why cells must add up."""

    ROW = auto()
    """合计 of a row is its columns added."""

    PARENT = auto()
    """A 科目 or numbered row is the rows below it added."""

    TOTAL = auto()
    """The total is the outermost rows added."""

    SIDES = auto()
    """Total income is total expenditure."""

    TOTALS = auto()
    """The same total stands in another table."""

    CLASSES = auto()
    """The same function class stands in another table."""

    BASIC = auto()
    """Basic expenditure has a table of its own."""

    SOURCES = auto()
    """The same income stands in another table."""


AGREEMENTS = (Relation.TOTALS, Relation.CLASSES, Relation.BASIC, Relation.SOURCES)
"""Relations between tables."""


class Cell(NamedTuple):
    """An amount cell: position of its table among the budget tables, of its row in the table, and its column key."""

    table: int
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class Equation:
    """``total`` must be the sum of ``parts``; blank cells count as nothing.

    Attributes:
        relation: why.
        total: the cell that says the sum.
        parts: the cells added up, at least one.
        difference: total less parts.
        slack: how large a difference rounding accounts for.
    """

    relation: Relation
    total: Cell
    parts: tuple[Cell, ...]
    difference: Decimal
    slack: Decimal

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of it, the total first."""
        return (self.total, *self.parts)

    @property
    def holds(self) -> bool:
        """Whether total and parts are equal, but for rounding."""
        return abs(self.difference) <= self.slack

    def raise_needed(self, cell: Cell) -> Decimal:
        """Give what one of its cells would have to be raised by for it to hold exactly."""
        return -self.difference if cell == self.total else self.difference

    def holds_after(self, cell: Cell, raised: Decimal) -> bool:
        """Tell whether it holds, but for rounding, once one of its cells has been raised."""
        return abs(self.difference + (raised if cell == self.total else -raised)) <= self.slack


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a document's budget tables, and the equations made from them."""

    tables: Sequence[BudgetTable]

    def row(self, cell: Cell) -> BudgetRow:
        """Give a cell's row."""
        return self.tables[cell.table].rows[cell.row]

    def number(self, cell: Cell) -> Decimal | None:
        """Give a cell's number, ``None`` when it is blank."""
        return self.row(cell).number(cell.column)

    def place(self, cell: Cell) -> Place:
        """Give a cell's place."""
        return self.tables[cell.table].place(self.row(cell), cell.column)

    def heading(self, cell: Cell) -> str:
        """Give the heading a cell stands under."""
        return self.tables[cell.table].columns[cell.column]

    def equation(self, relation: Relation, total: Cell, parts: Sequence[Cell]) -> Iterator[Equation]:
        """Make an equation; none when nothing is filled in, or a cell with something that is no number."""
        numbers = [self.number(cell) for cell in (total, *parts)]
        unclear = (
            number is None and cell.column in self.row(cell).amounts
            for number, cell in zip(numbers, (total, *parts), strict=True)
        )
        if parts and any(numbers) and not any(unclear):
            filled = [number for number in numbers if number is not None]
            whole = numbers[0] or Decimal()
            difference = whole - sum((number or Decimal() for number in numbers[1:]), Decimal())
            yield Equation(relation, total, tuple(parts), difference, rounding_slack(filled))
