"""The cells of the official table as fields of a form: real ones, written by a widget that is quick with hundreds."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape
from wtforms import Field, StringField, TextAreaField
from wtforms.form import BaseForm

from perf.domain.drafts.rows import parse_cell_name
from perf.domain.terms import Comparison

SIGNS = tuple(sign.value for sign in Comparison)
"""What is offered in a cell for the sign of a value; anything else may be typed too."""

SIGNS_LIST = "signs"
"""The ``id`` of the list that offers them."""


class _Widget:
    """Writes a cell. WTForms' own widgets take a tenth of a millisecond each, which four hundred cells would feel."""

    def __call__(self, field: Field, **look: Any) -> Markup:
        """Write the field.

        Args:
            field: the field.
            look: ``rows``, how many lines it needs where the browser cannot tell; ``is_locked``; ``described_by``, the
                ids of what is said about it.
        """
        more = ' readonly=""' if look.get("is_locked") else ""
        if look.get("described_by"):
            more += f' aria-describedby="{look["described_by"]}"'
        # Names of cells hold nothing that would have to be escaped; labels and texts may hold anything.
        start = f'id="{field.name}" name="{field.name}" class="cell" aria-label="{escape(field.label.text)}"{more}'
        return Markup(self.written(start, look.get("rows", 1), escape(field.data or "")))  # noqa: S704 - escaped above

    def written(self, start: str, rows: int, text: Markup) -> str:
        """Write it around what all cells have in common."""
        raise NotImplementedError


class _Area(_Widget):
    def written(self, start: str, rows: int, text: Markup) -> str:
        # The parser of HTML drops a line end right behind the tag; this one is there to be dropped.
        return f'<textarea {start} rows="{rows}">\n{text}</textarea>'


class _Sign(_Widget):
    def written(self, start: str, rows: int, text: Markup) -> str:  # noqa: ARG002
        return f'<input {start} list="{SIGNS_LIST}" autocomplete="off" value="{text}">'


class CellField(TextAreaField):
    """A cell: an area of several lines, since any cell may hold line ends, which a field of one line would lose."""

    widget = _Area()


class SignField(StringField):
    """A cell for the sign of a value, which is offered."""

    widget = _Sign()


def cells_form(labels: Mapping[str, str], texts: Mapping[str, str]) -> BaseForm:
    """Make the form of a table: fields by cell name, with what each is called and holds."""
    # Outside of a class a field is not bound yet, which its type does not say.
    fields: dict[str, Any] = {name: _field(name, texts[name])(label) for name, label in labels.items()}
    form = BaseForm(fields)
    form.process(data=dict(texts))
    return form


def _field(name: str, text: str) -> type[CellField | SignField]:
    """Choose the field of a cell; a sign of several lines is kept as it is."""
    _, key = parse_cell_name(name) or (0, "")
    return SignField if key.endswith("comparison") and "\n" not in text else CellField
