"""Who may ask for which view. A view that does not say so is refused: forgetting the stamp closes the door."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
"""The stamp of a view that anybody may ask for."""

_STAMP = "access"


def public(view: View) -> View:
    """Declare a view open to anybody."""
    vars(view)[_STAMP] = PUBLIC
    return view


def access_of(view: Callable[..., Any]) -> str | None:
    """Give a view's stamp, ``None`` when it carries none."""
    stamp: str | None = getattr(view, _STAMP, None)
    return stamp


def guard(app: Flask) -> None:
    """Let every request through this door: views without a stamp are refused with 403.

    The static files of the application and of its libraries hold nothing but style and scripts, so they are open.
    """
    for endpoint, view in app.view_functions.items():
        if endpoint.rpartition(".")[2] == "static":
            # The static view of a blueprint is a bound method, which cannot be stamped itself.
            app.view_functions[endpoint] = public(_unbound(view))
    app.before_request(_refuse_unstamped)


def _unbound(view: Callable[..., Any]) -> Callable[..., Any]:
    """Give a plain function that calls the view."""

    def static_file(**place: Any) -> Any:
        """Answer with a static file."""
        return view(**place)

    return static_file


def _refuse_unstamped() -> None:
    """Refuse a known address whose view does not say who may see it."""
    if request.endpoint is not None and access_of(current_app.view_functions[request.endpoint]) is None:
        abort(403)
