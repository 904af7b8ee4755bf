"""The session cookie: unreadable for scripts, not sent along from other sites, bound to https where there is https."""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class RequestBoundSessions(SecureCookieSessionInterface):
    """Sessions whose cookie is ``Secure`` exactly when the request came by https.

    An intranet without https must stay usable, and a site with https must never send the cookie without it.
    """

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        """Tell whether this response's cookie is for https only."""
        return request.is_secure


def configure_cookies(app: Flask) -> None:
    """Set the flags of the session cookie."""
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_NAME="jixiao")
    app.session_interface = RequestBoundSessions()
