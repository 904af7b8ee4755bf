"""The fixed rows of a form: labels are found, and what stands after or below them fills the slots.

Every line of the file is matched with the row of the form whose labels it carries. Where all labels stand in their
columns the slots are read by place; where a line has slipped, by the order of labels and texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perf.domain.documents.blocks import Cell
from perf.domain.documents.lines import Line, line_keys
from perf.domain.documents.questions import Question, untaken
from perf.domain.table_schema import FormBlock, Label, Placed, Slot
from perf.domain.text import label_key


@dataclass
class Filled:
    """What a form block was filled with.

    Attributes:
        slots: cells of each slot; more than one where a text goes on in further rows.
        embedded: texts found inside labels, by field key.
        questions: what a person must look at.
    """

    slots: dict[Slot, list[Cell]] = field(default_factory=dict)
    embedded: dict[str, Cell] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class FormReading:
    """Reads one form block.

    Attributes:
        block: the block of the form.
        known_labels: folded labels of the whole form; a repeated label is never taken for a value.
    """

    block: FormBlock
    known_labels: frozenset[str]

    def read(self, lines: Sequence[Line]) -> Filled:
        """Read the lines of the block."""
        filled = Filled()
        rows = _form_rows(self.block)
        position = 0
        current: list[Placed] = []
        above: Line = {}
        for line in lines:
            if not line:
                continue
            found = self._matching_row(line, rows[position:])
            if found is None:
                self._continue_row(line, current, filled)
            else:
                position += found + 1
                labelled, current = current, rows[position - 1]
                self._read_row(_under_labels(line, current, above, labelled), current, filled)
            above = line
        return filled

    def _matching_row(self, line: Line, rows: Sequence[Sequence[Placed]]) -> int | None:
        """Find the row of the form that a line is: the most labels in common, else the next one without labels."""
        keys = line_keys(line)
        common = [_count_labels(keys, row) for row in rows]
        best = max(common, default=0)
        if best:
            return common.index(best)
        if rows and not any(isinstance(placed.item, Label) for placed in rows[0]):
            return 0
        return None

    def _read_row(self, line: Line, row: Sequence[Placed], filled: Filled) -> None:
        """Read one line as one row of the form."""
        for placed in row:
            if isinstance(placed.item, Label) and placed.item.embedded:
                self._read_embedded(line, placed.item, filled)
        if _labels_in_place(line, row):
            taken = self._read_in_place(line, row, filled)
        else:
            taken = self._read_in_order(line, row, filled)
            taken += self._read_other_rows(line, row, filled)
            if taken:
                filled.questions.append(
                    Question(
                        "这一行与表样错开了列，已按标签归位，请核对",
                        " | ".join(cell.text for cell in line.values()),
                        "，".join(f"{slot.name}“{cell.text}”" for slot, cell in taken),
                        next(iter(line.values())).source,
                    )
                )
        used = {id(cell) for _, cell in taken}
        filled.questions += [
            untaken(cell) for cell in line.values() if id(cell) not in used and not self._is_label(cell)
        ]

    def _is_label(self, cell: Cell) -> bool:
        """Tell a printed label of the form, also one with something filled into it."""
        key = label_key(cell.text)
        return key in self.known_labels or any(
            key.startswith(label.key) for label in self._embedding_labels if label.key
        )

    @property
    def _embedding_labels(self) -> Iterator[Label]:
        """The block's labels that have a field inside."""
        items = (placed.item for placed in self.block.placed)
        return (item for item in items if isinstance(item, Label) and item.embedded)

    def _read_embedded(self, line: Line, label: Label, filled: Filled) -> None:
        """Read the field printed inside a label."""
        for cell in line.values():
            text = label.embedded_text(cell.text) if label_key(cell.text).startswith(label.key) else None
            if text and label.embedded:
                filled.embedded[label.embedded] = Cell(cell.row, cell.column, text, source=cell.source)

    def _read_in_place(self, line: Line, row: Sequence[Placed], filled: Filled) -> list[tuple[Slot, Cell]]:
        """Read slots by their columns."""
        labels = {placed.column for placed in row if isinstance(placed.item, Label)}
        taken = []
        for placed in row:
            if isinstance(placed.item, Slot):
                covered = range(placed.column, placed.column + placed.item.columns)
                cells = [line[at] for at in covered if at in line and at not in labels]
                if cells:
                    filled.slots[placed.item] = [cells[0]]
                    taken.append((placed.item, cells[0]))
        return taken

    def _read_in_order(self, line: Line, row: Sequence[Placed], filled: Filled) -> list[tuple[Slot, Cell]]:
        """Read slots by order: a text belongs to the slot after the label before it."""
        remaining = list(row)
        waiting: list[Slot] = []
        taken = []
        for cell in line.values():
            at = next((n for n, placed in enumerate(remaining) if _is_label_cell(placed, cell)), None)
            if at is not None:
                remaining = remaining[at + 1 :]
                behind = [placed.item for placed in remaining]
                stop = next((n for n, item in enumerate(behind) if isinstance(item, Label)), len(behind))
                waiting = [item for item in behind[:stop] if isinstance(item, Slot)]
            elif waiting and not self._is_label(cell):
                slot = waiting.pop(0)
                filled.slots[slot] = [cell]
                taken.append((slot, cell))
        return taken

    def _read_other_rows(self, line: Line, row: Sequence[Placed], filled: Filled) -> list[tuple[Slot, Cell]]:
        """Read what a line carries of other rows of the form, where a file set several rows in one."""
        own = {placed.item.key for placed in row if isinstance(placed.item, Label)}
        keys = [key for key in line_keys(line) if key not in own]
        taken = []
        for other in _form_rows(self.block):
            is_read = any(placed.item in filled.slots for placed in other if isinstance(placed.item, Slot))
            if not is_read and _count_labels(keys, other):
                taken += self._read_in_order(line, other, filled)
        return taken

    def _continue_row(self, line: Line, row: Sequence[Placed], filled: Filled) -> None:
        """Let a line without labels go on with the texts above it."""
        texts = [placed for placed in row if isinstance(placed.item, Slot) and placed.item.holds != "amount"]
        for cell in line.values():
            under = [placed for placed in texts if placed.column <= cell.column]
            slot = under[-1].item if under else None
            if isinstance(slot, Slot) and slot in filled.slots:
                filled.slots[slot].append(cell)
            elif not self._is_label(cell):
                filled.questions.append(untaken(cell))


def _form_rows(block: FormBlock) -> list[list[Placed]]:
    """Give the rows of a form block with what is placed in each."""
    return [[placed for placed in block.placed if placed.row == row] for row in range(block.row_count)]


def _is_label_cell(placed: Placed, cell: Cell) -> bool:
    """Tell whether a cell is a given label of the form."""
    if not isinstance(placed.item, Label):
        return False
    key = label_key(cell.text)
    return key == placed.item.key or bool(placed.item.embedded and key.startswith(placed.item.key))


def _count_labels(keys: Sequence[str], row: Sequence[Placed]) -> int:
    """Count the labels of a row of the form that a line carries."""
    labels = [placed.item for placed in row if isinstance(placed.item, Label)]
    return sum(
        label.key in keys or bool(label.embedded and any(key.startswith(label.key) for key in keys)) for label in labels
    )


def _under_labels(line: Line, row: Sequence[Placed], above: Line, labelled: Sequence[Placed]) -> Line:
    """Place a row of nothing but slots by the labels above it, where these do not stand in the form's columns."""
    if any(isinstance(placed.item, Label) for placed in row) or _labels_in_place(above, labelled):
        return line
    columns = {
        at: placed.column
        for placed in labelled
        if isinstance(placed.item, Label) and any(placed.column == slot.column for slot in row)
        for at, cell in above.items()
        if _is_label_cell(placed, cell)
    }
    placed_line = {max((at for at in columns if at <= own), default=own): cell for own, cell in line.items()}
    if len(placed_line) < len(line) or not set(placed_line) <= set(columns):
        return line
    return {columns[at]: cell for at, cell in placed_line.items()}


def _labels_in_place(line: Line, row: Sequence[Placed]) -> bool:
    """Tell whether every label of the row stands in its column."""
    labels = [placed for placed in row if isinstance(placed.item, Label)]
    return all(placed.column in line and _is_label_cell(placed, line[placed.column]) for placed in labels)
