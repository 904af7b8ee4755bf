"""The editor: the whole official table on one page, saved by a button or, where scripts run, row by row."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.signing import acting
from perf.domain.drafts.rows import DraftRow
from perf.domain.roles import Permission
from perf.domain.table_schema import TableSchema
from perf.drafting.access import draft_or_404, summary_or_404
from perf.drafting.cell_fields import SIGNS
from perf.drafting.editor_page import EditorPage, editor_page, unkept
from perf.drafting.layout import Layout
from perf.drafting.operations.editing import LEADING_ON, Edited, Press, Sending, edit
from perf.drafting.operations.holding import DraftError
from perf.drafting.queries import KeptDraft, rows_by_id
from perf.drafting.sent_sheet import SentSheet, sent_sheet
from perf.drafting.typed_texts import cell_in_words, unsaved_texts
from perf.drafting.views.editor_answers import answer, new_origin
from perf.drafting.views.not_saved import keep_what_was_typed, not_saved
from perf.table_schemas import schema_by_id
from perf.web import clock
from perf.web.errors import json_error, wants_json
from perf.web.field_names import fields_named
from perf.web.form_sizes import takes_large_forms
from perf.web.guard import permitted
from perf.web.session import read_again, reading_session

blueprint = Blueprint("editor", __name__)
keep_what_was_typed(blueprint)

DRAFT = "/drafts/<int(max=2147483647):draft_id>"
"""The address of a draft."""

_ONWARD = {"library": "from_library.search", "propose": "from_library.propose"}
"""Where the buttons lead to that lead on."""

_SOMEBODY_ELSE = "打开这一页以后，这个浏览器换了别人登录，刚才填的没有保存；请用原来的账号登录，再回到这张表"


@blueprint.get(DRAFT)
@permitted(Permission.DRAFT_TARGETS)
def show(draft_id: int) -> str:
    """Show the table as it is kept."""
    kept = _kept(draft_id)
    page = editor_page(reading_session(), kept, _schema(kept))
    return _page(page, _removed(draft_id, request.args.get("removed", type=int)))


@blueprint.post(DRAFT)
@permitted(Permission.DRAFT_TARGETS)
@fields_named(cell_in_words)
@takes_large_forms
def save(draft_id: int) -> ResponseReturnValue:
    """Save what was typed and do what the button asks for; what cannot be kept is shown again, as typed."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    sent = sent_sheet(request.form)
    if request.form.get("account", str(current_user.account.id)) != str(current_user.account.id):
        return _nothing_saved(draft_id, sent, "other-account", _SOMEBODY_ELSE)
    try:
        edited = _edit(draft_id, sent)
    except DraftError as error:
        read_again()
        return _nothing_saved(draft_id, sent, "closed", str(error))
    read_again()
    kept = _kept(draft_id)
    layout = Layout(kept.draft, _schema(kept))
    page = editor_page(reading_session(), kept, layout.schema, unkept(layout, sent, edited.saved))
    if wants_json():
        return answer(page, sent, edited, _removed(draft_id, edited.removed))
    if not edited.saved.is_whole:
        return _page(page), 409
    if (verb := sent.do.partition("-")[0]) in LEADING_ON:
        return redirect(url_for(_ONWARD[verb], draft_id=draft_id, row_id=edited.row_id))
    return _on_to_the_page(draft_id, edited)


def _edit(draft_id: int, sent: SentSheet) -> Edited:
    with acting() as (session, actor):
        assert actor.user_id is not None
        sending = Sending(sent.edits, Press(sent.do, sent.origin, sent.versions), sent.undecided)
        return edit(session, draft_id, sending, user_id=actor.user_id, now=clock.now())


def _on_to_the_page(draft_id: int, edited: Edited) -> ResponseReturnValue:
    """Lead to the page, at the row to go on in; so a reload sends nothing again."""
    flash(edited.refusal or "已保存。")
    anchor = f"r{edited.row_id}" if edited.row_id else None
    return redirect(url_for("editor.show", draft_id=draft_id, removed=edited.removed, _anchor=anchor))


def _page(page: EditorPage, removed: DraftRow | None = None) -> str:
    return render_template("drafting/editor.html", page=page, removed=removed, origin=new_origin(), signs=SIGNS)


def _nothing_saved(draft_id: int, sent: SentSheet, error: str, sentence: str) -> ResponseReturnValue:
    """Say that nothing was saved, with everything that was typed and is not kept."""
    if wants_json():
        return json_error(error, sentence, 409)
    kept = _kept(draft_id)
    return not_saved(sentence, unsaved_texts(sent, Layout(kept.draft, _schema(kept))), kept.summary), 409


def _kept(draft_id: int) -> KeptDraft:
    return draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)


def _schema(kept: KeptDraft) -> TableSchema:
    schema = schema_by_id(kept.summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    return schema


def _removed(draft_id: int, row_id: int | None) -> DraftRow | None:
    """Give a row that was removed, to be brought back."""
    row, is_removed = rows_by_id(reading_session(), draft_id, [row_id or 0]).get(row_id or 0, (None, False))
    return row if is_removed else None
