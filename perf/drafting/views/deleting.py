"""Deleting a table that was never submitted."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.roles import Permission
from perf.drafting.access import summary_or_404
from perf.drafting.operations.deleting import delete_draft
from perf.drafting.operations.holding import DraftError
from perf.drafting.queries import DraftSummary
from perf.drafting.views.editor import DRAFT
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("deleting", __name__)


@blueprint.get(f"{DRAFT}/delete")
@permitted(Permission.DRAFT_TARGETS)
def ask(draft_id: int) -> str:
    """Ask whether a table is really to be deleted."""
    return _page(summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS), [])


@blueprint.post(f"{DRAFT}/delete")
@permitted(Permission.DRAFT_TARGETS)
def delete(draft_id: int) -> ResponseReturnValue:
    """Delete a table; one that has to stay is shown with the reason."""
    summary = summary_or_404(reading_session(), draft_id, Permission.DRAFT_TARGETS)
    try:
        with acting() as (session, _):
            delete_draft(session, draft_id)
    except DraftError as error:
        return _page(summary, [("table", str(error))]), 409
    flash(f"已删除“{summary.name}”的{summary.fiscal_year}年度绩效目标表。")
    return redirect(url_for("drafts.own"))


def _page(summary: DraftSummary, errors: list[tuple[str, str]]) -> str:
    return render_template("drafting/delete.html", summary=summary, errors=errors)
