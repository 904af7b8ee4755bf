"""The editor: the whole official table on one page, saved by a button or, where scripts run, row by row."""

import secrets

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.drafts.rows import cell_name
from perf.domain.roles import Permission
from perf.domain.table_schema import TableSchema
from perf.drafting.access import draft_or_404, summary_or_404
from perf.drafting.editor_page import EditorPage, Typed, editor_page
from perf.drafting.forms import SentSheet, sent_sheet
from perf.drafting.operations.editing import Edited, Press, edit
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.saving import Saved
from perf.table_schemas import schema_by_id
from perf.web import clock
from perf.web.guard import permitted
from perf.web.session import read_again, reading_session
from perf.web.wording import say_time

blueprint = Blueprint("editor", __name__)

DRAFT = "/drafts/<int(max=2147483647):draft_id>"
"""The address of a draft."""


@blueprint.get(DRAFT)
@permitted(Permission.DRAFT_TARGETS)
def show(draft_id: int) -> str:
    """Show the table as it is kept."""
    return _page(draft_id)


@blueprint.post(DRAFT)
@permitted(Permission.DRAFT_TARGETS)
def save(draft_id: int) -> ResponseReturnValue:
    """Save what was typed and do what the button asks for; what cannot be kept is shown again, as typed."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    sent = sent_sheet(request.form)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            press = Press(sent.do, sent.origin)
            edited = edit(session, draft_id, sent.edits, press, user_id=actor.user_id, now=clock.now())
    except DraftError as error:
        read_again()
        return _not_saved(draft_id, sent, str(error))
    read_again()
    if _asks_for_data():
        return _data(draft_id, sent, edited)
    if not edited.saved.is_whole:
        return _page(draft_id, _unkept(sent, edited.saved), edited.saved), 409
    anchor = f"r{edited.row_id}" if edited.row_id else None
    return redirect(url_for("editor.show", draft_id=draft_id, _anchor=anchor))


def _page(draft_id: int, typed: Typed | None = None, saved: Saved | None = None) -> str:
    page = _editor_page(draft_id, typed, saved)
    return render_template("drafting/editor.html", page=page, origin=_origin())


def _editor_page(draft_id: int, typed: Typed | None = None, saved: Saved | None = None) -> EditorPage:
    kept = draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    return editor_page(kept, _schema(kept.summary.schema_id), typed=typed, saved=saved)


def _schema(schema_id: str) -> TableSchema:
    schema = schema_by_id(schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    return schema


def _origin() -> str:
    """Name this showing of the page, for the adding of rows."""
    return secrets.token_urlsafe(9)


def _asks_for_data() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _unkept(sent: SentSheet, saved: Saved) -> Typed:
    """Give the typed texts that were not kept."""
    cells = {(each.row_id, each.key) for each in saved.conflicts}
    cells |= {(each.row_id, each.key) for each in saved.refusals}
    return {cell: text for cell, text in sent.typed.items() if cell in cells}


def _data(draft_id: int, sent: SentSheet, edited: Edited) -> ResponseReturnValue:
    """Answer a script: versions and texts as kept, what was not kept, and the parts of the page that changed."""
    saved = edited.saved
    page = _editor_page(draft_id, _unkept(sent, saved), saved)
    answer: dict[str, object] = {
        "rows": {row.id: {"version": row.version, "texts": dict(row.texts)} for row in saved.rows.values()},
        "conflicts": [_conflict(each) for each in page.conflicts],
        "refusals": dict(page.refusals),
        "panel": render_template("drafting/_panel.html", page=page),
        "savedAt": say_time(clock.now()),
    }
    if sent.do and saved.is_whole:
        answer["table"] = render_template("drafting/_sheet.html", page=page, origin=_origin())
        answer["row"] = edited.row_id
    return jsonify(answer), 200 if saved.is_whole else 409


def _conflict(conflict: object) -> dict[str, object]:
    return {name: getattr(conflict, name) for name in ("name", "where", "typed", "kept", "by")}


def _not_saved(draft_id: int, sent: SentSheet, sentence: str) -> ResponseReturnValue:
    """Say that nothing was saved, with everything that was typed and is not kept."""
    kept = draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    rows = {row.id: row for row in kept.draft.rows}
    typed = {
        cell_name(row_id, key): text
        for (row_id, key), text in sent.typed.items()
        if text.replace("\r\n", "\n").strip() != (rows[row_id].text(key) if row_id in rows else "")
    }
    if _asks_for_data():
        return jsonify({"error": "not-saved", "message": sentence, "typed": typed}), 409
    return render_template("drafting/not_saved.html", summary=kept.summary, typed=typed, sentence=sentence), 409
