"""Setting passwords: one's own, and by a link that works once."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from perf.accounts.names import AccountError
from perf.accounts.operations.log import Actor, note
from perf.accounts.operations.sign_ins import Proof, count_failure, end_sign_ins_of
from perf.accounts.passwords import generated, hashed, require_good_password
from perf.accounts.records import OneTimeLink, User
from perf.accounts.tokens import hash_of_token, new_token
from perf.domain.security_log import SecurityAct
from perf.settings import SignInLimits

LINK_IS_DEAD = "这个链接已经用过、已过期，或者不完整。请核对链接，或者请系统管理员再发一个"


def change_password(
    session: Session, actor: Actor, proof: Proof, new_hash: str, *, limits: SignInLimits, now: datetime
) -> bool:
    """Change one's own password and end all other sign-ins; ``False`` when the present one was given wrongly.

    ``new_hash`` belongs to a password that :func:`checked_password` let pass. Wrong present passwords are counted, as
    in signing in; refuses, with :class:`AccountError`, while the account is locked by them.
    """
    user = _locked_row(session, actor.user_id)
    if user.locked_until is not None and now < user.locked_until:
        raise AccountError("原密码输错的次数太多，请过一会儿再试")
    if not proof.is_right or proof.kept != user.password_hash:
        note(session, actor, SecurityAct.PASSWORD_CHANGE_REFUSED, about=user.id, now=now)
        count_failure(session, actor, user, limits, now)
        return False
    _set(session, user, new_hash)
    note(session, actor, SecurityAct.PASSWORD_CHANGED, about=user.id, now=now)
    end_sign_ins_of(session, actor, user.id or 0, now=now)
    return True


def checked_password(password: str, again: str, sign_in_name: str) -> str:
    """Give a new password; refuses, with :class:`AccountError`, a poor one and one that was typed in two ways."""
    require_good_password(password, sign_in_name)
    if password != again:
        raise AccountError("两次输入的新密码不一样，请重新输入")
    return password


def issue_link(session: Session, actor: Actor, user_id: int, *, limits: SignInLimits, now: datetime) -> str:
    """Make a link for an account and give its token; an older one that was not used ends.

    Refuses, with :class:`AccountError`, an account that is deactivated.
    """
    user = _locked_row(session, user_id)
    if not user.is_active:
        raise AccountError("这个账号已停用，请先重新启用，再发链接")
    end_links_of(session, user_id, now=now)
    token = new_token()
    session.add(OneTimeLink(token_hash=hash_of_token(token), user_id=user_id, expires_at=now + limits.link))
    note(session, actor, SecurityAct.LINK_ISSUED, about=user_id, now=now)
    session.flush()
    return token


def end_links_of(session: Session, user_id: int, *, now: datetime) -> None:
    """End the links of an account that were not used."""
    session.flush()
    session.exec(
        update(OneTimeLink)
        .where(
            col(OneTimeLink.user_id) == user_id, col(OneTimeLink.used_at).is_(None), col(OneTimeLink.expires_at) > now
        )
        .values(expires_at=now)
    )


def give_generated_password(session: Session, actor: Actor, user_id: int, *, now: datetime) -> str:
    """Give an account a password made at random, to be changed at the first sign-in, and give it back to be told."""
    user = _locked_row(session, user_id)
    password = generated()
    _set(session, user, hashed(password))
    user.must_change = True
    note(session, actor, SecurityAct.PASSWORD_GENERATED, about=user_id, now=now)
    session.flush()
    return password


def use_link(session: Session, actor: Actor, token: str, new_hash: str, *, now: datetime) -> None:
    """Set a password by a link, which is used up; all sign-ins of the account end and a lock is lifted.

    Refuses, with :class:`AccountError`, a link that was used, has expired or never was one. Of two uses at the same
    moment one wins.
    """
    link = session.exec(
        select(OneTimeLink).where(OneTimeLink.token_hash == hash_of_token(token)).with_for_update()
    ).one_or_none()
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise AccountError(LINK_IS_DEAD)
    user = _locked_row(session, link.user_id)
    if not user.is_active:
        raise AccountError(LINK_IS_DEAD)
    link.used_at = now
    _set(session, user, new_hash)
    holder = Actor(user.id, actor.address)
    note(session, holder, SecurityAct.PASSWORD_SET_BY_LINK, about=user.id, now=now)
    end_sign_ins_of(session, holder, user.id or 0, now=now)


def _set(session: Session, user: User, new_hash: str) -> None:
    user.password_hash, user.must_change = new_hash, False
    user.failed_attempts, user.locked_until = 0, None
    session.flush()


def _locked_row(session: Session, user_id: int | None) -> User:
    """Give an account's row, held until the transaction ends."""
    return session.exec(select(User).where(User.id == user_id).with_for_update()).one()
