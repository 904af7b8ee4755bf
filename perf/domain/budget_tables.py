"""The public budget tables (部门预算公开表) that stand beside the targets: what they say, row by row.

Source of the thirteen: 财预〔2016〕143号 地方预决算公开操作规程 and the forms departments publish under it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perf.domain.places import Place
from perf.domain.sources import Source
from perf.domain.terms import BudgetTableKind

_UNKNOWN = "other_"


def unknown_column(number: int) -> str:
    """Give the key of a column whose heading nobody knows, by its position in the table from 0."""
    return f"{_UNKNOWN}{number}"


def is_unknown_column(column: str) -> bool:
    """Tell the key of a column whose heading nobody knows."""
    return column.startswith(_UNKNOWN)


@dataclass(frozen=True, slots=True)
class BudgetAmount:
    """One filled amount cell.

    Attributes:
        text: what is written.
        number: the amount in the table's unit, ``None`` when it is no number.
        source: where it was read.
    """

    text: str
    number: Decimal | None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row.

    Attributes:
        name: 科目名称, 项目 or 单位名称, without its ordinal (一、 （一） 1) and without a code in brackets.
        label: the name exactly as printed.
        code: 科目编码 (201, 20111, 2011101; 302, 30201) where it is printed, ``None`` elsewhere.
        amounts: filled cells by column key.
        is_total: whether it is the table's total (总计, 合计, 收入总计 …).
        parent: position of the row that this one is part of, ``None`` at the top.
        parts_known: whether the rows that name it as their parent (for a total: the rows at the top) are known to be
            all of its parts.
        function_class: code of the 功能分类 类 that the row belongs to by its code or is named as, ``None`` for others.
        fund: the budget (``general``, ``government_funds``, ``state_capital``) that a row of income is named for.
        side: ``income`` or ``expenditure`` in tables that hold both side by side, else ``None``.
        source: where its name was read.
    """

    name: str
    label: str
    code: str | None
    amounts: Mapping[str, BudgetAmount]
    is_total: bool = False
    parent: int | None = None
    parts_known: bool = False
    function_class: str | None = None
    fund: str | None = None
    side: str | None = None
    source: Source | None = field(default=None, compare=False)

    def number(self, column: str) -> Decimal | None:
        """Give an amount, ``None`` when the cell is blank or no number."""
        amount = self.amounts.get(column)
        return amount.number if amount else None


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """One public budget table.

    Attributes:
        kind: which of the thirteen.
        title: printed title.
        unit: ``万元`` or ``元``; ``None`` when the table does not say.
        columns: column keys with their printed headings, left to right.
        rows: its rows, top to bottom; in two-sided tables income first.
        note: what stands below it (备注：…), ``None`` when nothing does.
        table_number: position of the table in its document, ``None`` when only its title was found.
        source: where it starts.
    """

    kind: BudgetTableKind
    title: str
    unit: str | None
    columns: Mapping[str, str]
    rows: tuple[BudgetRow, ...]
    note: str | None = None
    table_number: int | None = None
    source: Source = Source()

    def total(self, side: str | None = None) -> BudgetRow | None:
        """Give the total row, of one side where the table has two; ``None`` when there is none."""
        return next((row for row in self.rows if row.is_total and row.side == side), None)

    def place(self, row: BudgetRow, column: str | None = None) -> Place:
        """Give the place of a row's cell, or of the row."""
        amount = row.amounts.get(column) if column else None
        name = f"{row.code} {row.name}" if row.code else row.name
        return Place(
            self.title,
            name,
            self.columns.get(column) if column else None,
            amount.text if amount else "",
            self.table_number,
            None,
            amount.source if amount else row.source,
        )


@dataclass(frozen=True, slots=True, eq=False)
class BudgetTables:
    """The budget tables of one document, in its order; those of two documents are never the same."""

    tables: tuple[BudgetTable, ...] = ()

    def of(self, kind: BudgetTableKind) -> BudgetTable | None:
        """Give the first table of a kind, ``None`` when the document has none."""
        return next((table for table in self.tables if table.kind is kind), None)
