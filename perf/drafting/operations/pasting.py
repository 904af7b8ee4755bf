"""Putting a block that was pasted, and looked at, into a draft: all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.rows import Draft
from perf.domain.pasting.clipboard import CannotPaste
from perf.domain.pasting.paste import paste
from perf.domain.pasting.pasted_block import Anchor, PastedBlock, PastedRow
from perf.drafting.operations.holding import DraftError, hold_open
from perf.drafting.operations.lines import NewLines, add_lines, were_added
from perf.drafting.operations.saving import Conflict, RowEdit, save_rows
from perf.drafting.queries import kept_draft
from perf.drafting.records import ChangeKind
from perf.table_schemas import shipped_schema, usual_wordings


class NotAsSeen(DraftError):
    """A draft that is no longer as it was when what a block would do to it was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class SeenPaste:
    """A block with what was shown of it.

    Attributes:
        text: the pasted text.
        anchor: the cell it was pasted into, if any.
        seen: the rows that it was shown to go into, each with its version, in the order of the block.
        origin: what the page calls this pasting: asked for twice, it is done once.
    """

    text: str
    anchor: Anchor | None
    seen: Mapping[int, int]
    origin: str


def planned(draft: Draft, text: str, anchor: Anchor | None) -> PastedBlock:
    """Say what a text puts into a draft; refuses, with :class:`DraftError`, one that cannot be pasted."""
    try:
        return paste(text, draft, shipped_schema(draft.schema), usual_wordings(), anchor)
    except CannotPaste as refusal:
        raise DraftError(str(refusal)) from refusal


def fill_in(session: Session, draft_id: int, pasted: SeenPaste, *, user_id: int, now: datetime) -> int | None:
    """Put a block into a draft and give the first row it went into; ``None`` when it was put there before.

    Refuses, with :class:`NotAsSeen`, rows other than those that were shown, and cells that somebody else has changed
    since; with :class:`DraftError` what :func:`planned` and :func:`add_lines` refuse.
    """
    draft = hold_open(session, draft_id)
    if were_added(session, draft_id, cell_labels(shipped_schema(draft.schema_id)), pasted.origin):
        return None
    kept = kept_draft(session, draft_id)
    assert kept is not None, "a draft that is held is there"
    rows = planned(kept.draft, pasted.text, pasted.anchor).rows
    known = [(row.row_id, row) for row in rows if row.row_id is not None]
    if [row_id for row_id, _ in known] != list(pasted.seen):
        raise NotAsSeen("预览之后表里的行有了变动（可能有人加了、删了或移动了行），没有填进去；请看过新的预览再填")
    edits = [RowEdit(row_id, pasted.seen[row_id], _texts(row)) for row_id, row in known]
    saved = save_rows(session, draft_id, edits, user_id=user_id, now=now, kind=ChangeKind.PASTED)
    if not saved.is_whole:
        raise NotAsSeen(_changed_since(saved.conflicts))
    added = [add_lines(session, draft_id, new, user_id=user_id, now=now) for new in _new_lines(rows, pasted.origin)]
    return next((row_id for row_id, _ in known), next((ids[0] for ids in added if ids), None))


def _texts(row: PastedRow) -> dict[str, str]:
    return {text.key: text.after for text in row.texts}


def _new_lines(rows: Sequence[PastedRow], origin: str) -> Iterator[NewLines]:
    """Give the rows that are new, by block."""
    new = sorted((row for row in rows if row.row_id is None), key=lambda row: row.block)
    for block, lines in groupby(new, key=lambda row: row.block):
        texts = [{key: text for key, text in _texts(line).items() if text} for line in lines]
        yield NewLines([NewRow(block, each) for each in texts], None, origin, ChangeKind.PASTED)


def _changed_since(conflicts: Sequence[Conflict]) -> str:
    """Say who changed how many of the cells."""
    names = "、".join(dict.fromkeys(each.by for each in conflicts if each.by)) or "别人"
    return f"预览之后{names}改过其中 {len(conflicts)} 格，没有填进去；请看过新的预览再填"
