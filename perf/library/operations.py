"""What may be done to the indicator library. Callers open and commit the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from perf.accounts.operations.log import Actor
from perf.accounts.records import User
from perf.domain.library_entry import EntryState, LibraryIndicator
from perf.domain.text import clean_text
from perf.library.queries.entries import indicator_of
from perf.library.records import LibraryEntry
from perf.plain_words import PlainWordsError

REASON_LIMIT = 500
"""So many characters a reason may have."""


class LibraryError(PlainWordsError):
    """Something about the library that cannot be done; its text is a Chinese sentence for the user."""


class NoSuchEntry(LibraryError):
    """An entry that is not there, or not in the state that the matter is about and never was."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of bringing the shipped entries in: how many are new, how many got a new wording."""

    added: int
    reworded: int


def propose(
    session: Session, indicator: LibraryIndicator, actor: Actor, *, department_id: int | None, now: datetime
) -> int:
    """Keep a proposal and give its number; the same one by the same person, still waiting, is not kept twice.

    Refuses, with :class:`LibraryError`, what the library has already and another wording of what waits.
    """
    _require_new(session, indicator)
    # Whoever presses twice holds the same row, so the second press sees what the first one kept.
    session.exec(select(User.id).where(User.id == actor.user_id).with_for_update()).one()
    waiting = session.exec(
        select(LibraryEntry).where(
            LibraryEntry.proposed_by == actor.user_id,
            LibraryEntry.state == EntryState.PROPOSED,
            LibraryEntry.identity == indicator.identity,
        )
    ).first()
    if waiting is not None and waiting.id is not None:
        if indicator_of(waiting) == indicator:
            return waiting.id
        raise LibraryError(f"您已提议过“{indicator.name}”，绩效科还没有处理；等有了结果，再提新的写法")
    entry = _record(indicator, EntryState.PROPOSED, now)
    entry.proposed_by, entry.department_id = actor.user_id, department_id
    session.add(entry)
    session.flush()
    assert entry.id is not None
    return entry.id


def accept(session: Session, entry_id: int, indicator: LibraryIndicator, actor: Actor, *, now: datetime) -> None:
    """Take a proposal into the library, worded as the finance side wants it.

    Refuses, with :class:`LibraryError`, a proposal that somebody else decided on, and what the library has already;
    with :class:`NoSuchEntry`, what is no proposal.
    """
    entry = _held(session, entry_id, EntryState.PROPOSED, EntryState.ACCEPTED)
    if entry.state != EntryState.PROPOSED:
        _require_same(entry, actor, EntryState.ACCEPTED, is_same=indicator_of(entry) == indicator)
        return
    _require_new(session, indicator)
    _decide(entry, EntryState.ACCEPTED, actor, now)
    _word(entry, indicator)
    try:
        session.flush()
    except IntegrityError as error:  # Another proposal of the same was accepted at this very moment.
        raise _already_there(indicator) from error


def refuse(session: Session, entry_id: int, reason: str, actor: Actor, *, now: datetime) -> None:
    """Refuse a proposal for a reason.

    Refuses, with :class:`LibraryError`, a missing or too long reason and a proposal that somebody else decided on;
    with :class:`NoSuchEntry`, what is no proposal.
    """
    _close(session, entry_id, (EntryState.PROPOSED, EntryState.REFUSED), reason, actor, now)


def retire(session: Session, entry_id: int, reason: str, actor: Actor, *, now: datetime) -> None:
    """Take an accepted entry out of use for a reason; tables that took it over keep what they took.

    Refuses, with :class:`LibraryError`, a missing or too long reason and an entry that somebody else retired; with
    :class:`NoSuchEntry`, what is not in the library.
    """
    _close(session, entry_id, (EntryState.ACCEPTED, EntryState.RETIRED), reason, actor, now)


def bring_in_shipped(session: Session, shipped: Mapping[str, LibraryIndicator], *, now: datetime) -> Loaded:
    """Keep the entries that came with the system, by their stable keys; a changed wording replaces the former one.

    What was retired stays so. Where people's own entry says the same, theirs stays and ours is left out.
    """
    kept = {
        entry.shipped_key: entry
        for entry in session.exec(select(LibraryEntry).where(col(LibraryEntry.shipped_key).is_not(None)))
    }
    accepted = select(LibraryEntry.identity, LibraryEntry.shipped_key).where(LibraryEntry.state == EntryState.ACCEPTED)
    taken = dict(session.exec(accepted).all())
    added = reworded = 0
    for key, indicator in shipped.items():
        if taken.get(indicator.identity, key) != key:
            continue
        entry = kept.get(key)
        if entry is None:
            entry = _record(indicator, EntryState.ACCEPTED, now)
            entry.shipped_key = key
            session.add(entry)
            added += 1
        elif indicator_of(entry) != indicator:
            _word(entry, indicator)
            reworded += 1
        taken[indicator.identity] = key
        # One by one, so that entries stand in the library in the order in which they are written.
        session.flush()
    return Loaded(added, reworded)


def _close(
    session: Session, entry_id: int, step: tuple[EntryState, EntryState], reason: str, actor: Actor, now: datetime
) -> None:
    """Bring an entry from one state to another for a reason; doing the same twice is doing it once."""
    before, after = step
    clean = clean_text(reason)
    if clean is None:
        raise LibraryError("还没有写原因：写清楚为什么，提议的单位才知道怎么改")
    if len(clean) > REASON_LIMIT:
        raise LibraryError(f"原因太长，现在 {len(clean)} 个字，最多 {REASON_LIMIT} 个字")
    entry = _held(session, entry_id, before, after)
    if entry.state != before:
        _require_same(entry, actor, after, is_same=entry.reason == clean)
        return
    _decide(entry, after, actor, now)
    entry.reason = clean
    session.flush()


def _held(session: Session, entry_id: int, before: EntryState, after: EntryState) -> LibraryEntry:
    """Give an entry as it is now, held until the transaction ends, so that of two who decide one comes first."""
    wanted = select(LibraryEntry).where(LibraryEntry.id == entry_id).with_for_update()
    entry = session.exec(wanted, execution_options={"populate_existing": True}).one_or_none()
    if entry is None or (before is EntryState.PROPOSED and entry.proposed_by is None):
        raise NoSuchEntry("没有找到这条指标，可能地址写错了")
    if before is EntryState.ACCEPTED and entry.state not in {before, after}:
        raise NoSuchEntry("这条指标不在指标库里")
    return entry


def _require_same(entry: LibraryEntry, actor: Actor, after: EntryState, *, is_same: bool) -> None:
    """Refuse to decide on what was decided already, unless the same person just decided the very same."""
    if not (is_same and entry.state == after and entry.decided_by == actor.user_id):
        raise LibraryError(f"没有改动：这条指标刚才已经有人处理，现在的状态是“{EntryState(entry.state).label}”")


def _require_new(session: Session, indicator: LibraryIndicator) -> None:
    """Refuse what the library has already."""
    same = select(LibraryEntry.id).where(
        LibraryEntry.identity == indicator.identity, LibraryEntry.state == EntryState.ACCEPTED
    )
    if session.exec(same).first() is not None:
        raise _already_there(indicator)


def _already_there(indicator: LibraryIndicator) -> LibraryError:
    place = f"{indicator.field}／{indicator.use_of_funds}／{indicator.second_level}"
    return LibraryError(f"指标库里已经有“{indicator.name}”（{place}），可以直接用；要入库的若是另一件事，请换个名称")


def _record(indicator: LibraryIndicator, state: EntryState, now: datetime) -> LibraryEntry:
    texts = {each.name: getattr(indicator, each.name) for each in fields(indicator)}
    return LibraryEntry(
        **texts, state=state, identity=indicator.identity, search_text=indicator.search_text, proposed_at=now
    )


def _word(entry: LibraryEntry, indicator: LibraryIndicator) -> None:
    """Let an entry say something else."""
    for each in fields(indicator):
        setattr(entry, each.name, getattr(indicator, each.name))
    entry.identity, entry.search_text = indicator.identity, indicator.search_text


def _decide(entry: LibraryEntry, state: EntryState, actor: Actor, now: datetime) -> None:
    entry.state, entry.decided_by, entry.decided_at = state, actor.user_id, now
