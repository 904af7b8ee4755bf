"""Deciding on proposals, and taking entries out of use."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.library_entry import EntryState
from perf.domain.roles import Permission
from perf.library import operations
from perf.library.forms import EntryForm, ReasonForm, filled_from
from perf.library.operations import LibraryError, NoSuchEntry
from perf.library.queries import Entry, count_waiting, waiting_proposals
from perf.library.views.entry_form import beside, doubts_about, wrong_in
from perf.library.views.reading import ENTRY, entry_page
from perf.library.views.searching import entry_for_reader
from perf.web import clock
from perf.web.field_names import fields_named, names_of
from perf.web.guard import permitted
from perf.web.paging import asked_page
from perf.web.session import read_again, reading_session

blueprint = Blueprint("library_keeping", __name__)

_PROPOSAL = "/library/proposals/<int(max=2147483647):entry_id>"


@blueprint.get("/library/proposals")
@permitted(Permission.KEEP_LIBRARY)
def waiting() -> str:
    """Show the proposals that wait."""
    session = reading_session()
    paging = asked_page(count_waiting(session))
    entries = waiting_proposals(session, offset=paging.offset, limit=paging.size)
    return render_template("library/proposals.html", entries=entries, paging=paging)


@blueprint.get(_PROPOSAL)
@permitted(Permission.KEEP_LIBRARY)
def proposal(entry_id: int) -> ResponseReturnValue:
    """Show a proposal that is to be decided on; what was decided already is shown as it stands."""
    entry = _entry_or_404(entry_id)
    if entry.state is not EntryState.PROPOSED:
        return redirect(url_for("library.entry", entry_id=entry_id))
    return _page(entry, filled_from(entry.indicator), ReasonForm(), [])


@blueprint.post(f"{_PROPOSAL}/accept")
@permitted(Permission.KEEP_LIBRARY)
@fields_named(names_of(EntryForm))
def accept(entry_id: int) -> ResponseReturnValue:
    """Take a proposal into the library, worded as it stands in the form."""
    entry = _entry_or_404(entry_id)
    form = EntryForm(request.form)
    errors = wrong_in(form)
    if errors:
        return _page(entry, form, ReasonForm(), errors)
    try:
        with acting() as (session, actor):
            operations.accept(session, entry_id, form.indicator(), actor, now=clock.now())
    except NoSuchEntry:
        abort(404)
    except LibraryError as error:
        return _page(entry, form, ReasonForm(), [("name", str(error))])
    flash(f"“{form.name.data}”已入库，各单位都能用了。")
    return redirect(url_for("library.entry", entry_id=entry_id))


@blueprint.post(f"{_PROPOSAL}/refuse")
@permitted(Permission.KEEP_LIBRARY)
@fields_named(names_of(ReasonForm))
def refuse(entry_id: int) -> ResponseReturnValue:
    """Refuse a proposal."""
    entry = _entry_or_404(entry_id)
    form = ReasonForm(request.form)
    try:
        with acting() as (session, actor):
            operations.refuse(session, entry_id, form.reason.data or "", actor, now=clock.now())
    except NoSuchEntry:
        abort(404)
    except LibraryError as error:
        return _page(entry, filled_from(entry.indicator), form, [("reason", str(error))])
    flash(f"没有采纳“{entry.indicator.name}”，提议的单位看得到原因。")
    return redirect(url_for("library_keeping.waiting"))


@blueprint.post(f"{ENTRY}/retire")
@permitted(Permission.KEEP_LIBRARY)
@fields_named(names_of(ReasonForm))
def retire(entry_id: int) -> ResponseReturnValue:
    """Take an entry out of use."""
    entry = _entry_or_404(entry_id)
    form = ReasonForm(request.form)
    try:
        with acting() as (session, actor):
            operations.retire(session, entry_id, form.reason.data or "", actor, now=clock.now())
    except NoSuchEntry:
        abort(404)
    except LibraryError as error:
        read_again()
        return entry_page(entry_id, form, [("reason", str(error))]), 422
    flash(f"“{entry.indicator.name}”已停用，查找时不再出现；已经用到表里的不变。")
    return redirect(url_for("library.entry", entry_id=entry_id))


def _entry_or_404(entry_id: int) -> Entry:
    entry = entry_for_reader(entry_id)
    if entry is None:
        abort(404)
    return entry


def _page(entry: Entry, form: EntryForm, reason: ReasonForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    """Show a proposal with both ways to decide on it, and who decided meanwhile if somebody did."""
    read_again()
    page = render_template(
        "library/proposal.html",
        entry=_entry_or_404(entry.id),
        form=form,
        reason=reason,
        errors=errors,
        doubts=doubts_about(entry.indicator),
        **beside(form, own=[entry.id]),
    )
    return page, 422 if errors else 200
