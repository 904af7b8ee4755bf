"""What the scripts of the editor are answered: what is kept now, and the parts of the page that changed."""

import secrets

from flask import get_template_attribute, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from perf.domain.drafts.rows import DraftRow
from perf.drafting.editor_page import ConflictOnPage, EditorPage
from perf.drafting.operations.editing import Edited
from perf.drafting.sent_sheet import SentSheet, seen_versions
from perf.web import clock
from perf.web.wording import say_moment, say_time


def new_origin() -> str:
    """Name this showing of the table, so that a button pressed twice adds one row."""
    return secrets.token_urlsafe(9)


def answer(page: EditorPage, sent: SentSheet, edited: Edited, removed: DraftRow | None) -> ResponseReturnValue:
    """Answer a script that saved rows.

    ``rows`` holds those that were sent and those that others changed since the script last saw them; ``table`` is the
    whole table, where its cells stand elsewhere now than on the page.
    """
    seen = seen_versions(request.form.get("seen", ""))
    rows = page.layout.draft.rows
    told = [row for row in rows if row.id in sent.versions or seen.get(row.id, row.version) != row.version]
    answered: dict[str, object] = {
        "rows": {row.id: {"version": row.version, "texts": dict(row.texts)} for row in told},
        "conflicts": [_conflict(each, page) for each in page.unkept.conflicts],
        "refusals": [{"name": each.name, "sentence": each.sentence} for each in page.unkept.refusals],
        "panel": render_template("drafting/_panel.html", page=page),
        "marks": _marks(page),
        "savedAt": say_time(clock.now()),
        "shape": page.layout.shape,
        "row": edited.row_id,
        "refusal": edited.refusal,
    }
    if request.form.get("shape") != page.layout.shape:
        answered["table"] = render_template("drafting/_sheet.html", page=page, origin=new_origin())
    if removed is not None:
        answered["removed"] = render_template("drafting/_removed.html", page=page, removed=removed)
    return jsonify(answered), 200 if edited.saved.is_whole else 409


def _conflict(conflict: ConflictOnPage, page: EditorPage) -> dict[str, object]:
    row = page.layout.rows.get(conflict.row_id)
    return {
        "name": conflict.name,
        "where": conflict.where,
        "typed": conflict.typed,
        "kept": conflict.kept,
        "by": conflict.by or "别人",
        "at": say_moment(conflict.at) if conflict.at else "",
        "row": conflict.row_id,
        "version": row.version if row else None,
    }


def _marks(page: EditorPage) -> dict[str, str]:
    """Write what each cell shows of the findings about it."""
    marks = get_template_attribute("drafting/_marks.html", "marks")
    return {name: str(marks(findings)) for name, findings in page.by_cell.items()}
