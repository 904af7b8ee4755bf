"""Entries one by one: what they say, where they stand, who proposed and who decided; and names that are near."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from perf.accounts.records import User
from perf.departments.records import Department
from perf.domain.library_entry import EntryState, LibraryIndicator, folded
from perf.library.records import LibraryEntry

_ACCEPTED = col(LibraryEntry.state) == EntryState.ACCEPTED
_WAITING = col(LibraryEntry.state) == EntryState.PROPOSED
_ALIKE = Decimal("0.5")
"""Two names are near when more than this share of their neighbouring characters is common to both."""
_NEARLY_FOUND = Decimal("0.4")
"""An entry is nearly found when it holds more than this share of the neighbouring characters searched for."""

_TEXTS = tuple(each.name for each in fields(LibraryIndicator))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at proposals.

    Attributes:
        user_id: who.
        department_id: their department, if they belong to one.
        keeps_library: whether they decide on proposals.
    """

    user_id: int
    department_id: int | None
    keeps_library: bool

    def own(self) -> ColumnElement[bool]:
        """Write the condition that an entry is a proposal of theirs or of their department."""
        is_theirs = col(LibraryEntry.proposed_by) == self.user_id
        if self.department_id is None:
            return is_theirs
        return or_(is_theirs, col(LibraryEntry.department_id) == self.department_id)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with where it stands.

    Attributes:
        id: its number.
        indicator: what it says.
        state: where it stands.
        reason: why it was refused or retired.
        department: name of the department it was proposed for.
        proposer: who proposed it; none for what came with the system.
        proposed_at: when it came in.
        decider: who decided last.
        decided_at: when.
    """

    id: int
    indicator: LibraryIndicator
    state: EntryState
    reason: str | None
    department: str | None
    proposer: str | None
    proposed_at: datetime
    decider: str | None
    decided_at: datetime | None


def library_entry(session: Session, entry_id: int) -> Entry | None:
    """Find an accepted entry, one that may be taken over into a table; ``None`` for any other number."""
    return next(iter(entries(session, _ACCEPTED, col(LibraryEntry.id) == entry_id)), None)


def known_entry(session: Session, entry_id: int, reader: Reader) -> Entry | None:
    """Find an entry that somebody may look at: what was once accepted is everybody's, a proposal its department's."""
    is_open = col(LibraryEntry.state).in_([EntryState.ACCEPTED, EntryState.RETIRED])
    may_see = None if reader.keeps_library else or_(is_open, reader.own())
    wanted = [col(LibraryEntry.id) == entry_id, *([] if may_see is None else [may_see])]
    return next(iter(entries(session, *wanted)), None)


def count_waiting(session: Session) -> int:
    """Count the proposals that wait to be decided on."""
    return _count(session, _WAITING)


def waiting_proposals(session: Session, *, offset: int, limit: int) -> tuple[Entry, ...]:
    """Give a page of the proposals that wait to be decided on, oldest first."""
    return entries(session, _WAITING, offset=offset, limit=limit)


def count_own(session: Session, reader: Reader) -> int:
    """Count what somebody or their department proposed."""
    return _count(session, reader.own())


def own_proposals(session: Session, reader: Reader, *, offset: int, limit: int) -> tuple[Entry, ...]:
    """Give a page of what somebody or their department proposed, newest first."""
    return entries(session, reader.own(), order=[col(LibraryEntry.id).desc()], offset=offset, limit=limit)


def similar_entries(session: Session, name: str, *, limit: int = 5) -> tuple[Entry, ...]:
    """Give accepted entries of nearly the same name, nearest first."""
    wanted = _neighbours(name)

    def share(other: str) -> Decimal:
        pairs = _neighbours(other)
        return Decimal(2 * len(wanted & pairs)) / (len(wanted) + len(pairs))

    return _nearest(session, col(LibraryEntry.name), share, more_than=_ALIKE, limit=limit)


def near_misses(session: Session, words: Iterable[str], *, limit: int = 5) -> tuple[Entry, ...]:
    """Give accepted entries that hold many pieces of what was searched for, though not its words as they were typed."""
    wanted = frozenset[str]().union(*map(_neighbours, words))

    def share(text: str) -> Decimal:
        return Decimal(len(wanted & _neighbours(text))) / len(wanted)

    return _nearest(session, col(LibraryEntry.search_text), share, more_than=_NEARLY_FOUND, limit=limit)


def _nearest(
    session: Session, column: Mapped[str], share: Callable[[str], Decimal], *, more_than: Decimal, limit: int
) -> tuple[Entry, ...]:
    """Give the accepted entries of which a text shares more than some part, those that share most first."""
    rows = session.connection().execute(select(col(LibraryEntry.id), column).where(_ACCEPTED))
    shares = [(share(text), -(number or 0)) for number, text in rows]
    nearest = [-number for shared, number in sorted(shares, reverse=True) if shared > more_than][:limit]
    found = {entry.id: entry for entry in entries(session, col(LibraryEntry.id).in_(nearest))}
    return tuple(found[number] for number in nearest)


def entries(
    session: Session,
    *conditions: ColumnElement[bool],
    order: Iterable[ColumnElement[Any] | UnaryExpression[Any]] = (),
    offset: int = 0,
    limit: int | None = None,
) -> tuple[Entry, ...]:
    """Read entries, in a given order and then as they came in."""
    wanted = _with_people().where(*conditions).order_by(*order, col(LibraryEntry.id)).offset(offset).limit(limit)
    return tuple(_entry(*row) for row in session.execute(wanted))


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    counting = select(func.count()).select_from(LibraryEntry).where(condition)
    return session.connection().execute(counting).scalar_one()


def indicator_of(record: LibraryEntry) -> LibraryIndicator:
    """Give what a record says."""
    return LibraryIndicator(**{name: getattr(record, name) for name in _TEXTS})


def _with_people() -> Select[LibraryEntry, str | None, str | None, str | None]:
    proposer, decider = aliased(User), aliased(User)
    return (
        select(LibraryEntry, col(Department.name), col(proposer.full_name), col(decider.full_name))
        .outerjoin(Department, col(Department.id) == col(LibraryEntry.department_id))
        .outerjoin(proposer, col(proposer.id) == col(LibraryEntry.proposed_by))
        .outerjoin(decider, col(decider.id) == col(LibraryEntry.decided_by))
    )


def _entry(record: LibraryEntry, department: str | None, proposer: str | None, decider: str | None) -> Entry:
    assert record.id is not None
    return Entry(
        id=record.id,
        indicator=indicator_of(record),
        state=EntryState(record.state),
        reason=record.reason,
        department=department,
        proposer=proposer,
        proposed_at=record.proposed_at,
        decider=decider,
        decided_at=record.decided_at,
    )


def _neighbours(text: str) -> frozenset[str]:
    """Give every two characters that stand beside each other."""
    plain = "".join(folded(text).split())
    return frozenset(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)))
