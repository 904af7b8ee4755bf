"""Who may ask for which view. A view that does not say so is refused: forgetting the stamp closes the door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Unauthorized

from perf.domain.roles import Permission
from perf.web.errors import wants_json
from perf.web.session import reading_session

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask for a view.

    Attributes:
        is_public: anybody, signed in or not.
        permission: whoever holds it; without one, whoever is signed in.
        comes_before_password: also who has to change the password that somebody else made for them.
    """

    is_public: bool = False
    permission: Permission | None = None
    comes_before_password: bool = False

    def allows(self, permissions: frozenset[Permission]) -> bool:
        """Tell whether somebody who is signed in and holds these permissions may ask for it."""
        return self.permission is None or self.permission in permissions


class SignInNeeded(Unauthorized):
    """A view was asked for that only people who are signed in may see."""


PASSWORD_PAGE = "account.password"  # noqa: S105 - the name of a view
"""The view where a password that somebody else made is changed, before anything else."""

_STAMP = "access"


def public(view: View) -> View:
    """Declare a view open to anybody."""
    return _stamped(view, Access(is_public=True))


def signed_in(view: View) -> View:
    """Declare a view open to everybody who is signed in."""
    return _stamped(view, Access())


def signed_in_for_the_first_time(view: View) -> View:
    """Declare a view open to everybody who is signed in, also before they have a password of their own."""
    return _stamped(view, Access(comes_before_password=True))


def permitted(permission: Permission) -> Callable[[View], View]:
    """Declare a view open to those who hold a permission; everybody else is refused the whole of it with 403."""
    return lambda view: _stamped(view, Access(permission=permission))


def access_of(view: Callable[..., Any]) -> Access | None:
    """Give a view's stamp, ``None`` when it carries none."""
    stamp: Access | None = getattr(view, _STAMP, None)
    return stamp


def access_asked_for() -> Access | None:
    """Give the stamp of the view that this request asks for; ``None`` for no view and for one without."""
    return access_of(current_app.view_functions[request.endpoint]) if request.endpoint is not None else None


def guard(app: Flask) -> None:
    """Let every request through this door: views without a stamp are refused with 403.

    The static files of the application and of its libraries hold nothing but style and scripts, so they are open.
    """
    for endpoint, view in app.view_functions.items():
        if endpoint.rpartition(".")[2] == "static":
            # The static view of a blueprint is a bound method, which cannot be stamped itself.
            app.view_functions[endpoint] = public(_unbound(view))
    app.before_request(_check)


def _stamped(view: View, access: Access) -> View:
    vars(view)[_STAMP] = access
    return view


def _unbound(view: Callable[..., Any]) -> Callable[..., Any]:
    """Give a plain function that calls the view."""

    def static_file(**place: Any) -> Any:
        """Answer with a static file."""
        return view(**place)

    return static_file


def _check() -> ResponseReturnValue | None:
    """Refuse whoever may not ask for the view; an address without a view is answered elsewhere."""
    if request.endpoint is None:
        return None
    access = access_asked_for()
    if access is None:
        abort(403)
    if access.is_public:
        return None
    reading_session()  # Without a database nobody is signed in, and to be told so would not help.
    if not current_user.is_authenticated:
        raise SignInNeeded
    if current_user.must_change and not access.comes_before_password:
        # A script that followed a redirect would take the page it gets for an answer.
        return abort(403) if wants_json() else redirect(url_for(PASSWORD_PAGE))
    if not access.allows(current_user.permissions):
        abort(403)
    return None
