"""Where a pasted block goes: as the official table by its labels, by its headings, or from a cell on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from perf.domain.documents.blocks import Cell, FoundTable, Grid
from perf.domain.documents.lines import Line, filled_lines
from perf.domain.documents.read_by_form import cut_into_blocks
from perf.domain.documents.sheet import sheet_of
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.drafts.cells import block_key, cell_key
from perf.domain.drafts.rows import Draft, DraftRow
from perf.domain.pasting.clipboard import CannotPaste, read_clipboard
from perf.domain.pasting.headings import Heading, LinesBlock, find_heading, lines_blocks
from perf.domain.pasting.labels import fill_down
from perf.domain.pasting.lines import BlockLines
from perf.domain.pasting.pasted_block import Anchor, Doubt, NotTaken, PastedBlock, PastedRow, doubt, not_taken
from perf.domain.pasting.slots import PastedSlot, PastedSlots, count_labels, read_amounts, read_slots
from perf.domain.pasting.targets import Targets
from perf.domain.table_schema import Column, FormBlock, TableSchema
from perf.domain.terms import Period
from perf.domain.text import TEXT_LIMIT, clean_text, label_key

_TITLE = "这是表的标题，不用填"
_OUTSIDE = "右边已经超出表的最后一栏"
_NO_HEADING = "从这里起没有表头，已按表样的列序放，请核对各列"


def paste(text: str, draft: Draft, schema: TableSchema, vocabulary: Vocabulary, anchor: Anchor | None) -> PastedBlock:
    """Say what a pasted text puts into a draft.

    Where it carries labels of the form's fixed rows it is read as the table, or as a part of it, and goes into the
    table's own places, from its first row on. Where it begins with headings its columns go below these, from the row
    of the anchor on; without an anchor in that block, below what is filled. Any other block goes into the cells to the
    right of and below the anchor. Blank cells among those that it reaches become blank, but for labels.

    Refuses, with :class:`CannotPaste`, what :func:`read_clipboard` refuses, and a block that says nowhere where it
    belongs.
    """
    grid = read_clipboard(text)
    return _Pasting(draft, schema, vocabulary, anchor).paste(grid, text)


@dataclass
class _Pasting:
    """One pasting."""

    draft: Draft
    schema: TableSchema
    vocabulary: Vocabulary
    anchor: Anchor | None
    rows: list[PastedRow] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = (row for row in self.draft.rows if self.anchor and row.id == self.anchor.row_id)
        self.at: DraftRow | None = next(rows, None)
        self.blocks = {block_key(block): block for block in lines_blocks(self.schema)}

    def paste(self, grid: Grid, text: str) -> PastedBlock:
        """Choose the way, and go it."""
        lines = filled_lines(grid)
        below = sheet_of(FoundTable(grid)).lines
        labels = count_labels(below, self.schema)
        heading = find_heading(self._blocks_first(), below, self.vocabulary.columns, self._half())
        if labels > 1 or (labels and heading is None and (self.at is None or self.at.is_slot)):
            self._pass_title(lines, len(lines) - len(below))
            self._as_the_table(below, len(lines) - len(below))
        elif heading is not None:
            self._pass_title(lines, len(lines) - len(below))
            self._by_heading(heading, below, len(lines) - len(below), self._start(heading.block))
        elif self.at is not None and self.at.block in self.blocks:
            self._from_the_anchor(self.at, lines, len(grid.widths))
        elif self.at is not None and (len(grid.widths) == 1 or not _holds_amount(self.at)):
            self._into_the_slot(self.at, grid.cells, text)
        else:
            raise CannotPaste(
                "没有认出表头，不知道该从哪一格填起；请连同表头（如“三级指标”“指标值”）一起复制，或者先点要填的第一格再粘贴"
            )
        order = sorted(self.not_taken, key=lambda each: (each.line, each.column))
        return PastedBlock(tuple(self.rows), tuple(order), tuple(sorted(self.doubts, key=lambda each: each.line)))

    def _blocks_first(self) -> list[LinesBlock]:
        """Give the blocks, the one of the anchor first: it is taken where headings fit two equally."""
        own = self.at.block if self.at else None
        return sorted(self.blocks.values(), key=lambda block: block_key(block) != own)

    def _half(self) -> Period:
        """Give the half of the anchor; without one the year's."""
        is_medium = self.anchor is not None and self.anchor.key.startswith(Period.MEDIUM_TERM.value)
        return Period.MEDIUM_TERM if is_medium else Period.ANNUAL

    def _start(self, block: LinesBlock) -> int:
        """Give the place of the anchor's row; without one in the block that below what is filled."""
        rows = self.draft.of_block(block_key(block))
        if self.at in rows:
            return rows.index(self.at)
        return Targets(self.draft).after_the_filled(block)

    def _pass_title(self, lines: Sequence[Line], count: int) -> None:
        self.not_taken += [not_taken(cell, _TITLE) for line in lines[:count] for cell in line.values()]

    def _as_the_table(self, lines: list[Line], offset: int) -> None:
        """Read the lines as the form: fixed rows by their labels, the others below their headings."""
        for block, own in cut_into_blocks(self.schema, lines, self.vocabulary):
            if isinstance(block, FormBlock):
                self._keep_slots(read_slots(block, own, self.schema))
            elif own:
                heading = find_heading([block], own, self.vocabulary.columns, self._half())
                if heading is None:
                    first = next(cell for line in own for cell in line.values())
                    self.doubts.append(doubt(first, _NO_HEADING))
                    heading = Heading(block, dict(enumerate(block.columns)), {}, 0)
                self._by_heading(heading, own, offset, 0)
            offset += len(own)

    def _by_heading(self, heading: Heading, lines: Sequence[Line], offset: int, start: int) -> None:
        """Take the lines below a heading."""
        taken = BlockLines(heading.block, heading.places, heading.unknown)
        self._keep_lines(taken, lines[heading.height :], offset + heading.height, start)

    def _from_the_anchor(self, at: DraftRow, lines: Sequence[Line], width: int) -> None:
        """Lay the lines to the right of and below the anchor."""
        assert self.anchor is not None
        block = self.blocks[at.block]
        keys = [cell_key(column) for column in block.columns]
        if self.anchor.key not in keys:
            raise CannotPaste("表里没有这一格，可能表样变了；请刷新页面再试")
        columns = block.columns[keys.index(self.anchor.key) :]
        left = int(columns[0] is block.columns[0] and _has_label_beside(block, lines))
        places, end = _places(columns, lines, left)
        inside = []
        for line in lines:
            self.not_taken += [not_taken(cell, _OUTSIDE) for column, cell in line.items() if column >= end]
            inside.append({column: cell for column, cell in line.items() if column < end})
        reached = {column: place for column, place in places.items() if column < width}
        self._keep_lines(BlockLines(block, reached, may_slip=False), inside, 0, self._start(block))

    def _into_the_slot(self, at: DraftRow, cells: Sequence[Cell], text: str) -> None:
        """Put cells into a fixed slot: amounts also into those below, anything else as the one text it is."""
        if len(cells) > 1 and _holds_amount(at):
            self._keep_slots(read_amounts(at.block, cells, self.schema))
        else:
            whole = cells[0].text if len(cells) == 1 else clean_text(text.replace("\t", " ")) or ""
            if len(whole) > TEXT_LIMIT:
                raise CannotPaste(f"这一格最多 {TEXT_LIMIT} 字，贴上来的有 {len(whole)} 字，请缩短后再贴")
            self._keep_slots(PastedSlots((PastedSlot(at.block, whole, cells[0]),)))

    def _keep_slots(self, read: PastedSlots) -> None:
        targets = Targets(self.draft)
        self.rows += targets.slots(read.slots)
        self.not_taken += [*read.not_taken, *targets.not_taken]
        self.doubts += read.doubts

    def _keep_lines(self, taken: BlockLines, lines: Sequence[Line], offset: int, start: int) -> None:
        pasted = taken.take(list(enumerate(lines, offset)))
        fill_down(pasted, taken.reached)
        targets = Targets(self.draft)
        self.rows += targets.lines(taken.block, taken.reached, pasted, start)
        self.not_taken += [*taken.not_taken, *targets.not_taken]
        self.doubts += taken.doubts


def _has_label_beside(block: LinesBlock, lines: Sequence[Line]) -> bool:
    """Tell a block whose first column is the label that the form prints beside all lines."""
    label = label_key(block.label or "")
    first = {label_key(line[0].text) for line in lines if 0 in line}
    return first == {label} and bool(label)


def _places(columns: Sequence[Column], lines: Sequence[Line], left: int) -> tuple[dict[int, Column], int]:
    """Give the column for each grid column from ``left`` on, and where the last one ends.

    A column that is printed over several grid columns has as many in what was copied out of the official table, all
    but the first of them blank; elsewhere it has one.
    """
    printed: dict[int, Column] = {}
    end = left
    for column in columns:
        printed[end] = column
        end += column.columns
    filled = {at for line in lines for at in line if left <= at < end}
    if filled <= printed.keys():
        return printed, end
    return dict(enumerate(columns, left)), left + len(columns)


def _holds_amount(row: DraftRow) -> bool:
    return row.block.startswith("funding-")
