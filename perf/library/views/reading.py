"""Looking things up in the library: open to everybody who is signed in."""

from flask import Blueprint, abort, render_template
from flask_login import current_user

from perf.domain.library_entry import EntryState
from perf.domain.roles import Permission
from perf.library.forms import ReasonForm
from perf.library.queries import count_waiting
from perf.library.views.searching import entry_for_reader, library_search
from perf.web.guard import signed_in
from perf.web.session import reading_session

blueprint = Blueprint("library", __name__)

ENTRY = "/library/<int(max=2147483647):entry_id>"


@blueprint.get("/library")
@signed_in
def search() -> str:
    """Search the library."""
    waiting = count_waiting(reading_session()) if current_user.may(Permission.KEEP_LIBRARY) else 0
    return render_template("library/search.html", search=library_search(), waiting=waiting)


@blueprint.get(ENTRY)
@signed_in
def entry(entry_id: int) -> str:
    """Show one entry; a proposal of others is not found."""
    return entry_page(entry_id, ReasonForm(), [])


def entry_page(entry_id: int, form: ReasonForm, errors: list[tuple[str, str]]) -> str:
    """Show one entry, with the reason that was typed and what is wrong with it."""
    found = entry_for_reader(entry_id)
    if found is None:
        abort(404)
    may_retire = current_user.may(Permission.KEEP_LIBRARY) and (found.state is EntryState.ACCEPTED or bool(errors))
    return render_template("library/entry.html", entry=found, may_retire=may_retire, form=form, errors=errors)
