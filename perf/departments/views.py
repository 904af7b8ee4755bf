"""The pages on which the system administrator keeps the departments: the list, a new one, and changing one."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.forms import first_errors
from perf.accounts.signing import acting
from perf.departments.forms import DepartmentForm, NewDepartmentForm
from perf.departments.operations import DepartmentError, add_department, change_department
from perf.departments.queries import department_choices, department_list
from perf.departments.tree import ListedDepartment
from perf.domain.roles import Permission
from perf.web import clock
from perf.web.field_names import fields_named, names_of
from perf.web.guard import permitted
from perf.web.paging import SEARCH_LIMIT, asked_page
from perf.web.session import reading_session

blueprint = Blueprint("departments", __name__)

_DEPARTMENT = "/units/<int(max=2147483647):department_id>"


@blueprint.get("/units")
@permitted(Permission.KEEP_DEPARTMENTS)
def found() -> str:
    """Show the departments; ``q`` searches names and codes."""
    searched = request.args.get("q", "").strip()[:SEARCH_LIMIT]
    wanted = [entry for entry in department_list(reading_session()) if entry.has(searched)]
    paging = asked_page(len(wanted))
    shown = wanted[paging.offset : paging.offset + paging.size]
    return render_template("departments/list.html", departments=shown, searched=searched, paging=paging)


@blueprint.get("/units/new")
@permitted(Permission.KEEP_DEPARTMENTS)
def new() -> ResponseReturnValue:
    """Ask for a new department; ``above`` is the code of the one that is to supervise it."""
    return _new_page(NewDepartmentForm(data={"supervising_code": request.args.get("above", "")[:SEARCH_LIMIT]}), [])


@blueprint.post("/units/new")
@permitted(Permission.KEEP_DEPARTMENTS)
@fields_named(names_of(NewDepartmentForm))
def add() -> ResponseReturnValue:
    """Keep a new department."""
    form = NewDepartmentForm(request.form)
    if not form.validate():
        return _new_page(form, first_errors(form))
    code, name, above = (_typed(form, field) for field in ("code", "name", "supervising_code"))
    try:
        with acting() as (session, actor):
            number = add_department(session, actor, code, name, supervising_code=above or None, now=clock.now())
    except DepartmentError as error:
        return _new_page(form, [(error.field, str(error))])
    flash(f"已登记单位 {code}。")
    return redirect(url_for("departments.show", department_id=number))


@blueprint.get(_DEPARTMENT)
@permitted(Permission.KEEP_DEPARTMENTS)
def show(department_id: int) -> ResponseReturnValue:
    """Show a department and what of it can be changed."""
    listed = _department_or_404(department_id)
    above = listed.above[-1].code if listed.above else ""
    return _page(listed, DepartmentForm(data={"name": listed.row.name, "supervising_code": above}), [])


@blueprint.post(_DEPARTMENT)
@permitted(Permission.KEEP_DEPARTMENTS)
@fields_named(names_of(DepartmentForm))
def change(department_id: int) -> ResponseReturnValue:
    """Change a department."""
    listed = _department_or_404(department_id)
    form = DepartmentForm(request.form)
    if not form.validate():
        return _page(listed, form, first_errors(form))
    name, above = _typed(form, "name"), _typed(form, "supervising_code")
    try:
        with acting() as (session, actor):
            change_department(session, actor, department_id, name, supervising_code=above or None, now=clock.now())
    except DepartmentError as error:
        return _page(listed, form, [(error.field, str(error))])
    flash("单位已保存。")
    return redirect(url_for("departments.show", department_id=department_id))


def _typed(form: DepartmentForm, name: str) -> str:
    return str(form[name].data or "").strip()


def _department_or_404(number: int) -> ListedDepartment:
    listed = next((entry for entry in department_list(reading_session()) if entry.row.id == number), None)
    if listed is None:
        abort(404)
    return listed


def _new_page(form: NewDepartmentForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    choices = department_choices(reading_session())
    page = render_template("departments/new.html", form=form, errors=errors, choices=choices)
    return page, 422 if errors else 200


def _page(listed: ListedDepartment, form: DepartmentForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    """Show a department; those below it cannot supervise it, so they are not offered."""
    everyone = department_list(reading_session())
    page = render_template(
        "departments/department.html",
        listed=listed,
        form=form,
        errors=errors,
        choices=[(entry.row.code, entry.row.name) for entry in everyone if listed.row not in (entry.row, *entry.above)],
        below=[entry for entry in everyone if entry.above and entry.above[-1] == listed.row],
    )
    return page, 422 if errors else 200
