"""Asking for an adjustment of an approved table: why, and of which rows."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.drafts.naming import place_of_row
from perf.domain.drafts.rows import DraftRow
from perf.domain.review import Action, why_not
from perf.drafting.queries import KeptDraft
from perf.reviews.forms import AdjustmentForm, field_in_words, offered
from perf.reviews.operations.moving import Move, move
from perf.reviews.operations.refusals import Overtaken, ReviewError
from perf.reviews.queries.events import events_of, states_of
from perf.reviews.views.answering import REVIEW, draft_or_404
from perf.table_schemas import schema_by_id
from perf.web import clock
from perf.web.field_names import fields_named
from perf.web.guard import signed_in
from perf.web.session import read_again, reading_session

blueprint = Blueprint("adjustments", __name__)

_GOALS, _MONEY = "goals-", "funding-"
"""What the blocks of goals and of money begin with."""


@blueprint.get(f"{REVIEW}/adjustment")
@signed_in
def new(draft_id: int) -> ResponseReturnValue:
    """Ask what is to be adjusted, and why."""
    kept, access = draft_or_404(draft_id)
    state = states_of(events_of(reading_session(), draft_id))[-1]
    if why_not(state, Action.BEGIN_ADJUSTMENT, access.standing) is not None:
        return redirect(url_for("reviews.show", draft_id=draft_id))
    return _page(kept, AdjustmentForm(data={"expected": state.count}))


@blueprint.post(f"{REVIEW}/adjustment")
@signed_in
@fields_named(field_in_words)
def begin(draft_id: int) -> ResponseReturnValue:
    """Begin the adjustment."""
    kept, _ = draft_or_404(draft_id)
    form = AdjustmentForm(request.form)
    expected = -1 if form.expected.data is None else form.expected.data
    wanted = Move(Action.BEGIN_ADJUSTMENT, expected, form.note.data or "", rows=_chosen(kept, form))
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            move(session, draft_id, wanted, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        read_again()
        at = "note" if not (form.note.data or "").strip() else "rows"
        return _page(kept, form, [(at, str(error))]), 409 if isinstance(error, Overtaken) else 422
    flash("已申请调整。选中的内容现在可以修改，改好以后送审。")
    return redirect(url_for("reviews.show", draft_id=draft_id))


def _chosen(kept: KeptDraft, form: AdjustmentForm) -> frozenset[int]:
    """Give the rows that were chosen, those of goals and money as a whole."""
    blocks = tuple(begin for begin, is_chosen in ((_GOALS, form.goals.data), (_MONEY, form.money.data)) if is_chosen)
    rows = {row.id for row in kept.draft.rows if blocks and row.block.startswith(blocks)}
    return frozenset(rows | set(form.rows.data or ()))


def _page(kept: KeptDraft, form: AdjustmentForm, errors: list[tuple[str, str]] | None = None) -> str:
    schema = schema_by_id(kept.summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    lines: list[DraftRow] = [row for row in kept.draft.rows if not row.is_slot]
    form.rows.choices = offered((row.id, place_of_row(kept.draft, schema, row)) for row in lines)
    return render_template("reviews/adjustment.html", summary=kept.summary, form=form, errors=errors or [])
