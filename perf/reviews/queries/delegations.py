"""Who may sign in whose stead."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from perf.accounts.queries import Account
from perf.accounts.records import User, UserRole
from perf.domain.roles import ADMINISTRATORS, Role
from perf.reviews.records import Delegation


@dataclass(frozen=True, slots=True)
class DelegationOnPage:
    """A delegation, as its leader sees it.

    Attributes:
        delegate: 姓名 of who may sign.
        was_ended: whether it was taken back before its last day.
    """

    id: int
    delegate: str
    from_day: date
    until_day: date
    was_ended: bool

    def state_on(self, today: date) -> str:
        """Say whether it counts on a day."""
        if self.was_ended:
            return "已收回"
        if today > self.until_day:
            return "已到期"
        return "生效中" if today >= self.from_day else "还没有开始"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the same department who may be asked to sign."""

    id: int
    full_name: str
    sign_in_name: str


def leaders_represented(session: Session, account: Account, department_id: int, today: date) -> tuple[int, ...]:
    """Give the leaders of a department in whose stead somebody of it may sign today, the earliest delegation first."""
    if account.department_id != department_id:
        return ()
    asked = _counting(today).where(col(Delegation.delegate_id) == account.id, col(User.department_id) == department_id)
    return tuple(dict.fromkeys(leader for _, _, leader in session.connection().execute(asked)))


def represented_departments(session: Session, today: date) -> frozenset[tuple[int, int]]:
    """Give everybody who may sign in a leader's stead today: who, and for which department."""
    rows = session.connection().execute(_counting(today))
    return frozenset((delegate, department) for delegate, department, _ in rows if department is not None)


def _counting(today: date) -> Select[int, int | None, int]:
    """Ask for the delegations that count on a day, the earliest first: delegate, the leader's department, leader."""
    return (
        select(col(Delegation.delegate_id), col(User.department_id), col(Delegation.leader_id))
        .join(User, col(User.id) == col(Delegation.leader_id))
        .join(UserRole, col(UserRole.user_id) == col(User.id))
        .where(
            col(Delegation.ended_at).is_(None),
            col(Delegation.from_day) <= today,
            col(Delegation.until_day) >= today,
            col(User.is_active),
            col(UserRole.role) == Role.UNIT_LEADER.value,
        )
        .order_by(col(Delegation.id))
    )


def delegations_of(session: Session, leader_id: int) -> tuple[DelegationOnPage, ...]:
    """Give the delegations of a leader, the latest first."""
    rows = session.connection().execute(
        select(
            col(Delegation.id),
            col(User.full_name),
            col(Delegation.from_day),
            col(Delegation.until_day),
            col(Delegation.ended_at).is_not(None),
        )
        .join(User, col(User.id) == col(Delegation.delegate_id))
        .where(col(Delegation.leader_id) == leader_id)
        .order_by(col(Delegation.from_day).desc(), col(Delegation.id).desc())
    )
    return tuple(DelegationOnPage(key or 0, name, begin, end, was_ended) for key, name, begin, end, was_ended in rows)


def colleagues_of(session: Session, account: Account) -> tuple[Colleague, ...]:
    """Give whom a leader may ask to sign: active people of the same department who have work in it, by name."""
    if account.department_id is None:
        return ()
    role = aliased(UserRole)
    business = [each.value for each in Role if each not in ADMINISTRATORS]
    rows = session.connection().execute(
        select(col(User.id), col(User.full_name), col(User.sign_in_name))
        .join(role, col(role.user_id) == col(User.id))
        .where(
            col(User.department_id) == account.department_id,
            col(User.id) != account.id,
            col(User.is_active),
            col(role.role).in_(business),
        )
        .distinct()
        .order_by(col(User.full_name), col(User.sign_in_name))
    )
    return tuple(Colleague(key or 0, full_name, sign_in_name) for key, full_name, sign_in_name in rows)
