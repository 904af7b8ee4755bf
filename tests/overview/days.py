"""Deadlines and accounts for tests of the overview, as finance sets them on its page."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Engine

from perf.accounts.queries import account_by_id
from perf.database import reading, transaction
from perf.deadlines.operations import WantedDay, extend, set_deadlines
from perf.domain.days import day_in_china
from perf.domain.duties import Duty
from perf.overview.queries.duties import OnDuty, on_duty
from perf.overview.queries.tables import TableFilter, TableOnList, tables_found
from tests.pages import NOW

TODAY = day_in_china(NOW)


def day(days: int) -> date:
    """So many days from the tests' today."""
    return TODAY + timedelta(days=days)


def set_days(
    engine: Engine, user_id: int, days: dict[Duty, int], *, closed: str | None = None, year: int = 2026
) -> None:
    """Set the deadlines of a year, each so many days from today, with the usual reminders."""
    wanted = {duty: WantedDay(day(distance), (7, 1)) for duty, distance in days.items()}
    with transaction(engine) as session:
        set_deadlines(session, year, wanted, closing_reason=closed, user_id=user_id, now=NOW)


def give_longer(engine: Engine, user_id: int, code: str, days: int, duty: Duty = Duty.DRAFTING) -> None:
    """Give a department a later day."""
    with transaction(engine) as session:
        extend(session, 2026, duty, (code, day(days), "馆舍搬迁"), user_id=user_id, now=NOW)


def person(engine: Engine, user_id: int, today: date = TODAY) -> OnDuty:
    """Somebody with what they owe."""
    with reading(engine) as session:
        account = account_by_id(session, user_id)
        assert account is not None
        return on_duty(session, account, today)


def waiting_for(engine: Engine, people: dict[str, int], names: Iterable[str]) -> list[str]:
    """Those for whom some table waits."""
    with reading(engine) as session:
        return [
            name for name in names if tables_found(session, TableFilter(duties=person(engine, people[name]).duties))
        ]


def the_table(engine: Engine) -> TableOnList:
    """The only table there is, as lists show it."""
    with reading(engine) as session:
        (table,) = tables_found(session, TableFilter())
    return table
