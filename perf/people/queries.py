"""What the pages about people ask: accounts with the names of their departments, and the log of security."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from perf.accounts.names import sign_in_key
from perf.accounts.queries import Account
from perf.accounts.records import SecurityEvent, User
from perf.departments.records import Department
from perf.domain.security_log import SecurityAct

_CHINA = timezone(timedelta(hours=8))


_ABOUT_NOBODY = {SecurityAct.SIGN_IN_REFUSED.value: "没有这个登录名"}
"""What an entry that is about no account says instead."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account with its department.

    Attributes:
        department: name and code of the department, ``None`` for none.
        department_code: the code alone, ``""`` for none.
    """

    account: Account
    department: str | None
    department_code: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log of security."""

    at: datetime
    actor: str
    act: str
    about: str
    address: str
    detail: str | None


def people(session: Session, accounts: Iterable[Account]) -> tuple[Person, ...]:
    """Put the names and codes of their departments to accounts."""
    found = tuple(accounts)
    ids = {account.department_id for account in found}
    rows = session.connection().execute(
        select(col(Department.id), col(Department.name), col(Department.code)).where(col(Department.id).in_(ids))
    )
    known: dict[int | None, tuple[str | None, str]] = {
        number: (f"{name}（{code}）", code) for number, name, code in rows
    }
    return tuple(Person(account, *known.get(account.department_id, (None, ""))) for account in found)


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries of the log are wanted.

    Attributes:
        sign_in_name: of whoever did it or whose account it is about; all where it is empty.
        day: the day in China.
    """

    sign_in_name: str
    day: date | None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Write the conditions."""
        wanted: list[ColumnElement[bool]] = []
        if self.sign_in_name:
            # Nobody has the empty key, which is what a text that no name can be folds to.
            who = select(col(User.id)).where(col(User.sign_in_key) == sign_in_key(self.sign_in_name)).scalar_subquery()
            wanted.append((col(SecurityEvent.actor_id) == who) | (col(SecurityEvent.about_id) == who))
        if self.day:
            begin = datetime.combine(self.day, time(), _CHINA)
            wanted += [col(SecurityEvent.at) >= begin, col(SecurityEvent.at) < begin + timedelta(days=1)]
        return wanted


def count_log(session: Session, wanted: LogFilter) -> int:
    """Count the entries that :func:`log_entries` gives page by page."""
    counting = select(func.count()).select_from(SecurityEvent).where(*wanted.conditions())
    return session.connection().execute(counting).scalar_one()


def log_entries(session: Session, wanted: LogFilter, *, offset: int, limit: int) -> tuple[LogEntry, ...]:
    """Give a page of the log, newest first."""
    rows = session.connection().execute(_log(wanted).offset(offset).limit(limit))
    return tuple(
        LogEntry(
            at, actor or "（未登录）", SecurityAct(act).label, about or _ABOUT_NOBODY.get(act, "—"), address, detail
        )
        for at, actor, act, about, address, detail in rows
    )


def _log(wanted: LogFilter) -> Select[datetime, str, str, str, str, str | None]:
    actor, about = aliased(User), aliased(User)
    return (
        select(
            col(SecurityEvent.at),
            col(actor.sign_in_name),
            col(SecurityEvent.act),
            col(about.sign_in_name),
            col(SecurityEvent.address),
            col(SecurityEvent.detail),
        )
        .outerjoin(actor, col(actor.id) == col(SecurityEvent.actor_id))
        .outerjoin(about, col(about.id) == col(SecurityEvent.about_id))
        .where(*wanted.conditions())
        .order_by(col(SecurityEvent.at).desc(), col(SecurityEvent.id).desc())
    )
