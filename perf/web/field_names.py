"""How the fields of a view's form are called, for a page that shows a form it does not know.

A view that takes a form says so with ``@fields_named(…)``; a form that met an expired sign-in, or an error, is then
shown in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, g, request
from wtforms import Field, Form

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class NamedField:
    """One field as people know it.

    Attributes:
        label: what it is called.
        text: what was typed or chosen, in words.
    """

    label: str
    text: str


Naming = Callable[[str, str], NamedField | None]
"""Gives a field in words from its name and value; ``None`` for one that it does not know, without label for one that
says nothing to people."""

_STAMP = "field_names"


def fields_named(naming: Naming) -> Callable[[View], View]:
    """Declare how the fields that a view takes are called."""

    def stamped(view: View) -> View:
        vars(view)[_STAMP] = naming
        return view

    return stamped


def names_of(form: type[Form]) -> Naming:
    """Name fields by the labels of a form, and what was chosen by the labels of its choices."""
    fields: dict[str, Field] = {field.name: field for field in form()}

    def naming(name: str, value: str) -> NamedField | None:
        field = fields.get(name)
        return None if field is None else NamedField(field.label.text, _chosen(field, value))

    return naming


def named_fields(view: Callable[..., Any] | None, fields: tuple[tuple[str, str], ...]) -> tuple[NamedField, ...]:
    """Give the fields that hold something in words; one that nobody names keeps the name it was sent under."""
    naming: Naming = getattr(view, _STAMP, _unnamed)
    named = (naming(name, value) or NamedField(name, value) for name, value in fields if value.strip())
    return tuple(field for field in named if field.label)


def typed_words() -> tuple[NamedField, ...]:
    """Give what was typed and sent with this request, in words, for the page of an error that kept it from being saved.

    Nothing of a form that our own page did not send, and nothing that its view does not name.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    naming: Naming = getattr(view, _STAMP, _unnamed)
    if request.method != "POST" or not g.get("csrf_valid"):
        return ()
    named = (naming(name, value) for name, value in request.form.items(multi=True) if value.strip())
    return tuple(field for field in named if field and field.label)


def _unnamed(_name: str, _value: str) -> NamedField | None:
    """Know no field."""
    return None


def _chosen(field: Field, value: str) -> str:
    """Give the label of a choice; whatever was typed stays as it is."""
    if not hasattr(field, "iter_choices"):
        return value
    return next((str(choice.label) for choice in field.iter_choices() if choice.value == value), value)
