"""The tables of one's department, and beginning a new one."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.forms import first_errors
from perf.accounts.signing import acting
from perf.departments.operations import DepartmentError
from perf.departments.queries import reach_of
from perf.domain.drafts.beginning import empty_rows
from perf.domain.roles import Permission
from perf.drafting.forms import NewDraftForm
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.drafting.operations.holding import DraftError
from perf.drafting.queries import drafts_of
from perf.table_schemas import all_schemas, schema_by_id
from perf.web import clock
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("drafts", __name__)


@blueprint.get("/drafts")
@permitted(Permission.DRAFT_TARGETS)
def own() -> str:
    """Show the tables of one's department."""
    session = reading_session()
    ids = reach_of(session, current_user.account).ids_for(Permission.DRAFT_TARGETS)
    return render_template("drafting/drafts.html", drafts=drafts_of(session, ids))


@blueprint.get("/drafts/new")
@permitted(Permission.DRAFT_TARGETS)
def new() -> str:
    """Ask what a new table is about."""
    return _new_page(_form(NewDraftForm(data={"fiscal_year": clock.now().year + 1})), [])


@blueprint.post("/drafts/new")
@permitted(Permission.DRAFT_TARGETS)
def begin() -> ResponseReturnValue:
    """Begin a table."""
    form = _form(NewDraftForm(request.form))
    department_id = current_user.account.department_id
    schema = schema_by_id(str(form.schema_id.data))
    if not form.validate() or schema is None:
        return _new_page(form, first_errors(form)), 422
    if department_id is None:
        return _new_page(form, [("schema_id", "您的账号还没有归到单位，请联系系统管理员")]), 422
    draft = NewDraft(department_id, form.fiscal_year.data or 0, schema, form.project_name.data)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            draft_id = begin_draft(session, draft, empty_rows(schema), user_id=actor.user_id, now=clock.now())
    except (DraftError, DepartmentError) as error:
        return _new_page(form, [("project_name", str(error))]), 422
    return redirect(url_for("editor.show", draft_id=draft_id))


def _form(form: NewDraftForm) -> NewDraftForm:
    """Let the form offer every form there is, newest name last."""
    form.schema_id.choices = [(schema.id, schema.name) for schema in all_schemas()]
    return form


def _new_page(form: NewDraftForm, errors: list[tuple[str, str]]) -> str:
    return render_template("drafting/new.html", form=form, errors=errors)
