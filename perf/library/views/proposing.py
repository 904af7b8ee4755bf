"""Proposing an indicator for the library, and seeing what became of one's proposals."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.signing import acting
from perf.domain.roles import Permission
from perf.library.forms import EntryForm, filled_from_row
from perf.library.operations import LibraryError
from perf.library.operations import propose as keep_proposal
from perf.library.queries import count_own, own_proposals
from perf.library.views.entry_form import beside, wrong_in
from perf.library.views.searching import reader
from perf.web import clock
from perf.web.field_names import fields_named, names_of
from perf.web.guard import permitted
from perf.web.paging import asked_page
from perf.web.session import reading_session

blueprint = Blueprint("library_proposing", __name__)


@blueprint.get("/library/propose")
@permitted(Permission.PROPOSE_INDICATORS)
def new() -> ResponseReturnValue:
    """Ask for a new indicator; the address may hold what a row of a table says, under the names of the fields."""
    return _page(filled_from_row(request.args), [])


@blueprint.post("/library/propose")
@permitted(Permission.PROPOSE_INDICATORS)
@fields_named(names_of(EntryForm))
def propose() -> ResponseReturnValue:
    """Keep a proposal."""
    form = EntryForm(request.form)
    errors = wrong_in(form)
    if errors:
        return _page(form, errors)
    try:
        with acting() as (session, actor):
            department_id = current_user.account.department_id
            keep_proposal(session, form.indicator(), actor, department_id=department_id, now=clock.now())
    except LibraryError as error:
        return _page(form, [("name", str(error))])
    flash(f"已提议“{form.name.data}”入库，等绩效科审定；结果在这一页看。")
    return redirect(url_for("library_proposing.own"))


@blueprint.get("/library/my-proposals")
@permitted(Permission.PROPOSE_INDICATORS)
def own() -> str:
    """Show what oneself and one's department proposed."""
    session, who = reading_session(), reader()
    paging = asked_page(count_own(session, who))
    entries = own_proposals(session, who, offset=paging.offset, limit=paging.size)
    return render_template("library/own_proposals.html", entries=entries, paging=paging)


def _page(form: EntryForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    page = render_template("library/propose.html", form=form, errors=errors, **beside(form))
    return page, 422 if errors else 200
