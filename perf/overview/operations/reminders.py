"""Keeping that somebody is written to, before it is done: of two runs at once, one writes."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select

from perf.accounts.records import User
from perf.domain.days import day_in_china
from perf.overview.queries.reminding import Matter, PersonToRemind
from perf.overview.records import ReminderSent


def claim(session: Session, person: PersonToRemind, *, now: datetime) -> tuple[int, ...]:
    """Keep that somebody is being reminded now, and give the numbers of what was kept.

    Nothing when they were written to today, or about all of it before: another run was first.
    """
    session.exec(select(User.id).where(col(User.id) == person.user_id).with_for_update()).one()
    today = day_in_china(now)
    sent = session.exec(select(ReminderSent).where(ReminderSent.user_id == person.user_id)).all()
    known = {(each.fiscal_year, each.duty, each.point) for each in sent}
    if any(each.day == today for each in sent):
        return ()
    new = [
        _kept(person, each, now) for each in person.matters if (each.fiscal_year, each.duty, each.point) not in known
    ]
    session.add_all(new)
    session.flush()
    return tuple(each.id for each in new if each.id is not None)


def release(session: Session, claimed: Sequence[int]) -> None:
    """Forget what was claimed and could not be sent, so that the next run tries again."""
    session.exec(delete(ReminderSent).where(col(ReminderSent.id).in_(claimed)))


def _kept(person: PersonToRemind, matter: Matter, now: datetime) -> ReminderSent:
    return ReminderSent(
        user_id=person.user_id,
        fiscal_year=matter.fiscal_year,
        duty=matter.duty.value,
        point=matter.point,
        day=day_in_china(now),
        at=now,
    )
