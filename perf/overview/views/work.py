"""The work list, the first page after signing in."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.signing import acting
from perf.departments.operations import DepartmentError
from perf.domain.days import day_in_china
from perf.domain.roles import Permission
from perf.overview.operations.ended_projects import say_ended
from perf.overview.queries.duties import on_duty
from perf.overview.work_page import work_page
from perf.web import clock
from perf.web.guard import permitted, signed_in
from perf.web.session import reading_session

blueprint = Blueprint("work", __name__)

_FIRST_PAGES = (
    (Permission.KEEP_USERS, "users.found"),
    (Permission.GIVE_ROLES, "roles.found"),
    (Permission.READ_SECURITY_LOG, "security_log.entries"),
)
"""Where those who keep the system begin."""


@blueprint.get("/work")
@signed_in
def show() -> ResponseReturnValue:
    """Show what somebody owes and what waits for them; those who keep the system begin elsewhere."""
    for permission, endpoint in _FIRST_PAGES:
        if current_user.may(permission):
            return redirect(url_for(endpoint))
    session, now = reading_session(), clock.now()
    person = on_duty(session, current_user.account, day_in_china(now))
    return render_template("overview/work.html", page=work_page(session, person, now))


@blueprint.post("/work/ended-projects")
@permitted(Permission.DRAFT_TARGETS)
def end_project() -> ResponseReturnValue:
    """Keep that a project of one's unit needs no table for a year, or that it does after all."""
    subject = (_number(request.form.get("project_id", "")), _number(request.form.get("fiscal_year", "")))
    ended, department = request.form.get("has_ended") == "yes", current_user.account.department_id
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            say_ended(session, department, subject, has_ended=ended, user_id=actor.user_id, now=clock.now())
    except DepartmentError:
        abort(404)
    return redirect(url_for("work.show"))


def _number(written: str) -> int:
    """Read a number that a button sent; 0 for what is none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
