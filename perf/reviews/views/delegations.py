"""The page on which a leader lets somebody sign in their stead."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.forms import first_errors
from perf.accounts.queries import account_by_id
from perf.accounts.signing import acting
from perf.domain.days import day_in_china
from perf.domain.roles import Permission
from perf.reviews.forms import DelegationForm, offered
from perf.reviews.operations.delegations import delegate, end_delegation
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.delegations import colleagues_of, delegations_of
from perf.web import clock
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("delegations", __name__)


@blueprint.get("/delegations")
@permitted(Permission.SIGN_TARGETS)
def own() -> str:
    """Show one's delegations, and ask for a new one."""
    today = day_in_china(clock.now())
    return _page(DelegationForm(data={"from_day": today, "until_day": today}), [])


@blueprint.post("/delegations")
@permitted(Permission.SIGN_TARGETS)
def add() -> ResponseReturnValue:
    """Keep a delegation."""
    form = DelegationForm(request.form)
    if not form.validate():
        return _page(form, first_errors(form)), 422
    assert form.from_day.data is not None
    assert form.until_day.data is not None
    days = form.from_day.data, form.until_day.data
    try:
        with acting() as (session, actor):
            leader = account_by_id(session, actor.user_id or 0)
            assert leader is not None
            delegate(session, leader, form.delegate.data or 0, days, now=clock.now())
    except ReviewError as error:
        return _page(form, [("delegate", str(error))]), 422
    flash("委托已保存。被委托人审签时，记录里写明“代”谁。")
    return redirect(url_for("delegations.own"))


@blueprint.post("/delegations/<int(max=2147483647):delegation_id>/end")
@permitted(Permission.SIGN_TARGETS)
def end(delegation_id: int) -> ResponseReturnValue:
    """Take a delegation back."""
    with acting() as (session, actor):
        leader = account_by_id(session, actor.user_id or 0)
        assert leader is not None
        is_theirs = end_delegation(session, leader, delegation_id, now=clock.now())
    if not is_theirs:
        abort(404)
    flash("委托已收回，马上生效。")
    return redirect(url_for("delegations.own"))


def _page(form: DelegationForm, errors: list[tuple[str, str]]) -> str:
    session = reading_session()
    leader = current_user.account
    colleagues = colleagues_of(session, leader)
    form.delegate.choices = offered((each.id, f"{each.full_name}（{each.sign_in_name}）") for each in colleagues)
    return render_template(
        "reviews/delegations.html",
        form=form,
        errors=errors,
        colleagues=colleagues,
        delegations=delegations_of(session, leader.id),
        today=day_in_china(clock.now()),
    )
