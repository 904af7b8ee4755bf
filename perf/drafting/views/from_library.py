"""The indicator library as seen from a draft: choosing rows out of it, and proposing a row for it."""

from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.drafts.rows import INDICATORS, DraftRow
from perf.domain.library_entry import LIMITS
from perf.domain.roles import Permission
from perf.drafting.access import draft_or_404, summary_or_404
from perf.drafting.operations.from_library import Chosen, add_from_library
from perf.drafting.operations.holding import DraftError
from perf.drafting.queries import KEYS
from perf.drafting.views.editor import DRAFT
from perf.drafting.views.editor_answers import new_origin
from perf.library.views.searching import library_search
from perf.web import clock
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("from_library", __name__)

_PROPOSED = ("first_level", "second_level", "name", "comparison", "value", "unit")


@blueprint.get(f"{DRAFT}/library")
@permitted(Permission.DRAFT_TARGETS)
def search(draft_id: int) -> str:
    """Search the library for a draft."""
    return _page(draft_id, [])


@blueprint.post(f"{DRAFT}/library")
@permitted(Permission.DRAFT_TARGETS)
def add(draft_id: int) -> ResponseReturnValue:
    """Add the chosen indicators to the draft; the address still holds what was searched for."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    chosen = Chosen(
        [int(number) for number in request.form.getlist("entry") if _is_key(number)],
        int(request.form["after"]) if _is_key(request.form.get("after", "")) else None,
        request.form.get("origin", "")[:40],
    )
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            added = add_from_library(session, draft_id, chosen, user_id=actor.user_id, now=clock.now())
    except DraftError as error:
        return _page(draft_id, [("chosen", str(error))]), 422
    flash(
        f"已从指标库加进 {len(added)} 行，常用的指标值只是参考，请改成本单位的。"
        if added
        else "这些指标刚才已经加进来了。"
    )
    return redirect(url_for("editor.show", draft_id=draft_id, _anchor=f"r{added[0]}" if added else None))


@blueprint.get(f"{DRAFT}/propose")
@permitted(Permission.PROPOSE_INDICATORS)
def propose(draft_id: int) -> ResponseReturnValue:
    """Lead to the page that proposes an indicator for the library, with what the named row holds."""
    kept = draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    named = request.args.get("row_id", type=int)
    row = next((row for row in kept.draft.of_block(INDICATORS) if row.id == named), None)
    if row is None:
        return redirect(url_for("editor.show", draft_id=draft_id))
    return redirect(f"{url_for('library_proposing.new')}?{urlencode(_values(row))}")


def _values(row: DraftRow) -> dict[str, str]:
    """Give what a row says of its indicator; a text that the library cannot hold is left to be written there."""
    texts = {column: row.text(column) for column in _PROPOSED}
    return {column: text for column, text in texts.items() if text and len(text) <= LIMITS[column]}


def _is_key(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 11 and int(written) in KEYS


def _page(draft_id: int, errors: list[tuple[str, str]]) -> str:
    kept = draft_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    return render_template(
        "drafting/library.html",
        summary=kept.summary,
        rows=kept.draft.of_block(INDICATORS),
        search=library_search(),
        errors=errors,
        origin=new_origin(),
        chosen=request.form.getlist("entry"),
        after=request.form.get("after") or request.args.get("row_id", ""),
    )
