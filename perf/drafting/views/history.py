"""The past of a draft: every change of every cell with who and when; what a cell or a row held is given back to it."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.signing import acting
from perf.departments.queries import reach_of
from perf.domain.drafts.cells import cell_labels
from perf.domain.roles import Permission
from perf.drafting.access import draft_or_404, summary_or_404
from perf.drafting.history import ChangeFilter, change_by_id, changes_of, people_of
from perf.drafting.history_page import Past, history_page
from perf.drafting.operations.holding import DraftClosed, DraftError
from perf.drafting.operations.lines import bring_back_line
from perf.drafting.operations.restoring import restore_cell
from perf.drafting.operations.saving import Saved
from perf.drafting.queries import KEYS, draft_rows
from perf.drafting.views.editor import DRAFT
from perf.table_schemas import schema_by_id
from perf.web import clock
from perf.web.guard import permitted, signed_in
from perf.web.session import read_again, reading_session
from perf.web.wording import say_moment

blueprint = Blueprint("history", __name__)

_HISTORY = f"{DRAFT}/history"
_PAGE = 50


@blueprint.get(_HISTORY)
@signed_in
def show(draft_id: int) -> str:
    """Show the changes; ``row``, ``cell``, ``person`` and ``day`` choose from them, ``before`` goes on."""
    return _page(draft_id, _wanted(draft_id), _number("before"))


@blueprint.post(f"{_HISTORY}/<int(max=2147483647):change_id>/restore")
@permitted(Permission.DRAFT_TARGETS)
def restore(draft_id: int, change_id: int) -> ResponseReturnValue:
    """Give a cell back what it held before a change; what somebody else typed meanwhile is shown first."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    change = change_by_id(reading_session(), draft_id, change_id)
    if change is None or change.cell is None:
        abort(404)
    wanted = ChangeFilter(change.row_id, change.cell)
    version = request.form.get("version", type=int) or 0
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            saved = restore_cell(session, draft_id, change_id, version=version, user_id=actor.user_id, now=clock.now())
    except DraftError as error:
        return _refused(draft_id, wanted, error)
    if not saved.is_whole:
        read_again()
        return _page(draft_id, wanted, refusal=_unkept(saved)), 409
    flash("已恢复。")
    return redirect(url_for("history.show", draft_id=draft_id, row=change.row_id, cell=change.cell))


@blueprint.post(f"{DRAFT}/rows/<int(max=2147483647):row_id>/bring-back")
@permitted(Permission.DRAFT_TARGETS)
def bring_back(draft_id: int, row_id: int) -> ResponseReturnValue:
    """Bring a removed row back to where it stood."""
    summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            bring_back_line(session, draft_id, row_id, user_id=actor.user_id, now=clock.now())
    except DraftError as error:
        return _refused(draft_id, ChangeFilter(), error)
    flash("这一行已恢复。")
    return redirect(url_for("history.show", draft_id=draft_id, row=row_id))


def _page(draft_id: int, wanted: ChangeFilter, before: int | None = None, *, refusal: str | None = None) -> str:
    session = reading_session()
    kept = draft_or_404(session, draft_id)
    schema = schema_by_id(kept.summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    may_draft = reach_of(session, current_user.account).may(Permission.DRAFT_TARGETS, kept.summary.department_id)
    removed = draft_rows(session, draft_id, removed=True)
    past = Past(kept, schema, removed, may_draft and kept.summary.is_open)
    if wanted.row_id is not None and wanted.row_id not in past.rows:
        abort(404)
    found = changes_of(session, draft_id, wanted, before=before, limit=_PAGE + 1)
    older = found[_PAGE - 1].id if len(found) > _PAGE else None
    page = history_page(past, wanted, found[:_PAGE], older, people_of(session, draft_id))
    return render_template("drafting/history.html", page=page, before=before, refusal=refusal, may_draft=may_draft)


def _wanted(draft_id: int) -> ChangeFilter:
    """Read which changes the address asks for; what it cannot ask for is passed over."""
    schema = schema_by_id(summary_or_404(reading_session(), draft_id).schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    cell = request.args.get("cell", "")
    is_cell = any(cell in cells for cells in cell_labels(schema).values())
    return ChangeFilter(_number("row"), cell if is_cell else None, _number("person"), _day(request.args.get("day", "")))


def _number(name: str) -> int | None:
    """Read a key from the address."""
    number = request.args.get(name, type=int)
    return number if number is not None and number in KEYS else None


def _day(written: str) -> date | None:
    """Read a day as browsers write it; anything else is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _refused(draft_id: int, wanted: ChangeFilter, error: DraftError) -> ResponseReturnValue:
    read_again()
    return _page(draft_id, wanted, refusal=str(error)), 409 if isinstance(error, DraftClosed) else 422


def _unkept(saved: Saved) -> str:
    """Say why a cell was not given back what it held."""
    for refusal in saved.refusals:
        return refusal.sentence
    [conflict] = saved.conflicts
    when = f" {say_moment(conflict.at)}" if conflict.at else ""
    return f"{conflict.by or '别人'}{when} 刚改过这一格，没有恢复；请看过现在的内容，还要恢复再按一次"
