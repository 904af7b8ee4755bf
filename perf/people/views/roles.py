"""The pages of the security administrator: who holds which roles, and ending somebody's sign-ins."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.names import AccountError
from perf.accounts.operations import sign_ins
from perf.accounts.operations import users as operations
from perf.accounts.queries import account_by_id, sign_ins_of
from perf.accounts.signing import acting, limits
from perf.domain.roles import PERMISSIONS, Permission, Role
from perf.people.forms import RolesForm
from perf.people.queries import Person, people
from perf.people.views.searching import found_people
from perf.web import clock
from perf.web.field_names import NamedField, fields_named
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("roles", __name__)

_NAMES = {role.value: role.label for role in Role}
_USER = "/roles/<int(max=2147483647):user_id>"


@blueprint.get("/roles")
@permitted(Permission.GIVE_ROLES)
def found() -> str:
    """Show who holds which roles; ``q`` searches names."""
    return render_template("people/roles.html", found=found_people(), labels=_labels)


@blueprint.get(_USER)
@permitted(Permission.GIVE_ROLES)
def show(user_id: int) -> ResponseReturnValue:
    """Show somebody's roles."""
    person = _person_or_404(user_id)
    return _page(person, RolesForm(data={"roles": [role.value for role in person.account.roles]}), "")


@blueprint.post(_USER)
@permitted(Permission.GIVE_ROLES)
@fields_named(lambda name, value: NamedField("角色", _NAMES.get(value, value)) if name == "roles" else None)
def change(user_id: int) -> ResponseReturnValue:
    """Let somebody hold exactly the roles that were ticked."""
    person = _person_or_404(user_id)
    form = RolesForm(request.form)
    if not form.validate():
        return _page(person, form, "没有这样的角色，请在下面重新勾选")
    wanted = frozenset(Role(value) for value in form.roles.data or ())
    try:
        with acting() as (session, actor):
            operations.set_roles(session, actor, user_id, wanted, now=clock.now())
    except AccountError as error:
        return _page(person, form, str(error))
    flash("角色已保存。")
    return redirect(url_for("roles.show", user_id=user_id))


@blueprint.post(f"{_USER}/end-sign-ins")
@permitted(Permission.GIVE_ROLES)
def end_sign_ins(user_id: int) -> ResponseReturnValue:
    """End all of somebody's sign-ins."""
    _person_or_404(user_id)
    with acting() as (session, actor):
        ended = sign_ins.end_sign_ins_of(session, actor, user_id, now=clock.now())
    flash(f"已结束 {ended} 次登录。")
    return redirect(url_for("roles.show", user_id=user_id))


def _person_or_404(user_id: int) -> Person:
    session = reading_session()
    account = account_by_id(session, user_id)
    if account is None:
        abort(404)
    return people(session, [account])[0]


def _labels(roles: frozenset[Role]) -> list[str]:
    return [role.label for role in Role if role in roles]


def _permissions(role: Role) -> list[str]:
    return [permission.label for permission in Permission if permission in PERMISSIONS[role]]


def _page(person: Person, form: RolesForm, error: str) -> tuple[str, int]:
    page = render_template(
        "people/person_roles.html",
        person=person,
        form=form,
        error=error,
        names=_NAMES,
        explained={role.value: "；".join(_permissions(role)) for role in Role},
        sign_ins=sign_ins_of(reading_session(), person.account.id, limits(), clock.now()),
    )
    return page, 422 if error else 200
