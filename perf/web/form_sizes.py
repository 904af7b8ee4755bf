"""Views that take larger forms than others: a whole table, every cell full."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

LARGE_FORM = 48 * 1024 * 1024
"""Two hundred rows of nine cells with 2,000 characters each: a character takes up to twelve bytes in a form."""

_STAMP = "takes_large_forms"


def takes_large_forms(view: View) -> View:
    """Declare that a view takes forms of up to :data:`LARGE_FORM` bytes."""
    vars(view)[_STAMP] = True
    return view


def use_form_sizes(app: Flask) -> None:
    """Let large forms in where a view takes them; to be called before anything that looks into forms."""
    app.before_request(_let_in)


def _let_in() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, _STAMP, False):
        request.max_content_length = request.max_form_memory_size = LARGE_FORM
