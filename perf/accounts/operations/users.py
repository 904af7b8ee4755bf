"""Keeping users: new ones, changed ones, deactivated ones, and the roles they hold."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from perf.accounts.names import AccountError, checked_email, checked_full_name, checked_sign_in_name, sign_in_key
from perf.accounts.operations.log import Actor, note
from perf.accounts.operations.passwords import end_links_of
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.accounts.records import User, UserRole
from perf.domain.roles import ADMINISTRATORS, OF_A_DEPARTMENT, Role, may_be_held_together
from perf.domain.security_log import SecurityAct


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is kept of somebody besides the sign-in name, as it was typed.

    Attributes:
        department_id: the department whose tables concern them, if any.
        email: where they are written to, empty for nowhere.
    """

    full_name: str
    department_id: int | None
    email: str = ""


def create_user(session: Session, actor: Actor, sign_in_name: str, particulars: Particulars, *, now: datetime) -> int:
    """Keep a new account without password and roles, and give its number.

    Refuses, with :class:`AccountError`, names and an e-mail address that are none, and a sign-in name that somebody
    has.
    """
    name, full = checked_sign_in_name(sign_in_name), checked_full_name(particulars.full_name)
    email, key = checked_email(particulars.email), sign_in_key(name)
    if session.exec(select(User.id).where(User.sign_in_key == key)).first() is not None:
        raise AccountError(f"登录名“{name}”已经有人用了，请换一个（大小写不算不同）")
    user = User(
        sign_in_name=name,
        sign_in_key=key,
        full_name=full,
        department_id=particulars.department_id,
        email=email,
        created_at=now,
    )
    session.add(user)
    session.flush()
    assert user.id is not None
    note(session, actor, SecurityAct.USER_CREATED, about=user.id, now=now, detail=name)
    return user.id


def change_user(session: Session, actor: Actor, user_id: int, particulars: Particulars, *, now: datetime) -> None:
    """Change what is kept of somebody.

    Whoever goes to another department loses the roles that mean something in a department: which ones they hold in the
    new one is for the security administrator to say. Refuses, with :class:`AccountError`, what :func:`create_user`
    refuses, and an account that the system administrator may not change.
    """
    full, email = checked_full_name(particulars.full_name), checked_email(particulars.email)
    user = _kept_by_administrator(session, actor, user_id)
    changed = [
        *([f"姓名“{user.full_name}”改为“{full}”"] if user.full_name != full else []),
        *(["单位"] if user.department_id != particulars.department_id else []),
        *(["邮箱"] if user.email != email else []),
    ]
    if not changed:
        return
    if user.department_id != particulars.department_id:
        _take_roles(session, actor, user_id, roles_of(session, user_id) & OF_A_DEPARTMENT, now=now)
    user.full_name, user.department_id, user.email = full, particulars.department_id, email
    note(session, actor, SecurityAct.USER_CHANGED, about=user_id, now=now, detail="、".join(changed))
    session.flush()


def change_own_email(session: Session, actor: Actor, email: str, *, now: datetime) -> None:
    """Change one's own e-mail address; refuses, with :class:`AccountError`, what is none."""
    address = checked_email(email)
    user = session.exec(select(User).where(User.id == actor.user_id).with_for_update()).one()
    if user.email != address:
        user.email = address
        note(session, actor, SecurityAct.USER_CHANGED, about=user.id, now=now, detail="邮箱")
        session.flush()


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
        raise AccountError(f"“{names}”是单位里的角色，这个账号没有单位，请系统管理员先填上单位")
    for role in (role for role in Role if role in roles - held):
        session.add(UserRole(user_id=user_id, role=role.value))
        note(session, actor, SecurityAct.ROLE_GIVEN, about=user_id, now=now, detail=role.label)
    _take_roles(session, actor, user_id, held - roles, now=now)
    if (roles - held) & ADMINISTRATORS:
        # Whoever issued a link before could use it now and be an administrator.
        end_links_of(session, user_id, now=now)
    session.flush()


def _take_roles(session: Session, actor: Actor, user_id: int, roles: frozenset[Role], *, now: datetime) -> None:
    for role in (role for role in Role if role in roles):
        session.exec(delete(UserRole).where(col(UserRole.user_id) == user_id, col(UserRole.role) == role.value))
        note(session, actor, SecurityAct.ROLE_TAKEN, about=user_id, now=now, detail=role.label)


def roles_of(session: Session, user_id: int) -> frozenset[Role]:
    """Give the roles somebody holds."""
    return frozenset(Role(role) for role in session.exec(select(UserRole.role).where(UserRole.user_id == user_id)))


def require_no_administrator(session: Session, user_id: int) -> None:
    """Refuse, with :class:`AccountError`, to touch an administrator's account from a page.

    Otherwise the system administrator could become each of the other two by a link.
    """
    if roles_of(session, user_id) & ADMINISTRATORS:
        raise AccountError(
            "这是管理员的账号：发链接请在服务器上运行 jixiao create-admin，停用、修改请先由安全管理员收回角色"
        )


def _kept_by_administrator(session: Session, actor: Actor, user_id: int) -> User:
    """Give the row of an account that the system administrator may change."""
    if actor.user_id == user_id:
        raise AccountError("不能停用、启用或修改自己的账号；自己的邮箱在“我的账号”里改")
    user = session.exec(select(User).where(User.id == user_id).with_for_update()).one()
    require_no_administrator(session, user_id)
    return user
