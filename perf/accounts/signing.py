"""Who is asking: Flask-Login over the sign-ins that the database keeps.

The cookie holds the token of a sign-in and, signed like all of it, when it was last used. So a sign-in that nobody uses
ends although reading a page never writes; everything else about it is the database's word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from flask import Flask, abort, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from werkzeug.exceptions import ServiceUnavailable

from perf.accounts.operations.log import Actor
from perf.accounts.operations.sign_ins import seen
from perf.accounts.queries import Account, SignedIn, signed_in_by
from perf.domain.roles import ADMINISTRATORS, Permission
from perf.settings import Settings, SignInLimits
from perf.web import clock
from perf.web.browsers import browser_name
from perf.web.guard import SignInNeeded, access_asked_for
from perf.web.session import reading_session, writing_session

_SEEN = "seen"
_REFRESHED_AFTER = timedelta(minutes=1)
"""The cookie is sent anew at most so often."""


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Somebody who is signed in, as Flask-Login and the guard look at them.

    Attributes:
        account: who it is.
        sign_in_id: the sign-in that the request belongs to.
    """

    def __init__(self, signed_in: SignedIn, token: str) -> None:
        self.account: Account = signed_in.account
        self.sign_in_id = signed_in.sign_in_id
        self._token = token

    def get_id(self) -> str:
        """Give what the cookie keeps of them."""
        return self._token

    @property
    def permissions(self) -> frozenset[Permission]:
        """Give what they may do."""
        return self.account.permissions

    @property
    def must_change(self) -> bool:
        """Tell whether they have to change their password first."""
        return self.account.must_change

    @property
    def works_on_targets(self) -> bool:
        """Tell whether they have a part in the work itself and do not only keep the system."""
        return bool(self.account.roles - ADMINISTRATORS)

    def may(self, permission: str) -> bool:
        """Tell templates whether to show the way to something."""
        return Permission(permission) in self.permissions


def use_accounts(app: Flask) -> None:
    """Let the application know who is signed in."""
    manager = LoginManager(app)
    # Addresses change on phones and behind proxies; a sign-in that changes hands is ended by its owner.
    manager.session_protection = None
    manager.user_loader(_visitor)


def limits() -> SignInLimits:
    """Give the limits of signing in that this installation has set."""
    settings: Settings = current_app.extensions["jixiao-settings"]
    return settings.sign_in


def passer_by() -> Actor:
    """Give whoever asks without being signed in."""
    return Actor(None, request.remote_addr or "", browser=browser_name(request.user_agent.string))


def enter(signed_in: SignedIn, token: str) -> None:
    """Let the browser be signed in from now on. Nothing that its cookie held before is kept: it may not be theirs."""
    session.clear()
    session[_SEEN] = int(clock.now().timestamp())
    login_user(Visitor(signed_in, token))


def former_token() -> str:
    """Give the token of the sign-in that the browser held so far, whether or not it is still good for anything."""
    return str(session.get("_user_id", ""))


def leave() -> None:
    """Let the browser forget who was signed in."""
    session.clear()


@contextmanager
def acting() -> Iterator[tuple[Session, Actor]]:
    """Give the transaction of a view that writes, and who acts in it.

    Whether they are still signed in and still permitted is asked again inside the transaction, so that nothing is
    written on a permission that was taken away a moment ago.
    """
    with writing_session() as database:
        signed_in = signed_in_by(database, current_user.get_id() or "", limits(), clock.now())
        if signed_in is None:
            raise SignInNeeded
        access = access_asked_for()
        if access is None or not access.allows(signed_in.account.permissions):
            abort(403)
        seen(database, signed_in.sign_in_id, now=clock.now())
        yield database, Actor(signed_in.account.id, request.remote_addr or "", signed_in.sign_in_id)


def _visitor(token: str) -> Visitor | None:
    """Find who a cookie belongs to. Without a database it is nobody: what needs one says so itself."""
    now = clock.now()
    last_seen = datetime.fromtimestamp(int(session.get(_SEEN, 0)), UTC)
    if now - last_seen >= limits().idle:
        return None
    try:
        signed_in = signed_in_by(reading_session(), token, limits(), now)
    except (ServiceUnavailable, DBAPIError):
        return None
    if signed_in is not None and now - last_seen >= _REFRESHED_AFTER:
        session[_SEEN] = int(now.timestamp())
    return Visitor(signed_in, token) if signed_in else None
