"""Pasting from Excel and WPS: a box for the text, a preview of what it does, and filling it in."""

import secrets

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.forms import first_errors
from perf.accounts.signing import acting
from perf.domain.pasting.pasted_block import Anchor
from perf.domain.roles import Permission
from perf.drafting.access import draft_or_404, summary_or_404
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.pasting import NotAsSeen, SeenPaste, fill_in, planned
from perf.drafting.paste_form import PasteForm
from perf.drafting.paste_page import PastePage, parse_seen, paste_page
from perf.drafting.queries import KeptDraft
from perf.drafting.typed_texts import cell_in_words
from perf.drafting.views import editor
from perf.drafting.views.editor import DRAFT
from perf.drafting.views.not_saved import keep_what_was_typed
from perf.table_schemas import shipped_schema
from perf.web import clock
from perf.web.errors import json_error, wants_json
from perf.web.field_names import NamedField, fields_named
from perf.web.form_sizes import takes_large_forms
from perf.web.guard import permitted
from perf.web.session import read_again, reading_session

blueprint = Blueprint("pasting", __name__)
keep_what_was_typed(blueprint)

_PASTE = f"{DRAFT}/paste"
_CLOSED = "这张表已经送审或批复，现在不能往里贴；要修改请先撤回，或者申请调整"


def _in_words(name: str, value: str) -> NamedField | None:
    """Name what is sent: the text, cells of the editor, and what only this page understands."""
    if name in PasteForm():
        return NamedField("复制的内容" if name == "text" else "", value)
    return NamedField("", value) if name in ("seen", "origin") else cell_in_words(name, value)


@blueprint.get(_PASTE)
@permitted(Permission.DRAFT_TARGETS)
def box(draft_id: int) -> ResponseReturnValue:
    """Ask for the text of a block."""
    return _box(_kept(draft_id), PasteForm(cell="name"), [], 200)


@blueprint.post(_PASTE)
@permitted(Permission.DRAFT_TARGETS)
@fields_named(_in_words)
@takes_large_forms
def preview(draft_id: int) -> ResponseReturnValue:
    """Show what a block does, storing nothing. Where the editor's table comes instead of one, that is saved first."""
    if "text" in request.form:
        return _preview(draft_id, PasteForm(request.form))
    saved = editor.save(draft_id)
    is_saved = getattr(saved, "status_code", 200) == 302
    return redirect(url_for("pasting.box", draft_id=draft_id)) if is_saved else saved


@blueprint.post(f"{_PASTE}/apply")
@permitted(Permission.DRAFT_TARGETS)
@fields_named(_in_words)
@takes_large_forms
def apply(draft_id: int) -> ResponseReturnValue:
    """Fill in a block as it was shown; where the table has changed since, show it again."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    form, seen = PasteForm(request.form), parse_seen(request.form.get("seen", ""))
    if not form.validate() or seen is None:
        return _preview(draft_id, form)
    pasted = SeenPaste(form.text.data or "", form.anchor, seen, request.form.get("origin", ""))
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            row_id = fill_in(session, draft_id, pasted, user_id=actor.user_id, now=clock.now())
    except NotAsSeen as changed:
        read_again()
        return _preview(draft_id, form, str(changed))
    except DraftError as refusal:
        read_again()
        return _refused(_kept(draft_id), form, str(refusal))
    flash("贴的内容已填进表里；填错了可以在“修改记录”里恢复。")
    return redirect(url_for("editor.show", draft_id=draft_id, _anchor=f"r{row_id}" if row_id else None))


def _preview(draft_id: int, form: PasteForm, changed: str = "") -> ResponseReturnValue:
    """Show what a block does now; ``changed`` says why it was not filled in as it was shown before."""
    kept = _kept(draft_id)
    if not form.validate():
        return _box(kept, form, first_errors(form), 422)
    if not kept.summary.is_open:
        return _refused(kept, form, _CLOSED)
    try:
        block = planned(kept.draft, form.text.data or "", form.anchor)
    except DraftError as refusal:
        return _refused(kept, form, str(refusal))
    page = paste_page(block, shipped_schema(kept.summary.schema_id))
    sent = _sent(form, form.anchor or block.begins_at, page)
    place = f"r{form.anchor.row_id}" if form.anchor else None
    name = "drafting/_paste_preview.html" if wants_json() else "drafting/paste_preview.html"
    shown = render_template(name, page=page, summary=kept.summary, sent=sent, changed=changed, place=place)
    code = 409 if changed else 200
    return (jsonify({"dialog": shown}), code) if wants_json() else (shown, code)


def _sent(form: PasteForm, anchor: Anchor | None, page: PastePage) -> dict[str, str]:
    """Give what the button sends: the block again, where it begins, what was shown, and a name for this showing."""
    at = {"row": str(anchor.row_id), "cell": anchor.key} if anchor else {}
    return {"text": form.text.data or "", **at, "seen": page.seen, "origin": secrets.token_urlsafe(9)}


def _refused(kept: KeptDraft, form: PasteForm, sentence: str) -> ResponseReturnValue:
    """Say why a block cannot be pasted, with its text."""
    if wants_json():
        return json_error("cannot-paste", sentence, 422)
    return _box(kept, form, [("text", sentence)], 422)


def _box(kept: KeptDraft, form: PasteForm, errors: list[tuple[str, str]], code: int) -> ResponseReturnValue:
    form.offer(kept.draft, shipped_schema(kept.summary.schema_id))
    return render_template("drafting/paste.html", form=form, errors=errors, summary=kept.summary), code


def _kept(draft_id: int) -> KeptDraft:
    return draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
