"""The cells of the budget tables that hold what an amount of the text speaks of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perf.domain.budget_tables import BudgetRow, BudgetTable, BudgetTables
from perf.domain.money import converted
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount
from perf.domain.narrative.words import CellPattern, NarrativeWords, Subject
from perf.domain.places import Place
from perf.domain.terms import BudgetTableKind
from perf.domain.text import label_key

FUNCTION, ECONOMIC = "2", "3"
"""First figures of the codes of functions (201 …) and of economic kinds (301 …)."""

_CODE = re.compile(r"[（(](\d{2,3})(类|款|项)[）)]")
_MARK = re.compile(r"[（(][类款项][）)]")
_WHOLE_CODE = re.compile(r"[（(]?(?<!\d)([23]\d{2}(?:\d{2}){0,2})(?!\d)[）)]?")


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """One or more cells of a row that together hold an amount."""

    table: BudgetTable
    row: BudgetRow
    columns: tuple[str, ...]

    @property
    def amount(self) -> Decimal | None:
        """The amount in 万元; ``None`` when every cell is blank, or a unit is not known."""
        numbers = [number for column in self.columns if (number := self.row.number(column)) is not None]
        return converted(sum(numbers, Decimal()), self.table.unit, "万元") if numbers and self.table.unit else None

    @property
    def is_blank(self) -> bool:
        """Whether it is left blank in a row that is filled elsewhere: that means nothing, not a row forgotten."""
        return bool(self.row.amounts) and not any(column in self.row.amounts for column in self.columns)

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        # In a table of two sides a heading stands over both.
        columns = () if self.row.side else self.columns
        headings = "、".join(self.table.columns.get(column, "") for column in columns)
        return f"{self.table.title}“{self.place.row}”{headings}"

    @property
    def place(self) -> Place:
        """Where it stands: the filled cell, or the first."""
        filled = next((column for column in self.columns if column in self.row.amounts), self.columns[0])
        return self.table.place(self.row, filled)


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found for an amount.

    Attributes:
        cells: the cells that may hold it; the first is meant, the others say the same elsewhere.
        missing_in: a table that should have a row for it and has none.
        subject: what it speaks of when the words know it.
        family: first figure of its code, where it is a 科目.
    """

    cells: tuple[BudgetCell, ...] = ()
    missing_in: BudgetTable | None = None
    subject: Subject | None = None
    family: str | None = None


@dataclass
class BudgetLookup:
    """What the amounts of a document speak of, by names and codes of the rows of its budget tables."""

    tables: BudgetTables
    words: NarrativeWords
    amounts: Sequence[Amount]
    _found: list[Finds] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note rows by their names, folded, and by their codes; then look up every amount."""
        self._by_kind = {kind: table for kind in BudgetTableKind if (table := self.tables.of(kind))}
        self._named: dict[tuple[BudgetTableKind, str], list[BudgetRow]] = {}
        self._coded: dict[tuple[BudgetTableKind, str], BudgetRow] = {}
        for kind, table in self._by_kind.items():
            for row in table.rows:
                self._named.setdefault((kind, self.words.same_item(row.name)), []).append(row)
                if row.code:
                    self._coded.setdefault((kind, row.code), row)

        self._by_amount: dict[BudgetTableKind, dict[Decimal | None, dict[int, BudgetCell]]] = {}
        for amount in self.amounts:
            # What an amount is listed under stands before it.
            parent = self._found[amount.parent] if amount.parent is not None else None
            self._found.append(self._find(amount, parent) if amount.measure is Measure.MONEY else Finds())

    def found(self, amount: Amount) -> Finds:
        """Give what was found for an amount."""
        return self._found[amount.number]

    def row_of_same_amount(self, table: BudgetTable, amount: Amount) -> BudgetCell | None:
        """Give the only row of a table that holds an amount: it may be meant under another name."""
        if table.kind not in self._by_amount:
            held = self._by_amount[table.kind] = {}
            for row in table.rows:
                for column in () if row.is_total else row.amounts:
                    cell = BudgetCell(table, row, (column,))
                    held.setdefault(cell.amount, {}).setdefault(id(row), cell)
        rows = [*self._by_amount[table.kind].get(amount.value, {}).values()]
        return rows[0] if len(rows) == 1 else None

    def _find(self, amount: Amount, above: Finds | None) -> Finds:
        if code := code_in(amount.name):
            return self._by_code(code)
        name = lowest_level(amount.name)
        subject = self.words.subject(amount.name, amount.sentence.passage.headings)
        if above is None:
            cells = self._cells(subject.at) if subject else self._rows(self.words.classes, name)
            return Finds(cells, None, subject, FUNCTION if cells and not subject else None)
        if above.subject is None:
            return Finds(self._beside(above.cells, name))
        if rows := self._rows(above.subject.items, name):
            return Finds(rows, None, None, _family(rows))
        if subject:
            return Finds(self._cells(subject.at), None, subject)
        items = next((self._by_kind[each.table] for each in above.subject.items if each.table in self._by_kind), None)
        return Finds((), items)

    def _by_code(self, code: str) -> Finds:
        """Give the row of a code; a code above it that has no rows below stands for it too."""
        pattern = self.words.codes.get(code[0])
        table = self._by_kind.get(pattern.table) if pattern else None
        if pattern is None or table is None:
            return Finds(family=code[0])
        parents = {table.rows[row.parent].code for row in table.rows if row.parent is not None}
        for length in range(len(code), 2, -2):
            row = self._coded.get((table.kind, code[:length]))
            if row and (length == len(code) or code[:length] not in parents):
                return Finds((BudgetCell(table, row, pattern.columns),), family=code[0])
        return Finds((), table, family=code[0])

    def _cells(self, patterns: Iterable[CellPattern]) -> tuple[BudgetCell, ...]:
        """Give every cell of some patterns."""
        return tuple(
            BudgetCell(self._by_kind[pattern.table], row, pattern.columns)
            for pattern in patterns
            for row in self._matching(pattern)
        )

    def _matching(self, pattern: CellPattern) -> Iterator[BudgetRow]:
        table = self._by_kind.get(pattern.table)
        rows = table.rows if table else ()
        for row in rows:
            right = label_key(row.name) in pattern.rows if pattern.rows else row.is_total
            if right and row.side == pattern.side:
                yield row

    def _rows(self, patterns: Iterable[CellPattern], name: str) -> tuple[BudgetCell, ...]:
        """Give the cells of rows of a name."""
        key = self.words.same_item(name)
        return tuple(
            BudgetCell(self._by_kind[pattern.table], row, pattern.columns)
            for pattern in patterns
            for row in self._named.get((pattern.table, key), ())
            if row.side == pattern.side and not row.is_total
        )

    def _beside(self, cells: Iterable[BudgetCell], heading: str) -> tuple[BudgetCell, ...]:
        """Give cells in the same rows under a heading (办公费 … （基本支出 …，项目支出 …）)."""
        key = self.words.same_item(heading)
        return tuple(
            BudgetCell(cell.table, cell.row, (column,))
            for cell in cells
            for column, printed in cell.table.columns.items()
            if self.words.same_item(printed) == key
        )


def lowest_level(name: str) -> str:
    """Give the lowest 科目 of a name: 行政运行 of …（类）…（款）行政运行（项）; 教育支出 of 教育（类）支出."""
    *marked, rest = _MARK.split(name)
    return f"{marked[-1]}{rest}" if marked else name


def code_in(name: str) -> str | None:
    """Give the code that a name carries, ``None`` when it carries none; several 款 of one 类 are the 类."""
    parts = _CODE.findall(name)
    if not parts:
        whole = _WHOLE_CODE.search(name)
        return whole[1] if whole else None
    levels = [level for _, level in parts]
    if levels[0] != "类" or len(parts[0][0]) != 3:
        return None
    repeated = len(set(levels)) < len(levels)
    return parts[0][0] if repeated else "".join(figures for figures, _ in parts)


def _family(cells: Sequence[BudgetCell]) -> str | None:
    """Give the first figure of the code of found rows; classes of functions are printed without one in some tables."""
    code = next((cell.row.code for cell in cells if cell.row.code), None)
    return code[0] if code else FUNCTION
