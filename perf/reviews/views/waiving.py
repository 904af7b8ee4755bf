"""Letting findings stand: the drafter asks, the performance office decides."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.reviews.forms import WaiverDecisionForm, WaiverForm, field_in_words
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.operations.waivers import Decision, ask_for_waiver, decide_waiver
from perf.reviews.queries.waivers import waiver_by_id
from perf.reviews.views.answering import REVIEW, draft_or_404, refusal
from perf.web import clock
from perf.web.field_names import fields_named
from perf.web.guard import signed_in
from perf.web.session import reading_session

blueprint = Blueprint("review_waivers", __name__)


@blueprint.post(f"{REVIEW}/findings/<int(max=9999):number>/waiver")
@signed_in
@fields_named(field_in_words)
def ask(draft_id: int, number: int) -> ResponseReturnValue:
    """Keep a request; ``number`` is only the finding's number on the page, the form says which one it is."""
    draft_or_404(draft_id)
    prefix = f"finding-{number}-"
    form = WaiverForm(request.form, prefix=prefix)
    finding = (form.rule.data or "", tuple((form.cells.data or "").split()))
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            reason = form.reason.data or ""
            ask_for_waiver(session, draft_id, finding, reason, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        return refusal(draft_id, error, {prefix: form}, at=f"{prefix}reason")
    flash("已申请豁免，等绩效科决定；决定之前这个错误仍然挡着送审。")
    return redirect(url_for("reviews.show", draft_id=draft_id, _anchor="remarks"))


@blueprint.post(f"{REVIEW}/waivers/<int(max=2147483647):waiver_id>/<any(grant,refuse):decision>")
@signed_in
@fields_named(field_in_words)
def decide(draft_id: int, waiver_id: int, decision: str) -> ResponseReturnValue:
    """Grant or refuse a request."""
    _, access = draft_or_404(draft_id)
    if not access.decides_waivers or waiver_by_id(reading_session(), draft_id, waiver_id) is None:
        abort(404)
    prefix = f"waiver-{waiver_id}-"
    form = WaiverDecisionForm(request.form, prefix=prefix)
    is_granted = decision == "grant"
    made = Decision(is_granted, form.until.data if is_granted else None, form.remark.data or "")
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            decide_waiver(session, draft_id, waiver_id, made, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        at = f"{prefix}{'until' if is_granted else 'remark'}"
        return refusal(draft_id, error, {prefix: form}, at=at)
    flash("已同意豁免。" if is_granted else "已答复：不同意豁免。")
    return redirect(url_for("reviews.show", draft_id=draft_id, _anchor="waivers"))
