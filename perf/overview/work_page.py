"""What the work list says to somebody on a day: what they owe, what came back, what waits for them, what they sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from perf.deadlines.queries import calendar_of, closings
from perf.domain.days import day_in_china, say_day
from perf.domain.deadlines import Due
from perf.domain.duties import REVIEWING, Duty
from perf.domain.roles import Permission
from perf.library.queries import count_waiting
from perf.overview.queries.duties import OnDuty
from perf.overview.queries.not_begun import NotBegun, not_begun, years_drawn_up
from perf.overview.queries.requests import WaitingRequest, count_requests, waiting_requests
from perf.overview.queries.returns import ReturnedWith, returns_of
from perf.overview.queries.tables import Standing, TableFilter, TableOnList, count_tables, tables_found

SHOWN = 20
"""So many entries of a kind are shown; the rest is a page of its own."""

_LATELY = timedelta(days=30)
_LATELY_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Some:
    """Tables of a kind: the most pressing ones, and how many there are in all."""

    tables: tuple[TableOnList, ...]
    count: int


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The work list.

    Attributes:
        today: the day it is about.
        drafts: whether they fill in tables themselves, and do not only answer for those of their unit.
        returned: tables that came back, each with why.
        drafting: tables that are being filled in.
        missing: tables that nobody has begun yet.
        ended: projects of which the unit said that they need no table.
        reviewing: tables that wait for them to review.
        requests: requests to let findings stand that wait for them, the first ones.
        request_count: how many there are.
        proposal_count: how many proposals for the library wait for them.
        submitted: what their unit submitted and is being reviewed.
        approved: what was approved lately.
        notices: what they have to know of deadlines.
        in_stead: whether they may sign in the stead of a leader.
    """

    today: date
    drafts: bool
    returned: tuple[tuple[TableOnList, ReturnedWith], ...]
    drafting: Some
    missing: tuple[NotBegun, ...]
    ended: tuple[NotBegun, ...]
    reviewing: Some
    requests: tuple[WaitingRequest, ...]
    request_count: int
    proposal_count: int
    submitted: Some
    approved: tuple[TableOnList, ...]
    notices: tuple[str, ...]
    in_stead: bool

    @property
    def has_nothing_to_do(self) -> bool:
        """Whether nothing is theirs to do."""
        owed = self.returned or self.drafting.count or self.missing or self.reviewing.count
        return not (bool(owed) or self.request_count or self.proposal_count)


def work_page(session: Session, person: OnDuty, now: datetime) -> WorkPage:
    """Put together the work list of somebody."""
    today, may = day_in_china(now), person.account.permissions
    own = _own(person)
    years = years_drawn_up(session, today)
    returned = tables_found(session, TableFilter(own, standing=Standing.RETURNED))
    reasons = returns_of(session, [table.id for table in returned])
    missing = not_begun(session, own, years)
    decides = Permission.REVIEW_TARGETS_FOR_PERFORMANCE in may
    lately = TableFilter(person.reach.readable_ids, approved_since=now - _LATELY)
    return WorkPage(
        today=today,
        drafts=Permission.DRAFT_TARGETS in may,
        returned=tuple((table, reasons[table.id]) for table in returned),
        drafting=_some(session, TableFilter(own, standing=Standing.DRAFTING)),
        missing=tuple(each for each in missing if not each.has_ended),
        ended=tuple(each for each in missing if each.has_ended),
        reviewing=_some(session, TableFilter(duties=person.duties.among(*REVIEWING))),
        requests=waiting_requests(session, limit=SHOWN) if decides else (),
        request_count=count_requests(session) if decides else 0,
        proposal_count=count_waiting(session) if Permission.KEEP_LIBRARY in may else 0,
        submitted=_some(session, TableFilter(own, is_in_review=True)),
        approved=tables_found(session, lately, limit=_LATELY_SHOWN, latest_first=True),
        notices=_notices(session, own, years, today),
        in_stead=bool(person.leaders),
    )


def _own(person: OnDuty) -> frozenset[int]:
    """Give the departments whose tables they fill in or answer for."""
    ids = (person.reach.ids_for(each) for each in (Permission.DRAFT_TARGETS, Permission.SIGN_TARGETS))
    return frozenset().union(*(each for each in ids if each is not None))


def _some(session: Session, wanted: TableFilter) -> Some:
    """Give the most pressing tables of a kind; all are counted only where they are more than are shown."""
    found = tables_found(session, wanted, limit=SHOWN + 1)
    count = count_tables(session, wanted) if len(found) > SHOWN else len(found)
    return Some(found[:SHOWN], count)


def _notices(session: Session, own: frozenset[int], years: tuple[int, ...], today: date) -> tuple[str, ...]:
    """Say until when tables of the unit are to be submitted, and what follows when they are not."""
    if not own:
        return ()
    calendar, closed = calendar_of(session, years), closings(session)
    notices = []
    for year in years:
        days = {calendar.day(year, Duty.DRAFTING, department_id) for department_id in own}
        for day in sorted(day for day in days if day is not None):
            follows = f"；过期后不能送审：{closed[year].reason}" if year in closed else ""
            notices.append(f"{year} 年度绩效目标表请在 {say_day(day)}前送审（{Due(day, today).label}）{follows}")
    return tuple(notices)
