"""Head, goals and money of a pasted table: what stands beside and below the form's labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perf.domain.documents.blocks import Cell
from perf.domain.documents.form_choice import label_keys
from perf.domain.documents.form_rows import Filled, FormReading
from perf.domain.documents.lines import Line, line_keys
from perf.domain.documents.slot_parts import slot_part
from perf.domain.pasting.mangling import doubt_about
from perf.domain.pasting.pasted_block import TOO_LONG, Doubt, NotTaken, doubt, not_taken
from perf.domain.places import field_part
from perf.domain.sources import Source
from perf.domain.table_schema import FormBlock, Slot, TableSchema
from perf.domain.text import TEXT_LIMIT

_NOWHERE = "表样里没有这一格的位置"
_BELOW = "下面已经没有金额要填"
_MERGED = "这一行在表里是合并的一格，上面已经放了一个数"


@dataclass(frozen=True, slots=True)
class PastedSlot:
    """What a fixed slot is filled with: its part, the text, and the cell in which that began."""

    part: str
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class PastedSlots:
    """What the lines of a form block gave."""

    slots: tuple[PastedSlot, ...]
    not_taken: tuple[NotTaken, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def count_labels(lines: Sequence[Line], schema: TableSchema) -> int:
    """Count the different labels of the form's fixed rows that lines carry, also with something filled in behind."""
    labels = label_keys(schema)
    keys = {key for line in lines for key in line_keys(line) if len(key) <= 100}
    return len({label for label in labels if label in keys or any(key.startswith(f"{label}(") for key in keys)})


def read_slots(block: FormBlock, lines: Sequence[Line], schema: TableSchema) -> PastedSlots:
    """Read the lines of one form block as the importer does; slots that are blank are left out."""
    filled = FormReading(block, frozenset(label_keys(schema))).read(lines)
    untaken: list[NotTaken] = []
    asked: list[Doubt] = []
    for question in filled.questions:
        source = question.source or Source()
        line, column = source.row or 1, source.column or 1
        if question.taken is None:
            untaken.append(NotTaken(line, column, question.read, _NOWHERE))
        else:
            asked.append(Doubt(line, column, question.read, question.message))
    slots = []
    for part, cells in _filled_parts(filled):
        text = "\n".join(cell.text for cell in cells)
        if len(text) > TEXT_LIMIT:
            untaken += [not_taken(cell, TOO_LONG) for cell in cells]
            continue
        slots.append(PastedSlot(part, text, cells[0]))
        asked += [doubt(cell, said) for cell in cells if (said := doubt_about(part, cell.text, ""))]
    return PastedSlots(tuple(slots), tuple(untaken), tuple(asked))


def _filled_parts(filled: Filled) -> Iterator[tuple[str, list[Cell]]]:
    """Give the cells of every filled slot by part; one text may go on over several."""
    for slot, cells in filled.slots.items():
        yield slot_part(slot), cells
    for key, cell in filled.embedded.items():
        yield field_part(key), [cell]


def read_amounts(part: str, cells: Sequence[Cell], schema: TableSchema) -> PastedSlots:
    """Read a column of cells into the slots that the form prints below each other, from the one of ``part`` on."""
    slots: list[PastedSlot] = []
    untaken: list[NotTaken] = []
    below = _rows_below(part, schema)
    for cell in cells:
        slot = below.get(cell.row)
        if slot is None:
            untaken.append(not_taken(cell, _BELOW))
        elif any(taken.part == slot for taken in slots):
            untaken.append(not_taken(cell, _MERGED))
        else:
            slots.append(PastedSlot(slot, cell.text, cell))
    asked = (doubt(cell, said) for cell in cells if (said := doubt_about(part, cell.text, "")))
    return PastedSlots(tuple(slots), tuple(untaken), tuple(asked))


def _rows_below(part: str, schema: TableSchema) -> dict[int, str]:
    """Give the slots in the printed column of a slot, by the rows they cover counted from its own."""
    for form in schema.forms:
        slots = [(placed, placed.item) for placed in form.placed if isinstance(placed.item, Slot)]
        own = next((placed for placed, slot in slots if slot_part(slot) == part), None)
        if own is not None:
            return {
                placed.row - own.row + down: slot_part(slot)
                for placed, slot in slots
                if placed.column == own.column
                for down in range(slot.rows)
            }
    return {}
