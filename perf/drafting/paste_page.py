"""What the preview of a pasted block shows: what every cell will hold, what was done to it, and what goes nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from perf.domain.documents.compose_rows import LABEL_COLUMNS
from perf.domain.drafts.cells import block_key, cell_labels
from perf.domain.drafts.rows import SLOT, Draft
from perf.domain.pasting.headings import LinesBlock, lines_blocks
from perf.domain.pasting.pasted_block import Doubt, NotTaken, PastedBlock, PastedRow, PastedText
from perf.domain.table_schema import IndicatorBlock, TableSchema
from perf.domain.terms import Period


@dataclass(frozen=True, slots=True)
class LineOnPage:
    """One row of a block: what it is called, and a cell for every column, ``None`` where the block does not reach."""

    name: str
    row: PastedRow
    cells: tuple[PastedText | None, ...]


@dataclass(frozen=True, slots=True)
class LinesOnPage:
    """The rows of one block with the columns that they reach."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[LineOnPage, ...]


@dataclass(frozen=True, slots=True)
class SlotOnPage:
    """One fixed slot: what it is called, and what it will hold."""

    name: str
    text: PastedText


@dataclass(frozen=True, slots=True)
class ReasonOnPage:
    """Cells that go nowhere for the same reason."""

    reason: str
    cells: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class PastePage:
    """The preview.

    Attributes:
        changed, new, replaced: how many cells will change, how many rows are new, how many texts give way to others.
        slots: fixed slots that are filled.
        blocks: rows, by block.
        slipped: how many lines were put right.
        doubts: what a person should look at.
        reasons: what goes nowhere, by reason.
        seen: rows and versions for the form that applies it.
    """

    changed: int
    new: int
    replaced: int
    slots: tuple[SlotOnPage, ...]
    blocks: tuple[LinesOnPage, ...]
    slipped: int
    doubts: tuple[Doubt, ...]
    reasons: tuple[ReasonOnPage, ...]
    seen: str

    @property
    def left_over(self) -> int:
        """How many cells and lines go nowhere."""
        return sum(len(reason.cells) for reason in self.reasons)


def paste_page(block: PastedBlock, schema: TableSchema) -> PastePage:
    """Describe the preview of a block."""
    labels = cell_labels(schema)
    known = (f"{row.row_id}:{row.version}" for row in block.rows if row.row_id is not None)
    texts = [text for row in block.rows for text in row.texts]
    return PastePage(
        changed=block.changed_count,
        new=block.new_count,
        replaced=sum(bool(text.is_changed and text.before) for text in texts),
        slots=tuple(
            SlotOnPage(labels[row.block][SLOT], row.texts[0]) for row in block.rows if row.block not in _lines(schema)
        ),
        blocks=tuple(_blocks(block.rows, schema)),
        slipped=sum(row.has_slipped for row in block.rows),
        doubts=block.doubts,
        reasons=tuple(_reasons(block.not_taken)),
        seen=" ".join(known),
    )


def parse_seen(written: str) -> dict[int, int] | None:
    """Read :attr:`PastePage.seen` back; ``None`` for what no page of ours sends."""
    seen: dict[int, int] = {}
    for pair in written.split():
        row, _, version = pair.partition(":")
        if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in (row, version)):
            return None
        seen[int(row)] = int(version)
    return seen


def _lines(schema: TableSchema) -> set[str]:
    """Give the names of the blocks that have lines."""
    return {block_key(block) for block in lines_blocks(schema)}


def _blocks(rows: Sequence[PastedRow], schema: TableSchema) -> Iterator[LinesOnPage]:
    labels = cell_labels(schema)
    for block in lines_blocks(schema):
        own = [row for row in rows if row.block == block_key(block)]
        reached = {text.key for row in own for text in row.texts}
        keys = [key for key in labels[block_key(block)] if key in reached]
        lines = [LineOnPage(_name(row), row, _cells(row, keys)) for row in own]
        if lines:
            yield LinesOnPage(_title(block), tuple(labels[block_key(block)][key] for key in keys), tuple(lines))


def _title(block: LinesBlock) -> str:
    return "绩效指标" if isinstance(block, IndicatorBlock) else block.label or "明细"


def _name(row: PastedRow) -> str:
    return f"第{row.number}行" if row.row_id is not None else f"新加第{row.number}行"


def _cells(row: PastedRow, keys: Sequence[str]) -> tuple[PastedText | None, ...]:
    texts = {text.key: text for text in row.texts}
    return tuple(texts.get(key) for key in keys)


def _reasons(not_taken: Sequence[NotTaken]) -> Iterator[ReasonOnPage]:
    ordered = sorted(not_taken, key=lambda each: each.reason)
    for reason, cells in groupby(ordered, key=lambda each: each.reason):
        yield ReasonOnPage(reason, tuple(cells))


@dataclass(frozen=True, slots=True)
class PasteChoices:
    """The cells that a block may be pasted into, for who has no script to click one: rows by id, columns by key."""

    rows: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]


def paste_choices(draft: Draft, schema: TableSchema) -> PasteChoices:
    """Give the choices of a draft."""
    labels = cell_labels(schema)
    rows = []
    cells: dict[str, str] = {}
    for block in reversed(lines_blocks(schema)):
        title = "" if isinstance(block, IndicatorBlock) else f"{_title(block)} "
        names = [key for key in labels[block_key(block)] if key.removeprefix(_MEDIUM) not in LABEL_COLUMNS]
        for number, row in enumerate(draft.of_block(block_key(block)), 1):
            text = next((row.text(key) for key in names if row.text(key)), "（空行）")
            rows.append((str(row.id), f"{title}第{number}行 {text[:20]}"))
        for key, label in labels[block_key(block)].items():
            cells.setdefault(key, f"{title}{label}")
    return PasteChoices(tuple(rows), tuple(cells.items()))


_MEDIUM = f"{Period.MEDIUM_TERM.value}_"
