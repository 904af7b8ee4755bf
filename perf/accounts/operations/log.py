"""Writing the log of security."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from perf.accounts.records import SecurityEvent
from perf.domain.security_log import SecurityAct


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where.

    Attributes:
        user_id: the account, none when nobody is signed in or on the command line.
        address: the network address, as the server sees it.
        sign_in_id: the sign-in in which it is done, if any.
        browser: which browser on which system, as far as it says so.
    """

    user_id: int | None
    address: str
    sign_in_id: int | None = None
    browser: str = ""


COMMAND_LINE = Actor(None, "命令行")
"""Whoever may run commands on the server."""


def note(
    session: Session,
    actor: Actor,
    act: SecurityAct,
    *,
    about: int | None,
    now: datetime,
    detail: str | None = None,
) -> None:
    """Write one entry."""
    session.add(
        SecurityEvent(
            at=now, actor_id=actor.user_id, act=act.value, about_id=about, address=actor.address, detail=detail
        )
    )
