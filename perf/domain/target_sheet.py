"""One target under check: the target, its form, and where its cells stand."""

from dataclasses import dataclass
from functools import cached_property

from perf.domain.documents.blocks import Cell, Grid
from perf.domain.indicators import Indicator
from perf.domain.personal_data import masked_name
from perf.domain.places import Place, amount_part, field_part, goal_part, indicator_part, list_part
from perf.domain.sources import Source
from perf.domain.table_schema import Slot, TableSchema
from perf.domain.targets import ListRow, PerformanceTarget
from perf.domain.terms import Period
from perf.domain.text import label_key
from perf.domain.values import show_number, show_value, value_cells


@dataclass(frozen=True)
class TargetSheet:
    """A target as the rules see it.

    Attributes:
        target: what the table states.
        schema: its form; one made to measure when it fits none (``schema.id`` is then ``plain``).
        table_number: position of the table in its document, ``None`` when it is in none.
        grid: the table as it was found, to place blank cells by their labels; ``None`` when it was not in a file.
    """

    target: PerformanceTarget
    schema: TableSchema
    table_number: int | None = None
    grid: Grid | None = None

    @cached_property
    def name(self) -> str:
        """What the table is called: its title, and the project where it is a project's."""
        project = self.target.field_text("project_name")
        return f"{self.target.title}（{project}）" if project else self.target.title

    def at_table(self) -> Place:
        """Give the place of the table as a whole."""
        return Place(self.name, table_number=self.table_number, source=self.target.source)

    def at_field(self, key: str) -> Place:
        """Give the place of a head or foot field, filled or blank; a personal one is read masked."""
        value = next((value for value in self.target.fields if value.key == key), None)
        label = self.schema.field_names.get(key, key)
        source = (value.source if value else None) or self._label_source(label)
        read = value.text if value else ""
        shown = masked_name(read) if key in self.schema.personal_fields else read
        return Place(self.name, label, None, shown, self.table_number, field_part(key), source)

    def at_goal(self, period: Period) -> Place:
        """Give the place of a goal text, filled or blank."""
        goal = next((goal for goal in self.target.goals if goal.period is period), None)
        slot = self._slot("goal", period.value, period)
        label = slot.name if slot else f"{period.label}目标"
        source = (goal.source if goal else None) or self._label_source(label)
        return Place(self.name, label, None, goal.text if goal else "", self.table_number, goal_part(period), source)

    def at_amount(self, key: str, period: Period = Period.ANNUAL) -> Place:
        """Give the place of a slot of the money block, filled or blank."""
        row = self.target.amount_row(key, period)
        slot = self._slot("amount", key, period)
        label = row.label if row else slot.name if slot else key
        source = (row.source if row else None) or self._label_source(label)
        read = row.show() if row else ""
        return Place(self.name, label, None, read, self.table_number, amount_part(key, period), source)

    def at_indicator(self, row: Indicator, column: str = "value") -> Place:
        """Give the place of a cell in an indicator row of this target (the very object, not an equal one)."""
        return Place(
            self.name,
            f"三级指标“{row.name}”",
            self.heading(column, row.period),
            self.cell_text(row, column),
            self.table_number,
            indicator_part(self._numbers[id(row)], column),
            row.source_of(column),
        )

    def at_list(self, row: ListRow, column: str) -> Place:
        """Give the place of a cell in a list row of this target (the very object, not an equal one)."""
        block = next(block for block in self.schema.lists if block.key == row.block)
        label = next((each.heading(self.target.fiscal_year) for each in block.columns if each.key == column), column)
        name, read = row.cells[0][1], dict(row.cells).get(column, "")
        part = list_part(self._list_numbers[id(row)], column)
        return Place(self.name, name, label, read, self.table_number, part, row.source)

    def heading(self, column: str, period: Period) -> str:
        """Give the printed heading of an indicator column; where the form has two halves, with the half."""
        columns = self.schema.indicators.half(period)
        label = next((each.heading(self.target.fiscal_year) for each in columns if each.key == column), "指标值")
        return f"{period.label}{label}" if len(self.schema.indicators.periods) > 1 else label

    def cell_text(self, row: Indicator, column: str) -> str:
        """Give what a cell of an indicator row holds, as it is printed in this form."""
        block = self.schema.indicators
        match column:
            case "name":
                return row.name
            case "first_level" | "second_level" | "remark":
                return getattr(row, column) or ""
            case "first_level_weight":
                return "" if row.first_level_weight is None else show_number(row.first_level_weight)
            case "value" if not (block.is_split and block.has_unit_column):
                return show_value(row.value) if row.value else ""
            case "comparison" | "value" | "unit":
                return value_cells(row.value)[("comparison", "value", "unit").index(column)] or ""
            case _:
                return row.detail(column) or ""

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Position of every indicator by the object itself: two rows may be equal."""
        return {id(row): number for number, row in enumerate(self.target.indicators)}

    @cached_property
    def _list_numbers(self) -> dict[int, int]:
        """Position of every list row by the object itself: two rows may be equal."""
        return {id(row): number for number, row in enumerate(self.target.lists)}

    def _slot(self, holds: str, key: str, period: Period) -> Slot | None:
        """Give the form's slot of an amount or goal."""
        slots = (slot for slot in self.schema.slots if slot.holds == holds and slot.period is period)
        return next((slot for slot in slots if slot.key == key), None)

    def prints(self, label: str) -> bool:
        """Tell whether the table prints a label of its form: published tables leave columns and rows out."""
        return self.grid is None or self._label_cell(label) is not None

    def _label_source(self, label: str) -> Source | None:
        """Find where the label of a blank cell is printed; the table's own place when it is not."""
        cell = self._label_cell(label)
        return (cell.source if cell else None) or self.target.source

    def _label_cell(self, label: str) -> Cell | None:
        """Find the cell that prints a label."""
        cells = self.grid.cells if self.grid else ()
        # A slot under two labels is named by both; the inner one, last, is nearest to it.
        wanted = {label_key(label), label_key(label.rpartition(" ")[2])}
        return next((cell for cell in cells if wanted & {key := label_key(cell.text), key.partition("(")[0]}), None)
