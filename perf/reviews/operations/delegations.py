"""A leader lets somebody of the same department sign in their stead (委托)."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from perf.accounts.queries import Account
from perf.accounts.records import User
from perf.domain.days import day_in_china
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.delegations import colleagues_of
from perf.reviews.records import Delegation

LONGEST = timedelta(days=366)
"""So long a delegation may last: leave for good is a role, which the security administrator gives."""


def delegate(session: Session, leader: Account, delegate_id: int, days: tuple[date, date], *, now: datetime) -> int:
    """Keep that a leader delegates from one day until another, both included, and give its number; twice is once.

    Refuses, with :class:`ReviewError`, somebody who is not a colleague with work in the same department, days in
    the wrong order, over, or more than a year apart.
    """
    # Two presses at once wait for each other, so that the second finds what the first has kept.
    session.exec(select(User.id).where(col(User.id) == leader.id).with_for_update()).one()
    from_day, until_day = days
    if delegate_id not in {colleague.id for colleague in colleagues_of(session, leader)}:
        raise ReviewError("只能委托本单位有业务角色、账号在用的人，请在名单里选")
    if until_day < from_day:
        raise ReviewError(f"结束日期 {until_day.isoformat()} 早于开始日期 {from_day.isoformat()}，请改正日期")
    if until_day < day_in_china(now):
        raise ReviewError(f"结束日期 {until_day.isoformat()} 已经过去了，请填今天或以后的日期")
    if until_day - from_day > LONGEST:
        raise ReviewError("一次委托最长一年，请把结束日期提前")
    same = session.exec(
        select(Delegation.id).where(
            Delegation.leader_id == leader.id,
            Delegation.delegate_id == delegate_id,
            Delegation.from_day == from_day,
            Delegation.until_day == until_day,
            col(Delegation.ended_at).is_(None),
        )
    ).first()
    if same is not None:
        return same
    new = Delegation(
        leader_id=leader.id, delegate_id=delegate_id, from_day=from_day, until_day=until_day, created_at=now
    )
    session.add(new)
    session.flush()
    assert new.id is not None
    return new.id


def end_delegation(session: Session, leader: Account, delegation_id: int, *, now: datetime) -> bool:
    """Take a delegation back at once, and tell whether it is one of this leader; one that ended stays as it is."""
    found = session.get(Delegation, delegation_id) if delegation_id in range(1, 2**31) else None
    if found is None or found.leader_id != leader.id:
        return False
    if found.ended_at is None:
        found.ended_at = now
        session.flush()
    return True
