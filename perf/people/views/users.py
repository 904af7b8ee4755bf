"""The pages of the system administrator: users are registered, deactivated, and given links to set a password."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.forms import first_errors
from perf.accounts.names import AccountError
from perf.accounts.operations import users as operations
from perf.accounts.queries import account_by_id
from perf.accounts.signing import acting, limits
from perf.departments.operations import DepartmentError
from perf.domain.roles import ADMINISTRATORS, Permission, Role
from perf.people.forms import NewUserForm
from perf.people.operations import NewUser, add_user, link_for_user
from perf.people.queries import Person, department_choices, people
from perf.people.views.searching import found_people
from perf.web import clock
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("users", __name__)

_USER = "/users/<int(max=2147483647):user_id>"


@blueprint.get("/users")
@permitted(Permission.KEEP_USERS)
def found() -> str:
    """Show the users; ``q`` searches names."""
    return render_template("people/users.html", found=found_people())


@blueprint.get("/users/new")
@permitted(Permission.KEEP_USERS)
def new() -> ResponseReturnValue:
    """Ask for a new user."""
    return _new_page(NewUserForm(), [])


@blueprint.post("/users/new")
@permitted(Permission.KEEP_USERS)
def add() -> ResponseReturnValue:
    """Keep a new user."""
    form = NewUserForm(request.form)
    if not form.validate():
        return _new_page(form, first_errors(form))
    typed = NewUser(*(str(field.data or "").strip() for field in form))
    try:
        with acting() as (session, actor):
            user_id = add_user(session, actor, typed, now=clock.now())
    except DepartmentError as error:
        return _new_page(form, [("department_code", str(error))])
    except AccountError as error:
        return _new_page(form, [("sign_in_name", str(error))])
    flash("已登记。接下来发一个链接让本人设密码，再请安全管理员给予角色。")
    return redirect(url_for("users.show", user_id=user_id))


@blueprint.get(_USER)
@permitted(Permission.KEEP_USERS)
def show(user_id: int) -> str:
    """Show one user and what can be done."""
    return _user_page(_person_or_404(user_id), "")[0]


@blueprint.post(f"{_USER}/link")
@permitted(Permission.KEEP_USERS)
def issue_link(user_id: int) -> ResponseReturnValue:
    """Issue a link and print it: this page is the only place where it is ever seen, so it is no redirect."""
    person = _person_or_404(user_id)
    try:
        with acting() as (session, actor):
            token = link_for_user(session, actor, user_id, limits=limits(), now=clock.now())
    except AccountError as error:
        return _user_page(person, str(error))
    link = url_for("signing.link", token=token, _external=True)
    hours = int(limits().link.total_seconds()) // 3600
    return render_template("people/link.html", person=person, link=link, hours=hours)


@blueprint.post(f"{_USER}/deactivate")
@permitted(Permission.KEEP_USERS)
def deactivate(user_id: int) -> ResponseReturnValue:
    """Deactivate a user."""
    person = _person_or_404(user_id)
    try:
        with acting() as (session, actor):
            operations.deactivate(session, actor, user_id, now=clock.now())
    except AccountError as error:
        return _user_page(person, str(error))
    flash("账号已停用，登录都已结束。")
    return redirect(url_for("users.show", user_id=user_id))


@blueprint.post(f"{_USER}/activate")
@permitted(Permission.KEEP_USERS)
def activate(user_id: int) -> ResponseReturnValue:
    """Let a user sign in again."""
    person = _person_or_404(user_id)
    try:
        with acting() as (session, actor):
            operations.activate(session, actor, user_id, now=clock.now())
    except AccountError as error:
        return _user_page(person, str(error))
    flash("账号已重新启用。")
    return redirect(url_for("users.show", user_id=user_id))


def _person_or_404(user_id: int) -> Person:
    session = reading_session()
    account = account_by_id(session, user_id)
    if account is None:
        abort(404)
    return people(session, [account])[0]


def _user_page(person: Person, error: str) -> tuple[str, int]:
    """Show a user; buttons that would be refused are left out."""
    roles = person.account.roles
    page = render_template(
        "people/user.html",
        person=person,
        roles=[role.label for role in Role if role in roles],
        can_change=not roles & ADMINISTRATORS and person.account.id != current_user.account.id,
        error=error,
    )
    return page, 422 if error else 200


def _new_page(form: NewUserForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    departments = department_choices(reading_session())
    page = render_template("people/new_user.html", form=form, errors=errors, departments=departments)
    return page, 422 if errors else 200
