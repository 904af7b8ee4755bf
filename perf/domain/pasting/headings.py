"""The headings that a pasted block begins with: in any order, of any year, some left out, others added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perf.domain.documents.lines import Line
from perf.domain.pasting.value_parts import PARTS
from perf.domain.table_schema import Column, IndicatorBlock, ListBlock, TableSchema
from perf.domain.terms import Period
from perf.domain.text import label_key

LinesBlock = ListBlock | IndicatorBlock
"""A block whose lines may be any number."""


def lines_blocks(schema: TableSchema) -> tuple[LinesBlock, ...]:
    """Give the blocks of a form that have lines, lists first."""
    return (*schema.lists, schema.indicators)


@dataclass(frozen=True, slots=True)
class Heading:
    """Headings found.

    Attributes:
        block: the block of the form that they head.
        places: the form's column for each grid column; also sign and unit where the form has no column for these.
        unknown: what heads the grid columns that the form has none for.
        height: how many lines they take.
    """

    block: LinesBlock
    places: Mapping[int, Column]
    unknown: Mapping[int, str]
    height: int


def find_heading(
    blocks: Sequence[LinesBlock], lines: Sequence[Line], synonyms: Mapping[str, str], half: Period
) -> Heading | None:
    """Find the headings in the first lines, of the block that has most of them; ``None`` when there are none.

    ``synonyms`` give the usual wordings of a column (folded) their column key. ``half`` is the half of a form with two
    that headings of only one are taken for.
    """
    found = [heading for block in blocks if (heading := _heading(block, lines, synonyms, half))]
    return max(found, key=lambda heading: len(heading.places), default=None)


def _heading(block: LinesBlock, lines: Sequence[Line], synonyms: Mapping[str, str], half: Period) -> Heading | None:
    """Find the headings of one block: most of the cells of a line, or of two where groups stand above."""
    if not lines or not lines[0]:
        return None
    columns = _Columns(block, synonyms)
    first, below = lines[0], lines[1] if len(lines) > 1 else {}
    height = 2 if _is_second_line(columns, first, below) else 1
    cells = {**first, **below} if height == 2 else first
    texts = {at: cells[at].text for at in sorted(cells)}
    places = columns.assigned(texts, half)
    group_heads = {label_key(column.group) for column in block.columns if column.group}
    unknown = {at: text for at, text in texts.items() if at not in places and label_key(text) not in group_heads}
    is_one_column = len(texts) == 1 and len(lines) > 1 and all(set(line) <= set(texts) for line in lines)
    enough = 1 if is_one_column else 2
    return Heading(block, places, unknown, height) if len(places) >= max(enough, len(unknown)) else None


def _is_second_line(columns: "_Columns", first: Line, below: Line) -> bool:
    """Tell a line of headings below their groups: nothing else stands in it, and it goes on where the first ends."""
    named = {at for at, cell in first.items() if columns.keys_of(cell.text)}
    return bool(below) and not named & set(below) and all(columns.keys_of(cell.text) for cell in below.values())


class _Columns:
    """The columns of a block, by what heads them."""

    def __init__(self, block: LinesBlock, synonyms: Mapping[str, str]) -> None:
        self.block = block
        self.synonyms = synonyms

    def keys_of(self, text: str) -> list[str]:
        """Give the keys of the columns that a text may head: by the form's own wording, else by a usual one."""
        key = label_key(text)
        own = [column.key for column in self.block.columns if column.is_heading(key)]
        if own:
            return list(dict.fromkeys(own))
        meant = self.synonyms.get(key)
        known = {column.key for column in self.block.columns}
        known |= set(PARTS) if isinstance(self.block, IndicatorBlock) else set()
        return [meant] if meant in known and meant is not None else []

    def assigned(self, texts: Mapping[int, str], half: Period) -> dict[int, Column]:
        """Give each heading its column, left to right; the same heading again belongs to the next half."""
        keys = {at: found for at, text in texts.items() if (found := self.keys_of(text))}
        all_keys = [key for found in keys.values() for key in found]
        comes_twice = len(all_keys) > len(set(all_keys))
        places: dict[int, Column] = {}
        for at, found in keys.items():
            free = [column for column in self._columns(found) if column not in places.values()]
            if not comes_twice:
                free.sort(key=lambda column: column.period is not half)
            if free:
                places[at] = free[0]
        return places

    def _columns(self, keys: Sequence[str]) -> list[Column]:
        """Give the columns of some keys in the form's order; sign and unit also where the form has none."""
        own = [column for column in self.block.columns if column.key in keys]
        if own or not isinstance(self.block, IndicatorBlock):
            return own
        return [Column(key, key, period=period) for key in keys for period in self.block.periods]
