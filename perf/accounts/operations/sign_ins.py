"""Signing in and out, and ending sign-ins."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from perf.accounts.address_pauses import is_known_there, paused_until
from perf.accounts.names import AccountError, sign_in_key
from perf.accounts.operations.log import Actor, note
from perf.accounts.passwords import hashed, is_outdated, is_right
from perf.accounts.records import SignInSession, User
from perf.accounts.tokens import hash_of_token, new_token
from perf.domain.security_log import SecurityAct
from perf.settings import SignInLimits


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of holding a password against the one that is kept.

    It is made outside of any writing transaction: hashing takes long, and others want to write.

    Attributes:
        kept: the hash it was held against.
        is_right: whether the password is the kept one.
        renewed: the hash to keep from now on, where the old one has outdated parameters.
    """

    kept: str | None
    is_right: bool
    renewed: str | None


def prove(password: str, kept: str | None) -> Proof:
    """Hold a password against a kept hash; takes the same time where there is none."""
    right = is_right(password, kept)
    outdated = right and kept is not None and is_outdated(kept)
    return Proof(kept, right, hashed(password) if outdated else None)


def sign_in(
    session: Session, actor: Actor, name: str, proof: Proof, *, limits: SignInLimits, now: datetime
) -> str | None:
    """Begin a sign-in and give its token; ``None`` when name or password is wrong or the account is locked.

    Which of these it was is told to nobody but the log. Neither is anybody let in from an address with too many
    failures, except those who signed in from there lately.
    """
    user = session.exec(select(User).where(User.sign_in_key == sign_in_key(name)).with_for_update()).one_or_none()
    is_paused = paused_until(session, actor.address, limits, now) is not None
    if is_paused and not (user and is_known_there(session, user.id, actor.address, now)):
        return None
    if user is not None and _is_shut(user, now):
        note(session, actor, SecurityAct.SIGN_IN_SHUT, about=user.id, now=now)
        return None
    if user is None or not proof.is_right or proof.kept != user.password_hash:
        note(session, actor, SecurityAct.SIGN_IN_REFUSED, about=user.id if user else None, now=now)
        if user is not None:
            count_failure(session, actor, user, limits, now)
        if not is_paused and paused_until(session, actor.address, limits, now) is not None:
            note(session, actor, SecurityAct.ADDRESS_PAUSED, about=None, now=now)
        return None
    user.failed_attempts, user.locked_until = 0, None
    user.password_hash = proof.renewed or user.password_hash
    token = new_token()
    assert user.id is not None
    session.add(
        SignInSession(
            token_hash=hash_of_token(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            browser=actor.browser,
        )
    )
    note(session, Actor(user.id, actor.address), SecurityAct.SIGNED_IN, about=user.id, now=now)
    session.flush()
    return token


def _is_shut(user: User, now: datetime) -> bool:
    """Tell whether no password lets anybody into the account now."""
    is_locked = user.locked_until is not None and now < user.locked_until
    return is_locked or not user.is_active or user.password_hash is None


def end_former(session: Session, actor: Actor, token: str, *, now: datetime) -> None:
    """End the sign-in that a browser still held when somebody signed in with it anew."""
    held = session.exec(select(SignInSession.user_id).where(SignInSession.token_hash == hash_of_token(token))).first()
    if held is not None and _end(session, now, col(SignInSession.token_hash) == hash_of_token(token)):
        note(
            session,
            Actor(held, actor.address),
            SecurityAct.SIGNED_OUT,
            about=held,
            now=now,
            detail="同一浏览器重新登录",
        )


def count_failure(session: Session, actor: Actor, user: User, limits: SignInLimits, now: datetime) -> None:
    """Count a wrong password; the last one that is allowed locks the account."""
    user.failed_attempts += 1
    if user.failed_attempts >= limits.failures:
        user.failed_attempts, user.locked_until = 0, now + limits.lock
        note(session, actor, SecurityAct.LOCKED, about=user.id, now=now)
    session.flush()


def sign_out(session: Session, actor: Actor, *, now: datetime) -> None:
    """End the sign-in in which this is asked for."""
    if actor.sign_in_id is not None and _end(session, now, col(SignInSession.id) == actor.sign_in_id):
        note(session, actor, SecurityAct.SIGNED_OUT, about=actor.user_id, now=now)


def end_own_sign_in(session: Session, actor: Actor, sign_in_id: int, *, now: datetime) -> None:
    """End one of one's own sign-ins; refuses, with :class:`AccountError`, one that is not there any more."""
    if not _end(session, now, col(SignInSession.id) == sign_in_id, col(SignInSession.user_id) == actor.user_id):
        raise AccountError("这次登录已经结束了")
    note(session, actor, SecurityAct.SIGN_INS_ENDED, about=actor.user_id, now=now, detail="1 处")


def end_other_sign_ins(session: Session, actor: Actor, *, now: datetime) -> int:
    """End all of one's own sign-ins but this one, and give how many they were."""
    assert actor.user_id is not None
    return end_sign_ins_of(session, actor, actor.user_id, now=now)


def end_sign_ins_of(session: Session, actor: Actor, user_id: int, *, now: datetime) -> int:
    """End the sign-ins of an account, except the one in which this is asked for, and give how many they were."""
    ended = _end(session, now, col(SignInSession.user_id) == user_id, col(SignInSession.id) != (actor.sign_in_id or 0))
    if ended:
        note(session, actor, SecurityAct.SIGN_INS_ENDED, about=user_id, now=now, detail=f"{ended} 处")
    return ended


def seen(session: Session, sign_in_id: int, *, now: datetime) -> None:
    """Remember that something is being done in a sign-in."""
    session.exec(update(SignInSession).where(col(SignInSession.id) == sign_in_id).values(last_seen_at=now))


def _end(session: Session, now: datetime, *which: ColumnElement[bool]) -> int:
    """End sign-ins and give how many had not ended yet."""
    session.flush()
    return session.exec(
        update(SignInSession).where(*which, col(SignInSession.ended_at).is_(None)).values(ended_at=now)
    ).rowcount
