"""Which rows of the draft a pasted block goes into, and what they will hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perf.domain.drafts.cells import block_key, cell_key
from perf.domain.drafts.rows import SLOT, Draft, Texts
from perf.domain.pasting.headings import LinesBlock
from perf.domain.pasting.lines import PastedLine, is_label
from perf.domain.pasting.pasted_block import Mark, NotTaken, PastedRow, PastedText, not_taken
from perf.domain.pasting.slots import PastedSlot
from perf.domain.table_schema import Column

_LOCKED = "这一行不在本次调整的范围内，不能改"


@dataclass
class Targets:
    """Lays lines and slots on the rows of a draft, collecting what cannot be laid."""

    draft: Draft
    not_taken: list[NotTaken] = field(default_factory=list)

    def slots(self, slots: Sequence[PastedSlot]) -> Iterator[PastedRow]:
        """Lay texts on fixed slots."""
        for slot in slots:
            row = self.draft.slot(slot.part)
            if row is None or row.is_locked:
                self.not_taken.append(not_taken(slot.cell, _LOCKED))
                continue
            text = PastedText(SLOT, row.text(SLOT), slot.text)
            yield PastedRow(slot.part, row.id, row.version, 1, slot.cell.row + 1, (text,))

    def lines(
        self, block: LinesBlock, reached: Sequence[Column], lines: Sequence[PastedLine], start: int
    ) -> Iterator[PastedRow]:
        """Lay lines on the rows of a block from place ``start`` (from 0) on, and on new rows below the last one."""
        rows = self.draft.of_block(block_key(block))
        pasted = {cell_key(column) for column in reached}
        keys = [cell_key(column) for column in block.columns]
        above: Texts = rows[-1].texts if rows else {}
        for place, line in enumerate(lines, start):
            # A label with nothing to go on from is not pasted as a blank: what stands there stays.
            asked = [key for key in keys if key in line.texts or (key in pasted and not is_label(key))]
            if place >= len(rows):
                filled = _filled_from(above, [key for key in keys if key not in pasted], line)
                texts = [filled.get(key) or _text(key, "", line) for key in keys if key in filled or key in asked]
                above = {text.key: text.after for text in texts}
                yield PastedRow(block_key(block), None, 0, place + 1, line.line, tuple(texts), line.has_slipped)
            elif rows[place].is_locked:
                self.not_taken += [not_taken(cell, _LOCKED) for cell in line.cells]
            else:
                row = rows[place]
                changes = tuple(_text(key, row.text(key), line) for key in asked)
                yield PastedRow(row.block, row.id, row.version, place + 1, line.line, changes, line.has_slipped)

    def after_the_filled(self, block: LinesBlock) -> int:
        """Give the place below the last row that holds more than labels."""
        rows = self.draft.of_block(block_key(block))
        filled = (place for place, row in enumerate(rows, 1) if any(not is_label(key) for key in row.texts))
        return max(filled, default=0)


def _text(key: str, before: str, line: PastedLine) -> PastedText:
    mark, whole = line.marks.get(key, (None, ""))
    return PastedText(key, before, line.texts.get(key, ""), mark, whole)


def _filled_from(above: Texts, keys: Sequence[str], line: PastedLine) -> dict[str, PastedText]:
    """Give a new row those labels of the row above that the pasted block does not reach, as adding a row does."""
    if line.texts.get("first_level", above.get("first_level")) != above.get("first_level"):
        return {}
    missing = (key for key in keys if is_label(key) and above.get(key))
    return {key: PastedText(key, "", above[key], Mark.FILLED, above[key]) for key in missing}
