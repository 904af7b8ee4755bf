"""Keeping users: new ones, deactivated ones, and the roles they hold."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from perf.accounts.names import AccountError, checked_full_name, checked_sign_in_name, sign_in_key
from perf.accounts.operations.log import Actor, note
from perf.accounts.operations.passwords import end_links_of
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.accounts.records import User, UserRole
from perf.domain.roles import ADMINISTRATORS, OF_A_DEPARTMENT, Role, may_be_held_together
from perf.domain.security_log import SecurityAct


def create_user(
    session: Session,
    actor: Actor,
    *,
    sign_in_name: str,
    full_name: str,
    department_id: int | None,
    now: datetime,
) -> int:
    """Keep a new account without password and roles, and give its number.

    Refuses, with :class:`AccountError`, names that are none and a sign-in name that somebody has.
    """
    name, full = checked_sign_in_name(sign_in_name), checked_full_name(full_name)
    key = sign_in_key(name)
    if session.exec(select(User.id).where(User.sign_in_key == key)).first() is not None:
        raise AccountError(f"登录名“{name}”已经有人用了，请换一个（大小写不算不同）")
    user = User(sign_in_name=name, sign_in_key=key, full_name=full, department_id=department_id, created_at=now)
    session.add(user)
    session.flush()
    assert user.id is not None
    note(session, actor, SecurityAct.USER_CREATED, about=user.id, now=now, detail=name)
    return user.id


def deactivate(session: Session, actor: Actor, user_id: int, *, now: datetime) -> None:
    """Let somebody sign in no more, at once; the account and what it did stay."""
    user = _kept_by_administrator(session, actor, user_id)
    if user.is_active:
        user.is_active = False
        note(session, actor, SecurityAct.USER_DEACTIVATED, about=user_id, now=now)
        end_links_of(session, user_id, now=now)
        end_sign_ins_of(session, actor, user_id, now=now)


def activate(session: Session, actor: Actor, user_id: int, *, now: datetime) -> None:
    """Let somebody sign in again."""
    user = _kept_by_administrator(session, actor, user_id)
    if not user.is_active:
        user.is_active = True
        note(session, actor, SecurityAct.USER_ACTIVATED, about=user_id, now=now)
        session.flush()


def set_roles(session: Session, actor: Actor, user_id: int, roles: frozenset[Role], *, now: datetime) -> None:
    """Let somebody hold exactly these roles.

    Refuses, with :class:`AccountError`, to change one's own, an administrator's role beside any other, and the role
    of a department for somebody who is in none.
    """
    user = session.exec(select(User).where(User.id == user_id).with_for_update()).one()
    held = roles_of(session, user_id)
    if actor.user_id == user_id and held != roles:
        raise AccountError("不能给自己加减角色，请另一位安全管理员来做")
    if not may_be_held_together(roles):
        raise AccountError("系统管理员、安全管理员、审计管理员要由三个人分别担任，也不能兼任别的角色")
    if roles & OF_A_DEPARTMENT and user.department_id is None:
        names = "、".join(role.label for role in Role if role in roles & OF_A_DEPARTMENT)
        raise AccountError(f"“{names}”是单位里的角色，这个账号没有单位，请系统管理员另登记一个带单位的账号")
    for role in (role for role in Role if role in roles - held):
        session.add(UserRole(user_id=user_id, role=role.value))
        note(session, actor, SecurityAct.ROLE_GIVEN, about=user_id, now=now, detail=role.label)
    for role in (role for role in Role if role in held - roles):
        session.exec(delete(UserRole).where(col(UserRole.user_id) == user_id, col(UserRole.role) == role.value))
        note(session, actor, SecurityAct.ROLE_TAKEN, about=user_id, now=now, detail=role.label)
    if (roles - held) & ADMINISTRATORS:
        # Whoever issued a link before could use it now and be an administrator.
        end_links_of(session, user_id, now=now)
    session.flush()


def roles_of(session: Session, user_id: int) -> frozenset[Role]:
    """Give the roles somebody holds."""
    return frozenset(Role(role) for role in session.exec(select(UserRole.role).where(UserRole.user_id == user_id)))


def require_no_administrator(session: Session, user_id: int) -> None:
    """Refuse, with :class:`AccountError`, to touch an administrator's account from a page.

    Otherwise the system administrator could become each of the other two by a link.
    """
    if roles_of(session, user_id) & ADMINISTRATORS:
        raise AccountError("这是管理员的账号：发链接请在服务器上运行 jixiao create-admin，停用请先由安全管理员收回角色")


def _kept_by_administrator(session: Session, actor: Actor, user_id: int) -> User:
    """Give the row of an account that the system administrator may change."""
    if actor.user_id == user_id:
        raise AccountError("不能停用或启用自己的账号")
    user = session.exec(select(User).where(User.id == user_id).with_for_update()).one()
    require_no_administrator(session, user_id)
    return user
