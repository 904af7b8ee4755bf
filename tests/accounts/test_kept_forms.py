"""A form that met an expired sign-in, or one begun anew: kept whole, shown in words; scripts are told in JSON."""

from dataclasses import replace

import pytest
from flask import Flask, Response
from lxml.html import HtmlElement

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import give_generated_password
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.database import transaction
from perf.domain.roles import Role
from perf.settings import SignInLimits
from perf.web import clock
from perf.web.form_sizes import takes_large_forms
from perf.web.guard import signed_in
from tests.pages import HOSTILE, NOW, UPLOAD_LIMIT, CheckedClient, checked_client, engine_of, page_of
from tests.signing_in import TestUser, make_user_of, send, signed_in_client, try_to_sign_in

OURS = {"Origin": "http://localhost"}
SCRIPT = {"Accept": "application/json"}
ROWS = {f"cells-{row}-{column}": f"第{row}行{HOSTILE}" for row in range(200) for column in range(9)}


@pytest.fixture
def user(app: Flask) -> TestUser:
    """Somebody who keeps users."""
    return make_user_of(app, "LiNa", Role.SYSTEM_ADMINISTRATOR, now=NOW)


@pytest.fixture
def wide_app(app: Flask) -> Flask:
    """The application with a view that takes any form."""

    def take() -> Response:
        return Response("taken", mimetype="text/plain")

    app.add_url_rule("/wide", "wide", takes_large_forms(signed_in(take)), methods=["POST"])
    return app


def end_sign_in(app: Flask, user: TestUser) -> None:
    with transaction(engine_of(app)) as session:
        end_sign_ins_of(session, COMMAND_LINE, user.id, now=clock.now())


def carried(page: HtmlElement) -> dict[str, list[str]]:
    """The fields in which the sign-in page carries a form along."""
    names = ("kept-path", "kept-name", "kept-value")
    return {name: page.xpath(f"//input[@name='{name}']/@value") for name in names}


def test_a_kept_form_is_shown_by_the_names_that_its_page_gives(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    token = client.token()
    end_sign_in(app, user)
    fields = {"full_name": HOSTILE, "department_code": " ", "email": "x" * 500, "unknown": "值"}
    refused = page_of(client.post("/users/new", data={**fields, "csrf_token": token}))
    page = page_of(try_to_sign_in(client, user.name, user.password, **carried(refused)))
    shown = [(row.findtext("dt"), row.findtext("dd")) for row in page.xpath("//dl/div")]
    assert shown == [("姓名", HOSTILE), ("邮箱", "x" * 200 + "……（共 500 字）"), ("unknown", "值")]


def test_roles_that_were_ticked_are_shown_by_their_names(app: Flask) -> None:
    security = make_user_of(app, "security", Role.SECURITY_ADMINISTRATOR, now=NOW)
    client = signed_in_client(app, security)
    response = client.post("/roles/1", data={"roles": ["auditor", "drafter"]}, headers=OURS)
    assert page_of(response).xpath("//dl//dd/text()") == ["审计", "填报人"]


@pytest.mark.parametrize("is_multipart", [False, True])
def test_a_table_of_two_hundred_rows_is_kept_whole_and_shown_shortened(
    wide_app: Flask, user: TestUser, is_multipart: bool
) -> None:
    client = signed_in_client(wide_app, user)
    token = client.token()
    end_sign_in(wide_app, user)
    kind = "multipart/form-data" if is_multipart else "application/x-www-form-urlencoded"
    refused = client.post("/wide", data={**ROWS, "csrf_token": token}, content_type=kind)
    assert refused.status_code == 401
    again = page_of(try_to_sign_in(client, user.name, user.password, **carried(page_of(refused))))
    (form,) = again.xpath("//main//form")
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert {name: value for name, value in sent.items() if name != "csrf_token"} == ROWS
    assert len(form.xpath(".//dl/div")) == 40
    assert "还有 1760 项" in form.text_content()
    assert client.post("/wide", data=sent).text == "taken"


def test_a_form_that_is_larger_than_any_file_comes_through_signing_in(wide_app: Flask, user: TestUser) -> None:
    client, text = signed_in_client(wide_app, user), "标" * 400_000
    assert len(text) * 9 > UPLOAD_LIMIT
    token = client.token()
    end_sign_in(wide_app, user)
    refused = page_of(client.post("/wide", data={"text": text, "csrf_token": token}))
    again = page_of(try_to_sign_in(client, user.name, user.password, **carried(refused)))
    assert again.xpath("string(//input[@name='text']/@value)") == text


def test_a_page_that_is_open_since_the_former_sign_in_loses_nothing(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    outdated = client.token()
    try_again(client, user)
    typed = {"sign_in_name": "newcomer", "full_name": "某某", "csrf_token": outdated}
    response = client.post("/users/new", data=typed, headers=OURS)
    assert response.status_code == 400
    (form,) = page_of(response).xpath("//main//form")
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert client.post(form.get("action"), data=sent).status_code == 302
    assert client.post("/users/new", data=typed, headers={"Origin": "https://evil.example"}).status_code == 400
    assert "newcomer" not in client.post("/users/new", data=typed, headers={"Origin": "https://evil.example"}).text


def try_again(client: CheckedClient, user: TestUser) -> None:
    """Sign in once more from a sign-in page that was left open."""
    token = client.token()
    answer = client.post("/sign-in", data={"csrf_token": token, "name": user.name, "password": user.password})
    assert answer.status_code == 302


def test_signing_in_again_ends_what_the_browser_held(app: Flask, user: TestUser) -> None:
    client, thief = signed_in_client(app, user), checked_client(app)
    cookie = client.get_cookie("jixiao")
    assert cookie is not None
    thief.set_cookie("jixiao", cookie.value)
    assert thief.get("/account").status_code == 200
    try_again(client, user)
    assert thief.get("/account").status_code == 302
    assert client.get("/account").status_code == 200


def test_a_script_is_told_to_sign_in(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    token = client.token()
    end_sign_in(app, user)
    for answer in (
        client.get("/account", headers=SCRIPT),
        client.post("/users/new", data={"csrf_token": token, "full_name": "某某"}, headers=SCRIPT),
        checked_client(app).post("/users/new", data={"full_name": "某某"}, headers={**SCRIPT, **OURS}),
    ):
        assert answer.status_code == 401
        assert answer.json is not None
        assert answer.json["error"] == "sign-in"
        assert "登录已经过期" in answer.json["message"]
        assert "Location" not in answer.headers


def test_a_script_of_an_outdated_page_is_given_a_token_that_works(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    outdated = client.token()
    try_again(client, user)
    fields = {"sign_in_name": "newcomer", "full_name": "某某", "csrf_token": outdated}
    answer = client.post("/users/new", data=fields, headers={**SCRIPT, **OURS})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == "outdated-form"
    fields["csrf_token"] = answer.json["csrf_token"]
    assert client.post("/users/new", data=fields, headers=SCRIPT).status_code == 302
    elsewhere = client.post("/users/new", data={}, headers={**SCRIPT, "Origin": "https://evil.example"})
    assert elsewhere.json is not None
    assert elsewhere.json["error"] == "bad-request"
    assert "csrf_token" not in elsewhere.json


def test_a_script_of_somebody_who_has_to_change_the_password_gets_no_page_for_an_answer(app: Flask) -> None:
    newcomer = make_user_of(app, "newcomer", Role.AUDITOR, now=NOW)
    with transaction(engine_of(app)) as session:
        given = give_generated_password(session, COMMAND_LINE, newcomer.id, now=NOW)
    client = checked_client(app)
    try_to_sign_in(client, newcomer.name, given)
    answer = client.get("/account", headers=SCRIPT)
    assert (answer.status_code, answer.mimetype) == (403, "application/json")


def test_an_address_with_too_many_failures_is_asked_to_wait(app: Flask, user: TestUser) -> None:
    settings = app.extensions["jixiao-settings"]
    app.extensions["jixiao-settings"] = replace(settings, sign_in=SignInLimits(address_failures=3))
    client = checked_client(app)
    for number in range(2):
        assert try_to_sign_in(client, f"nobody-{number}", "wrong").status_code == 422
    for name, password in (("nobody", "wrong"), ("nobody", "wrong"), (user.name, user.password), (user.name, "wrong")):
        answer = try_to_sign_in(client, name, password)
        assert answer.status_code == 429
        assert "请过 15 分钟再试" in answer.text
        assert answer.headers["Retry-After"] == "900"
    client.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert send(client, "/sign-in", name=user.name, password=user.password).status_code == 302
