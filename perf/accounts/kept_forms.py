"""A form that met an expired sign-in: what was typed travels along through signing in and can be sent again."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

_FIRST_PAGE = "/"


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was sent to an address of this site, without passwords and files.

    Attributes:
        path: the address.
        fields: names and values in the order in which they were sent.
    """

    path: str
    fields: tuple[tuple[str, str], ...]


def form_of_this_request() -> KeptForm:
    """Keep the form of the request that is being refused."""
    fields = tuple(request.form.items(multi=True))
    return KeptForm(request.path, tuple((name, value) for name, value in fields if _is_kept(name)))


def form_brought_along() -> KeptForm | None:
    """Give the form that the sign-in page brought along, ``None`` when it brought none for an address of this site."""
    path = request.form.get("kept-path", "")
    if not _is_known(path, "POST"):
        return None
    fields = zip(request.form.getlist("kept-name"), request.form.getlist("kept-value"), strict=False)
    return KeptForm(path, tuple((name, value) for name, value in fields if _is_kept(name)))


def safe_address(wanted: str | None) -> str:
    """Give an address to go on to: the wanted one when it is a page of this site, else the first page."""
    return wanted if wanted and _is_known(wanted, "GET") else _FIRST_PAGE


def came_from_here() -> bool:
    """Tell whether the browser says that a page of this site sent the form; another site's is never kept."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _is_kept(name: str) -> bool:
    """Tell whether a field may travel along: no secret may."""
    return name != "csrf_token" and "password" not in name


def _is_known(address: str, method: str) -> bool:
    """Tell whether an address is a path of this site that a view answers by a method."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address or not address.isprintable():
        return False
    try:
        current_app.create_url_adapter(request).match(urlsplit(address).path, method=method)  # type: ignore[union-attr]
    except (HTTPException, ValueError):
        return False
    return True
