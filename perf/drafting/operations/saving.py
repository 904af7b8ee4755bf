"""Saving what was typed: by row and version, so that two people in one table never overwrite each other unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.merging import merge
from perf.domain.drafts.rows import DraftRow, Texts
from perf.domain.text import TEXT_LIMIT, clean_text
from perf.drafting.history import last_changes, texts_at
from perf.drafting.operations.holding import change, hold_open, note, rewrite
from perf.drafting.queries import rows_by_id
from perf.drafting.records import ChangeKind
from perf.table_schemas import schema_by_id


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What was typed in a row.

    Attributes:
        row_id: the row.
        version: its version when typing began.
        texts: typed texts by cell key; only cells that were sent.
    """

    row_id: int
    version: int
    texts: Texts


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody else changed in the meantime; nothing was written over it.

    Attributes:
        row_id, key: the cell.
        typed: what was typed now.
        kept: what is kept; ``None`` when the row was removed.
        by: 姓名 of who kept it, at when; ``None`` where it is not known.
    """

    row_id: int
    key: str
    typed: str
    kept: str | None
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell whose text was not kept, with a sentence that says why."""

    row_id: int
    key: str
    typed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving.

    Attributes:
        rows: the rows that were sent, as they are kept now, by id; removed ones are missing.
        conflicts: cells that were left as somebody else kept them.
        refusals: cells whose text cannot be kept.
    """

    rows: Mapping[int, DraftRow]
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything that was typed is kept."""
        return not self.conflicts and not self.refusals


def save_rows(
    session: Session,
    draft_id: int,
    edits: Sequence[RowEdit],
    *,
    user_id: int,
    now: datetime,
    kind: ChangeKind = ChangeKind.TYPED,
) -> Saved:
    """Save what was typed in rows of a draft; saving the same again changes nothing.

    A cell that somebody else has changed since ``version`` is a conflict and stays as it is, all others are saved.
    Rows and cells that the draft does not have are passed over. Refuses, with ``DraftClosed``, a draft that may not be
    changed now.
    """
    draft = hold_open(session, draft_id)
    schema = schema_by_id(draft.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    known = rows_by_id(session, draft_id, [edit.row_id for edit in edits])
    rows = {row_id: row for row_id, (row, _) in known.items()}
    bases = texts_at(session, rows, _oldest_versions(edits, rows))
    keys = cell_labels(schema)
    saving = _Saving(dict(rows), {row_id for row_id, (_, is_removed) in known.items() if is_removed})
    for edit in edits:
        if edit.row_id in rows:
            known_keys = keys.get(rows[edit.row_id].block, {})
            texts = {key: text for key, text in edit.texts.items() if key in known_keys}
            saving.save(edit.row_id, bases[edit.row_id], texts)
    rewrite(session, {row_id: (saving.rows[row_id].version, saving.rows[row_id].texts) for row_id in saving.written})
    note(
        session,
        draft,
        [change(row_id, version, kind, key, *texts) for row_id, version, key, *texts in saving.changes],
        user_id=user_id,
        now=now,
    )
    return saving.outcome(session)


def _oldest_versions(edits: Sequence[RowEdit], rows: Mapping[int, DraftRow]) -> dict[int, int]:
    """Give for each row the oldest version that was typed in; nobody has seen a version that is still to come."""
    versions: dict[int, int] = {}
    for edit in edits:
        if edit.row_id in rows:
            known = versions.get(edit.row_id, rows[edit.row_id].version)
            versions[edit.row_id] = min(edit.version, known)
    return versions


class _Saving:
    """Saves one row after the other in memory, and tells what is to be written."""

    def __init__(self, rows: dict[int, DraftRow], removed: set[int]) -> None:
        self.rows = rows
        self.removed = removed
        self.written: list[int] = []
        self.changes: list[tuple[int, int, str, str, str]] = []
        self.refusals: list[Refusal] = []
        self._conflicts: list[Conflict] = []

    def save(self, row_id: int, base: Texts, typed: Texts) -> None:
        """Take the typed texts of one row."""
        kept = self.rows[row_id]
        texts = self._keepable(kept, typed)
        merged = merge(base, kept.texts, texts)
        if row_id in self.removed:
            changed = {*merged.changes, *merged.conflicts}
            self._conflicts += [Conflict(row_id, key, texts[key], None) for key in texts if key in changed]
            return
        self._conflicts += [Conflict(row_id, key, texts[key], kept.text(key)) for key in merged.conflicts]
        if kept.is_locked and merged.changes:
            sentence = "这一行不在本次调整的范围内，没有保存；要改它请先撤销调整，重新申请时选上这一行"
            self.refusals += [Refusal(row_id, key, text, sentence) for key, text in merged.changes.items()]
        elif merged.changes:
            version = kept.version + 1
            self.changes += [(row_id, version, key, kept.text(key), text) for key, text in merged.changes.items()]
            filled = {key: text for key, text in {**kept.texts, **merged.changes}.items() if text}
            self.rows[row_id] = DraftRow(row_id, version, kept.block, filled, kept.is_locked)
            self.written.append(row_id)

    def _keepable(self, row: DraftRow, typed: Texts) -> dict[str, str]:
        """Give the texts as they are kept; one that is too long is refused, never cut."""
        texts: dict[str, str] = {}
        for key, raw in typed.items():
            text = clean_text(raw) or ""
            if len(text) > TEXT_LIMIT:
                sentence = f"这一格有 {len(text)} 字，最多 {TEXT_LIMIT} 字，没有保存；请缩短后再保存"
                self.refusals.append(Refusal(row.id, key, raw, sentence))
            else:
                texts[key] = text
        return texts

    def outcome(self, session: Session) -> Saved:
        """Tell what came of it, with who changed what in the meantime."""
        by = last_changes(session, {conflict.row_id for conflict in self._conflicts}) if self._conflicts else {}
        told = tuple(
            Conflict(each.row_id, each.key, each.typed, each.kept, last.by, last.at)
            if (last := by.get((each.row_id, each.key))) and each.kept is not None
            else each
            for each in self._conflicts
        )
        rows = {row_id: row for row_id, row in self.rows.items() if row_id not in self.removed}
        return Saved(rows, told, tuple(self.refusals))
