"""What pages and commands ask about accounts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import Session, col, select

from perf.accounts.names import sign_in_key
from perf.accounts.records import OneTimeLink, SignInSession, User, UserRole
from perf.accounts.tokens import hash_of_token
from perf.domain.roles import Permission, Role, permissions_of
from perf.domain.text import is_clean
from perf.settings import SignInLimits


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the rest of the system sees it.

    Attributes:
        department_id: the department whose tables concern them, if any.
        email: where they are written to, if anywhere.
        has_password: whether a password was ever set.
    """

    id: int
    sign_in_name: str
    full_name: str
    department_id: int | None
    email: str | None
    roles: frozenset[Role]
    is_active: bool
    must_change: bool
    has_password: bool

    @property
    def permissions(self) -> frozenset[Permission]:
        """Give what they may do."""
        return permissions_of(self.roles)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in of one browser that has not ended."""

    id: int
    browser: str
    created_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who presented a token, and the sign-in it belongs to."""

    account: Account
    sign_in_id: int


def account_by_id(session: Session, user_id: int) -> Account | None:
    """Find an account by its number, or ``None``."""
    return next(iter(_accounts(session, session.exec(select(User).where(User.id == user_id)))), None)


def account_by_name(session: Session, name: str) -> Account | None:
    """Find an account by its sign-in name, upper or lower case, or ``None``."""
    return next(iter(_accounts(session, session.exec(select(User).where(User.sign_in_key == sign_in_key(name))))), None)


def accounts_found(session: Session, searched: str, *, offset: int, limit: int) -> tuple[Account, ...]:
    """Give a page of the accounts whose sign-in name or full name holds what was searched for, by sign-in name."""
    wanted = select(User).where(_holds(searched)).order_by(col(User.sign_in_key)).offset(offset).limit(limit)
    return tuple(_accounts(session, session.exec(wanted)))


def count_accounts(session: Session, searched: str) -> int:
    """Count the accounts that :func:`accounts_found` gives page by page."""
    return session.exec(select(func.count()).select_from(User).where(_holds(searched))).one()


def _holds(searched: str) -> ColumnElement[bool]:
    """Write the condition that a name of an account holds a text."""
    if not searched:
        return true()
    if not is_clean(searched):
        return false()  # PostgreSQL refuses to compare some texts, such as a NUL.
    return or_(
        col(User.sign_in_key).contains(sign_in_key(searched), autoescape=True),
        col(User.full_name).contains(searched, autoescape=True),
    )


def signed_in_by(session: Session, token: str, limits: SignInLimits, now: datetime) -> SignedIn | None:
    """Give who holds a token of a sign-in that has neither ended nor grown too old, or ``None``."""
    known = session.exec(
        select(SignInSession, User)
        .join(User, col(User.id) == SignInSession.user_id)
        .where(SignInSession.token_hash == hash_of_token(token), col(SignInSession.ended_at).is_(None))
    ).one_or_none()
    if known is None:
        return None
    sign_in, user = known
    if not user.is_active or now - sign_in.created_at >= limits.longest:
        return None
    assert sign_in.id is not None
    return SignedIn(_accounts(session, [user])[0], sign_in.id)


def sign_ins_of(session: Session, user_id: int, limits: SignInLimits, now: datetime) -> tuple[SignIn, ...]:
    """Give the sign-ins of an account that have not ended, newest first."""
    found = session.exec(
        select(SignInSession)
        .where(
            SignInSession.user_id == user_id,
            col(SignInSession.ended_at).is_(None),
            SignInSession.created_at > now - limits.longest,
        )
        .order_by(col(SignInSession.created_at).desc(), col(SignInSession.id).desc())
    )
    return tuple(SignIn(entry.id or 0, entry.browser, entry.created_at, entry.last_seen_at) for entry in found)


def account_of_link(session: Session, token: str, now: datetime) -> Account | None:
    """Give whose password a link may set now; ``None`` when it was used, has expired, or never was one."""
    user = session.exec(
        select(User)
        .join(OneTimeLink, col(OneTimeLink.user_id) == User.id)
        .where(
            OneTimeLink.token_hash == hash_of_token(token),
            col(OneTimeLink.used_at).is_(None),
            OneTimeLink.expires_at > now,
            col(User.is_active),
        )
    ).one_or_none()
    return _accounts(session, [user])[0] if user else None


def kept_hash(session: Session, name: str) -> str | None:
    """Give the hash that a password of this sign-in name is held against, ``None`` where there is nothing."""
    return session.exec(select(User.password_hash).where(User.sign_in_key == sign_in_key(name))).one_or_none()


def _accounts(session: Session, users: Iterable[User]) -> list[Account]:
    """Give accounts with their roles, which are asked for once."""
    found = list(users)
    held = select(UserRole).where(col(UserRole.user_id).in_([user.id for user in found]))
    roles: dict[int, set[Role]] = defaultdict(set)
    for entry in session.exec(held):
        roles[entry.user_id].add(Role(entry.role))
    return [_account(user, frozenset(roles[user.id or 0])) for user in found]


def _account(user: User, roles: frozenset[Role]) -> Account:
    assert user.id is not None
    return Account(
        id=user.id,
        sign_in_name=user.sign_in_name,
        full_name=user.full_name,
        department_id=user.department_id,
        email=user.email,
        roles=roles,
        is_active=user.is_active,
        must_change=user.must_change,
        has_password=user.password_hash is not None,
    )
