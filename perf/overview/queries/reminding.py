"""Who is to be reminded of what: everybody who owes something that is due soon or late, with all of it.

A constant number of queries, however many people and tables there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from perf.accounts.queries import Account, accounts_found
from perf.deadlines.queries import Calendar, calendar_of, years_with_deadlines
from perf.departments.queries import department_list
from perf.departments.tree import ListedDepartment
from perf.domain.deadlines import EARLIEST_REMINDER, Due, reminder_point
from perf.domain.duties import Duty, duties_of
from perf.domain.reach import Reach
from perf.overview.queries.not_begun import not_begun, years_drawn_up
from perf.overview.queries.tables import TableFilter, tables_found
from perf.overview.records import ReminderSent
from perf.reviews.queries.delegations import represented_departments

_EVERYBODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody is written to about once: a duty of a year, from a day on."""

    fiscal_year: int
    duty: Duty
    point: date


@dataclass(frozen=True, slots=True)
class Owed:
    """A table that somebody is to be reminded of.

    Attributes:
        name: what it is about.
        is_begun: whether there is one at all.
        due: until when.
    """

    matter: Matter
    department_id: int
    department_name: str
    name: str
    is_begun: bool
    due: Due


@dataclass(frozen=True, slots=True)
class PersonToRemind:
    """Somebody who is to be reminded today.

    Attributes:
        department_name: of which department, ``""`` for none.
        email: where to, if anywhere.
        owed: all that they owe and are reminded of, the most pressing first.
        matters: what of it they were not written to about yet.
    """

    user_id: int
    full_name: str
    department_name: str
    email: str | None
    owed: tuple[Owed, ...]
    matters: tuple[Matter, ...]

    @property
    def overdue_count(self) -> int:
        """How many tables are late."""
        return sum(each.due.days_left < 0 for each in self.owed)


def people_to_remind(session: Session, today: date) -> tuple[PersonToRemind, ...]:
    """Give everybody who is to be reminded today and was not yet, by department and name."""
    owed = sorted(_owed(session, today), key=lambda each: (each.due.day, each.department_name, each.name))
    if not owed:
        return ()
    departments = {each.row.id: each for each in department_list(session)}
    represented = represented_departments(session, today)
    written, written_today = _written(session, today)
    found = []
    for account in accounts_found(session, "", offset=0, limit=_EVERYBODY):
        if not account.is_active or account.id in written_today:
            continue
        theirs = tuple(_theirs(account, owed, departments, represented))
        matters = tuple(dict.fromkeys(each.matter for each in theirs if each.matter not in written[account.id]))
        if matters:
            unit = departments.get(account.department_id or 0)
            name = unit.row.name if unit else ""
            found.append(PersonToRemind(account.id, account.full_name, name, account.email, theirs, matters))
    return tuple(sorted(found, key=lambda person: (person.department_name, person.full_name, person.user_id)))


def _theirs(
    account: Account,
    owed: Iterable[Owed],
    departments: Mapping[int, ListedDepartment],
    represented: frozenset[tuple[int, int]],
) -> Iterator[Owed]:
    """Give what of all that is owed is somebody's."""
    own = account.department_id
    below = frozenset(
        number for number, each in departments.items() if own in (number, *(above.id for above in each.above))
    )
    reach = Reach(account.permissions, own, below)
    duties = duties_of(reach, represents_leader=(account.id, own) in represented)
    return (each for each in owed if duties.has(each.matter.duty, each.department_id))


def _owed(session: Session, today: date) -> Iterator[Owed]:
    """Give every table that somebody is to be reminded of."""
    years = years_with_deadlines(session)
    calendar = calendar_of(session, years)
    soon = TableFilter(due_by=today + timedelta(days=EARLIEST_REMINDER))
    for table in tables_found(session, soon):
        assert table.duty is not None, "what has a deadline is somebody's turn"
        matter, due = _matter(calendar, table.fiscal_year, table.duty, table.day, today), table.due(today)
        if matter is not None and due is not None:
            yield Owed(matter, table.department_id, table.department_name, table.name, is_begun=True, due=due)
    for missing in not_begun(session, None, years_drawn_up(session, today)):
        year, due = missing.subject.fiscal_year, missing.due(today)
        matter = _matter(calendar, year, Duty.DRAFTING, missing.day, today)
        if matter is not None and due is not None and not missing.has_ended:
            unit = missing.subject.department_id
            yield Owed(matter, unit, missing.department_name, missing.name, is_begun=False, due=due)


def _matter(calendar: Calendar, fiscal_year: int, duty: Duty, day: date | None, today: date) -> Matter | None:
    """Give what a reminder about a table would be about, ``None`` before the first one is due."""
    point = None if day is None else reminder_point(day, calendar.reminders(fiscal_year, duty), today)
    return None if point is None else Matter(fiscal_year, duty, point)


def _written(session: Session, today: date) -> tuple[Mapping[int, set[Matter]], set[int]]:
    """Give what people were written to about, by person, and who was written to today."""
    written: defaultdict[int, set[Matter]] = defaultdict(set)
    for sent in session.exec(select(ReminderSent).order_by(col(ReminderSent.id))):
        written[sent.user_id].add(Matter(sent.fiscal_year, Duty(sent.duty), sent.point))
    asked = select(ReminderSent.user_id).where(ReminderSent.day == today)
    return written, set(session.exec(asked))
