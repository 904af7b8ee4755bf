"""A form that met an expired sign-in: what was typed travels along through signing in and can be sent again."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from perf.web.field_names import NamedField, named_fields

_FIRST_PAGE = "/work"
_FIELDS_SHOWN = 40
_TEXT_SHOWN = 200
"""What people need to know a form again; a whole table of two hundred rows would only be in their way."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was sent to an address of this site, without passwords and files.

    Attributes:
        path: the address.
        fields: names and values in the order in which they were sent.
    """

    path: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownForm:
    """What a page shows of a kept form, so that people know it again; all of it is sent.

    Attributes:
        fields: the first fields that hold something, long texts cut.
        more: how many further fields hold something.
    """

    fields: tuple[NamedField, ...]
    more: int


def shown(kept: KeptForm) -> ShownForm:
    """Say a kept form in words: fields by the names that the view it goes to gives them."""
    endpoint = _endpoint(kept.path, "POST")
    named = named_fields(current_app.view_functions[endpoint] if endpoint else None, kept.fields)
    first = tuple(NamedField(field.label, _cut(field.text)) for field in named[:_FIELDS_SHOWN])
    return ShownForm(first, len(named) - len(first))


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
    return _endpoint(address, method) is not None


def _endpoint(address: str, method: str) -> str | None:
    """Give the name of the view that answers an address by a method."""
    adapter = current_app.create_url_adapter(request)
    try:
        return str(adapter.match(urlsplit(address).path, method=method)[0]) if adapter else None
    except (HTTPException, ValueError):
        return None


def _cut(text: str) -> str:
    """Cut a long text, saying how long it is."""
    return text if len(text) <= _TEXT_SHOWN else f"{text[:_TEXT_SHOWN]}……（共 {len(text)} 字）"
