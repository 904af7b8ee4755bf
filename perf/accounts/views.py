"""The pages of signing in: sign in, sign out, the first password by a link."""

from datetime import timedelta

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf

from perf.accounts import kept_forms
from perf.accounts.address_pauses import paused_until
from perf.accounts.forms import NewPasswordForm, SignInForm, first_errors
from perf.accounts.kept_forms import KeptForm
from perf.accounts.names import AccountError
from perf.accounts.operations import passwords, sign_ins
from perf.accounts.passwords import hashed
from perf.accounts.queries import Account, account_of_link, kept_hash, signed_in_by
from perf.accounts.signing import acting, enter, former_token, leave, limits, passer_by
from perf.web import clock
from perf.web.errors import error_page, json_error, wants_json
from perf.web.form_sizes import takes_large_forms
from perf.web.guard import SignInNeeded, access_asked_for, public, signed_in_for_the_first_time
from perf.web.session import reading_session, writing_session

blueprint = Blueprint("signing", __name__)

SIGN_IN_AGAIN = "登录已经过期，刚才的内容还没有保存。请在新的标签页里登录，再回到这一页接着做。"
OUTDATED = "这一页是上一次登录时打开的，刚才的内容还没有保存，请再提交一次。"


def register_sign_in(app: Flask) -> None:
    """Lead whoever has to sign in first to the page for it, together with what they typed."""
    app.register_blueprint(blueprint)
    app.register_error_handler(SignInNeeded, _ask_to_sign_in)
    app.register_error_handler(CSRFError, _form_without_token)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; ``next`` is where to go on afterwards."""
    wanted = kept_forms.safe_address(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(wanted)
    return _sign_in_page(SignInForm(), wanted)


@blueprint.post("/sign-in")
@public
@takes_large_forms
def begin() -> ResponseReturnValue:
    """Sign in and go on, or show again the form that was kept."""
    form = SignInForm(request.form)
    wanted, kept = kept_forms.safe_address(request.form.get("next")), kept_forms.form_brought_along()
    if not form.validate():
        return _sign_in_page(form, wanted, kept, errors=first_errors(form), code=422)
    name, password = form.name.data or "", form.password.data or ""
    proof = sign_ins.prove(password, kept_hash(reading_session(), name))
    with writing_session() as session:
        now, visitor = clock.now(), passer_by()
        token = sign_ins.sign_in(session, visitor, name, proof, limits=limits(), now=now)
        signed_in = signed_in_by(session, token, limits(), now) if token else None
        if signed_in is not None:
            sign_ins.end_former(session, visitor, former_token(), now=now)
        pause = paused_until(session, visitor.address, limits(), now)
    if token is None or signed_in is None:
        return _refused(form, wanted, kept, pause - now if pause else None)
    enter(signed_in, token)
    return _send_again_page(kept) if kept is not None else redirect(wanted)


@blueprint.post("/sign-out")
@signed_in_for_the_first_time
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    with acting() as (session, actor):
        sign_ins.sign_out(session, actor, now=clock.now())
    leave()
    flash("已经退出。")
    return redirect(url_for("signing.sign_in"))


@blueprint.get("/links/<token>")
@public
def link(token: str) -> ResponseReturnValue:
    """Ask for the password that a link may set."""
    account = account_of_link(reading_session(), token, clock.now())
    return _password_page(account, NewPasswordForm(), []) if account else _dead_link()


@blueprint.post("/links/<token>")
@public
def use_link(token: str) -> ResponseReturnValue:
    """Set the password."""
    account = account_of_link(reading_session(), token, clock.now())
    if account is None:
        return _dead_link()
    form = NewPasswordForm(request.form)
    if not form.validate():
        return _password_page(account, form, first_errors(form))
    written, again = form.new_password.data or "", form.new_password_again.data or ""
    try:
        new_hash = hashed(passwords.checked_password(written, again, account.sign_in_name))
    except AccountError as error:
        return _password_page(account, form, [("new_password", str(error))])
    try:
        with writing_session() as session:
            passwords.use_link(session, passer_by(), token, new_hash, now=clock.now())
    except AccountError:
        return _dead_link()
    leave()
    flash("密码已设好，请用它登录。")
    return redirect(url_for("signing.sign_in"))


def _ask_to_sign_in(_: SignInNeeded) -> ResponseReturnValue:
    """Lead to the sign-in page; what a form sent is kept on it. A script is told, and keeps what it sent itself."""
    if wants_json():
        return json_error("sign-in", SIGN_IN_AGAIN, 401)
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("signing.sign_in", next=request.full_path.rstrip("?")))
    kept = kept_forms.form_of_this_request()
    if not kept.fields:
        return redirect(url_for("signing.sign_in"))
    return _sign_in_page(SignInForm(), "/", kept, code=401)


def _form_without_token(error: CSRFError) -> ResponseReturnValue:
    """Answer a form without a valid token: the browser forgot its cookie or signed in anew, or another site sent it.

    What one of our own pages sent is kept; nothing is done with it before it is sent again on purpose.
    """
    access = access_asked_for()
    if not kept_forms.came_from_here() or access is None:
        return error_page(error)
    if request.endpoint == "signing.begin":
        sentence = "页面打开太久已经失效，或浏览器不接受 Cookie。请在本页再登录一次"
        kept = kept_forms.form_brought_along()
        return _sign_in_page(SignInForm(), "/", kept, errors=[("name", sentence)], code=400)
    return error_page(error) if access.is_public else _own_form_without_token()


def _own_form_without_token() -> ResponseReturnValue:
    """Keep what a page of this site sent: to be sent after signing in, or once more by whoever did so already."""
    if not current_user.is_authenticated:
        if wants_json():
            return json_error("sign-in", SIGN_IN_AGAIN, 401)
        return _sign_in_page(SignInForm(), "/", kept_forms.form_of_this_request(), code=400)
    if wants_json():
        return json_error("outdated-form", OUTDATED, 400, csrf_token=generate_csrf())
    return _send_again_page(kept_forms.form_of_this_request()), 400


def _refused(form: SignInForm, wanted: str, kept: KeptForm | None, pause: timedelta | None) -> ResponseReturnValue:
    """Say that nobody was signed in; the same words whatever the reason is."""
    set_here = limits()
    if pause is not None:
        minutes = -(-int(pause.total_seconds()) // 60) or 1
        sentence = (
            f"从您这个网络地址登录，输错的次数太多，暂时停了，请过 {minutes} 分钟再试；"
            "最近 30 天在这里登录过的账号不受影响，请核对登录名和密码"
        )
        page, code = _sign_in_page(form, wanted, kept, errors=[("name", sentence)], code=429)
        return page, code, {"Retry-After": str(minutes * 60)}
    sentence = (
        "登录名或密码不对，或者账号已停用、已锁住。"
        f"连续输错 {set_here.failures} 次，账号会锁 {int(set_here.lock.total_seconds()) // 60} 分钟；"
        "忘了密码，请系统管理员发一个链接"
    )
    return _sign_in_page(form, wanted, kept, errors=[("name", sentence)], code=422)


def _send_again_page(kept: KeptForm) -> str:
    return render_template("accounts/send_again.html", kept=kept, shown=kept_forms.shown(kept))


def _sign_in_page(
    form: SignInForm,
    wanted: str,
    kept: KeptForm | None = None,
    *,
    errors: list[tuple[str, str]] | None = None,
    code: int = 200,
) -> tuple[str, int]:
    page = render_template("accounts/sign_in.html", form=form, wanted=wanted, kept=kept, errors=errors or [])
    return page, code


def _password_page(account: Account, form: NewPasswordForm, errors: list[tuple[str, str]]) -> tuple[str, int]:
    page = render_template("accounts/first_password.html", account=account, form=form, errors=errors)
    return page, 422 if errors else 200


def _dead_link() -> tuple[str, int]:
    return render_template("accounts/dead_link.html", sentence=passwords.LINK_IS_DEAD), 410
