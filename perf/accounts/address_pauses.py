"""Guessing from one network address: how much of it is let, and whom it does not stop.

The log is what is counted. An attempt that a pause stops is not written, so that a pause ends and the log stays short.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from perf.accounts.records import SecurityEvent
from perf.domain.security_log import SecurityAct
from perf.settings import SignInLimits

_KNOWN_FOR = timedelta(days=30)


def paused_until(session: Session, address: str, limits: SignInLimits, now: datetime) -> datetime | None:
    """Give until when too many failures stop an address, ``None`` where they do not.

    Unknown names and wrong passwords count; the attempts on accounts that are locked or deactivated do not.
    """
    oldest_that_counts = session.exec(
        select(SecurityEvent.at)
        .where(
            SecurityEvent.address == address,
            SecurityEvent.act == SecurityAct.SIGN_IN_REFUSED.value,
            SecurityEvent.at > now - limits.lock,
        )
        .order_by(col(SecurityEvent.at).desc())
        .offset(limits.address_failures - 1)
        .limit(1)
    ).first()
    return None if oldest_that_counts is None else oldest_that_counts + limits.lock


def is_known_there(session: Session, user_id: int | None, address: str, now: datetime) -> bool:
    """Tell whether somebody signed in from an address lately: a pause does not stop them.

    So nobody shuts a whole office out by guessing; against guesses at these accounts stands their own lock.
    """
    known = select(SecurityEvent.id).where(
        SecurityEvent.about_id == user_id,
        SecurityEvent.address == address,
        SecurityEvent.act == SecurityAct.SIGNED_IN.value,
        SecurityEvent.at > now - _KNOWN_FOR,
    )
    return user_id is not None and session.exec(known.limit(1)).first() is not None
