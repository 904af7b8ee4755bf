"""The headers that tell a browser how little it may do; set on every response, errors and static files included."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Own files only, no inline script or style, in nobody's frame."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_ONE_YEAR = "max-age=31536000"


def set_headers(app: Flask) -> None:
    """Set the headers on every response of the application."""
    app.after_request(_set)


def _set(response: Response) -> Response:
    response.headers.update(HEADERS)
    # Static files keep the revalidation they come with; everything else is asked for anew.
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _ONE_YEAR
    return response
