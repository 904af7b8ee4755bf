"""One's own account: who one is here, one's e-mail address and password, and the browsers in which one is signed in."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from perf.accounts.forms import ChangePasswordForm, first_errors
from perf.accounts.names import AccountError
from perf.accounts.operations import passwords, sign_ins
from perf.accounts.operations.users import change_own_email
from perf.accounts.passwords import hashed
from perf.accounts.queries import kept_hash, sign_ins_of
from perf.accounts.signing import Visitor, acting, limits
from perf.domain.roles import Role
from perf.people.forms import OwnEmailForm
from perf.people.queries import people
from perf.web import clock
from perf.web.field_names import fields_named, names_of
from perf.web.guard import signed_in, signed_in_for_the_first_time
from perf.web.session import reading_session

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@signed_in
def show() -> ResponseReturnValue:
    """Show one's account."""
    visitor: Visitor = current_user
    return _page(OwnEmailForm(data={"email": visitor.account.email}), [])


@blueprint.post("/account/email")
@signed_in
@fields_named(names_of(OwnEmailForm))
def change_email() -> ResponseReturnValue:
    """Change one's own e-mail address."""
    form = OwnEmailForm(request.form)
    try:
        with acting() as (session, actor):
            change_own_email(session, actor, form.email.data or "", now=clock.now())
    except AccountError as error:
        return _page(form, [(error.field, str(error))])
    flash("邮箱已保存。")
    return redirect(url_for("account.show"))


@blueprint.get("/account/password")
@signed_in_for_the_first_time
def password() -> ResponseReturnValue:
    """Ask for a new password."""
    return _password_page(ChangePasswordForm(), [])


@blueprint.post("/account/password")
@signed_in_for_the_first_time
def change_password() -> ResponseReturnValue:
    """Change the password."""
    visitor: Visitor = current_user
    form = ChangePasswordForm(request.form)
    if not form.validate():
        return _password_page(form, first_errors(form))
    name = visitor.account.sign_in_name
    present, written = form.present_password.data or "", form.new_password.data or ""
    try:
        passwords.checked_password(written, form.new_password_again.data or "", name)
    except AccountError as error:
        return _password_page(form, [("new_password", str(error))])
    if written == present:
        return _password_page(form, [("new_password", "新密码和现在的密码一样，请换一个")])
    proof, new_hash = sign_ins.prove(present, kept_hash(reading_session(), name)), hashed(written)
    try:
        with acting() as (session, actor):
            is_changed = passwords.change_password(session, actor, proof, new_hash, limits=limits(), now=clock.now())
    except AccountError as error:
        return _password_page(form, [("present_password", str(error))])
    if not is_changed:
        return _password_page(form, [("present_password", "现在的密码不对，请重新输入")])
    flash("密码已修改，在别处的登录都已结束。")
    return redirect(url_for("account.show"))


@blueprint.post("/account/sign-ins/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    """End one's other sign-ins."""
    with acting() as (session, actor):
        ended = sign_ins.end_other_sign_ins(session, actor, now=clock.now())
    flash(f"已结束别处的 {ended} 次登录。")
    return redirect(url_for("account.show"))


@blueprint.post("/account/sign-ins/<int(max=2147483647):sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """End one of one's own sign-ins; somebody else's is not found."""
    try:
        with acting() as (session, actor):
            sign_ins.end_own_sign_in(session, actor, sign_in_id, now=clock.now())
    except AccountError:
        abort(404)
    flash("已结束这次登录。")
    return redirect(url_for("account.show"))


def _page(form: OwnEmailForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    visitor: Visitor = current_user
    session = reading_session()
    (person,) = people(session, [visitor.account])
    page = render_template(
        "people/account.html",
        person=person,
        form=form,
        errors=errors,
        roles=[role.label for role in Role if role in person.account.roles],
        sign_ins=sign_ins_of(session, person.account.id, limits(), clock.now()),
        here=visitor.sign_in_id,
    )
    return page, 422 if errors else 200


def _password_page(form: ChangePasswordForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    page = render_template("people/password.html", form=form, errors=errors)
    return page, 422 if errors else 200
