"""The official table as a form: a real field for every cell, and what comes back of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.form import BaseForm, Form
from wtforms.validators import InputRequired, NumberRange, Optional

from perf.domain.drafts.rows import parse_cell_name
from perf.drafting.operations.saving import RowEdit

VERSION = "v"
"""Fields ``v17``: the version of row 17 when the page was made."""

COVERS = "c-"
"""Fields ``c-r17-second_level``: the further rows that a merged label stands for, their ids between spaces."""


def sheet_form(labels: Mapping[str, str], texts: Mapping[str, str]) -> BaseForm:
    """Make the form of a table: fields by cell name, with what each is called and holds.

    Each is an area of several lines, since any cell may hold line ends, which a field of one line would lose.
    """
    # Outside of a class a field is not bound yet, which its type does not say.
    fields: dict[str, Any] = {name: TextAreaField(label) for name, label in labels.items()}
    form = BaseForm(fields)
    form.process(data=dict(texts))
    return form


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A table, or some rows of it, as it came back.

    Attributes:
        edits: what was typed, by row.
        do: what the pressed button asks for besides saving, ``""`` for nothing.
        origin: what the page calls this pressing, so that a double click counts once.
    """

    edits: tuple[RowEdit, ...]
    do: str
    origin: str

    @property
    def typed(self) -> dict[tuple[int, str], str]:
        """The typed texts by row and cell key."""
        return {(edit.row_id, key): text for edit in self.edits for key, text in edit.texts.items()}


def sent_sheet(sent: "MultiDict[str, str]") -> SentSheet:
    """Read what came back; fields that are no cells, and rows without version, are passed over."""
    do = sent.get("do", "")
    texts: dict[int, dict[str, str]] = {}
    for name in sent:
        cell = parse_cell_name(name)
        if cell is None or do == f"take-{name}":
            continue
        row_id, key = cell
        for row in (row_id, *_covered(sent, name)):
            texts.setdefault(row, {})[key] = sent[name]
    versions = {row: _version(sent, row) for row in texts}
    edits = [RowEdit(row, version, texts[row]) for row, version in versions.items() if version is not None]
    return SentSheet(tuple(edits), "" if do.startswith("take-") else do, sent.get("origin", "")[:40])


def _covered(sent: "MultiDict[str, str]", name: str) -> list[int]:
    """Give the further rows that a merged label was shown for."""
    return [int(row) for row in sent.get(f"{COVERS}{name}", "").split() if row.isascii() and row.isdigit()][:10_000]


def _version(sent: "MultiDict[str, str]", row: int) -> int | None:
    written = sent.get(f"{VERSION}{row}", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


class NewDraftForm(Form):
    """What a new table is about."""

    fiscal_year = IntegerField(
        "预算年度",
        [
            InputRequired("还没有填预算年度，应是 2027 这样的四位数字"),
            NumberRange(2000, 2099, "预算年度不对，应是 2027 这样的四位数字"),
        ],
    )
    schema_id = RadioField("表样", [InputRequired("还没有选表样")])
    project_name = StringField("项目名称", [Optional()])
