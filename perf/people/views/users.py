"""The pages of the system administrator: users are registered, changed, deactivated, given links."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.forms import first_errors
from perf.accounts.names import AccountError
from perf.accounts.operations import users as operations
from perf.accounts.queries import account_by_id
from perf.accounts.signing import acting, limits
from perf.departments.operations import DepartmentError
from perf.departments.queries import department_choices
from perf.domain.roles import ADMINISTRATORS, Permission, Role
from perf.people.forms import NewUserForm, UserForm
from perf.people.operations import NewUser, TypedParticulars, add_user, change_person, link_for_user
from perf.people.queries import Person, people
from perf.people.views.searching import found_people
from perf.web import clock
from perf.web.field_names import fields_named, names_of
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
@fields_named(names_of(NewUserForm))
def add() -> ResponseReturnValue:
    """Keep a new user."""
    form = NewUserForm(request.form)
    if not form.validate():
        return _new_page(form, first_errors(form))
    try:
        with acting() as (session, actor):
            user_id = add_user(session, actor, NewUser(**_typed(form)), now=clock.now())
    except (AccountError, DepartmentError) as error:
        return _new_page(form, [_beside_its_field(error)])
    flash("已登记。接下来发一个链接让本人设密码，再请安全管理员给予角色。")
    return redirect(url_for("users.show", user_id=user_id))


@blueprint.get(f"{_USER}/change")
@permitted(Permission.KEEP_USERS)
def edit(user_id: int) -> ResponseReturnValue:
    """Ask what is to be changed about a user."""
    person = _person_or_404(user_id)
    account = person.account
    typed = {"full_name": account.full_name, "department_code": person.department_code, "email": account.email}
    return _change_page(person, UserForm(data=typed), [])


@blueprint.post(f"{_USER}/change")
@permitted(Permission.KEEP_USERS)
@fields_named(names_of(UserForm))
def change(user_id: int) -> ResponseReturnValue:
    """Change name, department and e-mail address of a user."""
    person = _person_or_404(user_id)
    form = UserForm(request.form)
    if not form.validate():
        return _change_page(person, form, first_errors(form))
    try:
        with acting() as (session, actor):
            change_person(session, actor, user_id, TypedParticulars(**_typed(form)), now=clock.now())
    except (AccountError, DepartmentError) as error:
        return _change_page(person, form, [_beside_its_field(error)])
    flash("账号资料已保存。")
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


def _typed(form: UserForm) -> dict[str, str]:
    """Give what was typed, by field."""
    return {field.name: str(field.data or "").strip() for field in form}


def _beside_its_field(error: AccountError | DepartmentError) -> tuple[str, str]:
    """Give the field that a refusal is about, and the refusal."""
    return ("department_code" if isinstance(error, DepartmentError) else error.field, str(error))


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
        can_change=_can_change(person),
        error=error,
    )
    return page, 422 if error else 200


def _can_change(person: Person) -> bool:
    """Tell whether the account is within the system administrator's reach."""
    return not person.account.roles & ADMINISTRATORS and person.account.id != current_user.account.id


def _change_page(person: Person, form: UserForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    page = render_template(
        "people/change_user.html",
        person=person,
        form=form,
        errors=errors,
        can_change=_can_change(person),
        departments=department_choices(reading_session()),
    )
    return page, 422 if errors else 200


def _new_page(form: NewUserForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    departments = department_choices(reading_session())
    page = render_template("people/new_user.html", form=form, errors=errors, departments=departments)
    return page, 422 if errors else 200
