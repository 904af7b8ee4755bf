"""Signing in on the pages: cookies, addresses to go on to, what was typed, and one sentence for every refusal."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import give_generated_password, issue_link
from perf.accounts.operations.users import deactivate, set_roles
from perf.accounts.passwords import generated
from perf.database import transaction
from perf.domain.roles import Role
from perf.web import clock
from perf.web.browsers import browser_name
from tests.pages import HOSTILE, NOW, CheckedClient, checked_client, engine_of, page_of
from tests.signing_in import LIMITS, TestUser, make_user_of, send, signed_in_client, try_to_sign_in


@pytest.fixture
def user(app: Flask) -> TestUser:
    """Somebody who keeps users."""
    return make_user_of(app, "LiNa", Role.SYSTEM_ADMINISTRATOR, now=NOW)


def test_the_pages_say_who_is_signed_in_and_how_to_leave(app: Flask, client: CheckedClient, user: TestUser) -> None:
    assert client.page("/").xpath("string(//header//a[@href='/sign-in'])") == "登录"
    inside = signed_in_client(app, user)
    header = inside.page("/").xpath("//header")[0]
    assert "某某" in header.text_content()
    assert header.xpath(".//a[@href='/account'] and .//form[@action='/sign-out' and @method='post']")
    assert send(inside, "/sign-out").headers["Location"] == "/sign-in"
    assert inside.get("/account").status_code == 302


def test_every_refusal_is_the_same_page(app: Flask, user: TestUser) -> None:
    locked = make_user_of(app, "locked", now=NOW)
    gone = make_user_of(app, "gone", now=NOW)
    with transaction(engine_of(app)) as session:
        deactivate(session, COMMAND_LINE, gone.id, now=NOW)
    client = checked_client(app)
    for _ in range(LIMITS.failures):
        try_to_sign_in(client, "locked", "wrong")
    answers = {
        page_of(response).xpath("string(//main//*[@role='alert'])")
        for response in (
            try_to_sign_in(client, "nobody", "wrong"),
            try_to_sign_in(client, user.name, "wrong"),
            try_to_sign_in(client, "locked", locked.password),
            try_to_sign_in(client, "gone", gone.password),
            try_to_sign_in(client, HOSTILE, HOSTILE),
        )
        if response.status_code == 422
    }
    assert len(answers) == 1
    assert "15 分钟" in answers.pop()


def test_what_is_missing_is_asked_for_and_the_password_is_never_shown(client: CheckedClient) -> None:
    response = try_to_sign_in(client, "", "secret-word")
    assert response.status_code == 422
    assert "还没有填登录名" in response.text
    assert "secret-word" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
        *(
            "/\t/evil.example",
            "http:///evil.example",
            "/nothing-here",
            "",
            "/sign-out",
            "/%0d%0aSet-Cookie:a=b",
            "///x",
        ),
    ],
)
def test_one_goes_on_only_to_a_page_of_this_site(app: Flask, user: TestUser, address: str) -> None:
    client = checked_client(app)
    response = try_to_sign_in(client, user.name, user.password, next=address)
    assert response.headers["Location"] == "/work"
    signed_in = client.get("/sign-in", query_string={"next": address})
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/work")


def test_one_comes_to_the_page_that_was_asked_for(app: Flask, user: TestUser) -> None:
    client = checked_client(app)
    page = page_of(client.get("/users?q=a&page=2", follow_redirects=True))
    wanted = page.xpath("string(//input[@name='next']/@value)")
    assert wanted == "/users?q=a&page=2"
    assert try_to_sign_in(client, user.name, user.password, next=wanted).headers["Location"] == wanted


def cookie_of(client: CheckedClient) -> str:
    cookie = client.get_cookie("jixiao")
    assert cookie is not None
    return cookie.value


def test_nothing_a_browser_held_before_is_kept_by_signing_in(app: Flask, user: TestUser) -> None:
    client = checked_client(app)
    token = client.token()
    planted = cookie_of(client)
    try_to_sign_in(client, user.name, user.password)
    assert cookie_of(client) != planted
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 400
    other = checked_client(app)
    other.set_cookie("jixiao", planted)
    assert other.get("/account").status_code == 302


def test_a_signed_out_cookie_is_worth_nothing(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    stolen = cookie_of(client)
    send(client, "/sign-out")
    thief = checked_client(app)
    thief.set_cookie("jixiao", stolen)
    assert thief.get("/account").status_code == 302


def test_the_cookie_is_for_this_site_and_no_script(app: Flask, user: TestUser) -> None:
    client = checked_client(app)
    response = try_to_sign_in(client, user.name, user.password)
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    page = client.get("/sign-in", base_url="https://localhost")
    assert page.status_code in {200, 302}


def move_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_sign_in_that_nobody_uses_ends_and_one_in_use_stays(
    app: Flask, user: TestUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in_client(app, user)
    begin = clock.now()
    for hours in (7, 14, 21):
        move_clock(monkeypatch, begin + timedelta(hours=hours))
        assert client.get("/account").status_code == 200
    move_clock(monkeypatch, begin + timedelta(hours=29, minutes=1))
    assert client.get("/account").status_code == 302


def test_no_sign_in_lasts_longer_than_a_week(app: Flask, user: TestUser, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in_client(app, user)
    begin = clock.now()
    for hours in range(7, 7 * 24, 7):
        move_clock(monkeypatch, begin + timedelta(hours=hours))
        assert client.get("/account").status_code == 200
    move_clock(monkeypatch, begin + timedelta(days=7))
    assert client.get("/account").status_code == 302


TYPED = {"sign_in_name": "新人", "full_name": HOSTILE, "department_code": "第一行\n第二行"}


def end_sign_in(app: Flask, user: TestUser) -> None:
    """End the sign-in behind a page that is open, as the security administrator may."""
    with transaction(engine_of(app)) as session:
        from perf.accounts.operations.sign_ins import end_sign_ins_of

        end_sign_ins_of(session, COMMAND_LINE, user.id, now=clock.now())


def test_what_was_typed_survives_an_expired_sign_in(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    token = client.token()
    end_sign_in(app, user)
    refused = client.post("/users/new", data={**TYPED, "csrf_token": token, "my_password": "secret-word"})
    assert refused.status_code == 401
    page = page_of(refused)
    assert "没有丢" in page.text_content()
    assert "secret-word" not in refused.text
    hidden = {name: page.xpath(f"//input[@name='{name}']/@value") for name in ("kept-path", "kept-name", "kept-value")}
    assert hidden["kept-path"] == ["/users/new"]

    wrong = try_to_sign_in(client, user.name, "wrong", **hidden)
    assert page_of(wrong).xpath("//input[@name='kept-value']/@value") == hidden["kept-value"]
    again = page_of(try_to_sign_in(client, user.name, user.password, **hidden))
    (form,) = again.xpath("//main//form")
    assert form.get("action") == "/users/new"
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert fields.keys() == {*TYPED, "csrf_token"}
    assert {**fields, "csrf_token": ""} == {**TYPED, "csrf_token": ""}
    sent = client.post("/users/new", data=fields)
    assert sent.status_code == 422  # the code of the department is none, and what was typed is still there
    assert HOSTILE in page_of(sent).xpath("//input[@id='full_name']/@value")


def test_what_was_typed_survives_a_browser_that_was_closed(app: Flask) -> None:
    client = checked_client(app)
    refused = client.post("/users/new", data=TYPED, headers={"Origin": "http://localhost"})
    assert refused.status_code == 400
    assert HOSTILE in page_of(refused).xpath("//input[@name='kept-value']/@value")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_not_kept(app: Flask, origin: str) -> None:
    refused = checked_client(app).post("/users/new", data=TYPED, headers={"Origin": origin})
    assert refused.status_code == 400
    assert "kept-value" not in refused.text


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/nothing", "/account", ""])
def test_a_form_is_sent_again_only_to_a_view_that_takes_it(app: Flask, user: TestUser, path: str) -> None:
    response = try_to_sign_in(
        checked_client(app), user.name, user.password, **{"kept-path": path, "kept-name": "a", "kept-value": "b"}
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/work")


def test_an_outdated_sign_in_page_is_shown_again(app: Flask) -> None:
    client = checked_client(app)
    response = client.post("/sign-in", data={"name": "a", "password": "b"}, headers={"Origin": "http://localhost"})
    assert response.status_code == 400
    assert "请在本页再登录一次" in response.text


def test_a_link_sets_the_first_password(app: Flask) -> None:
    user = make_user_of(app, "newcomer", now=NOW)
    with transaction(engine_of(app)) as session:
        link = f"/links/{issue_link(session, COMMAND_LINE, user.id, limits=LIMITS, now=clock.now())}"
    client, password = checked_client(app), generated()
    assert "newcomer" in client.page(link).xpath("//input/@value")
    for new, again, words in (
        ("short", "short", "太短"),
        ("1234567890", "1234567890", "太常见"),
        (password, password + "x", "不一样"),
        ("", "", "还没有填新密码"),
    ):
        response = send(client, link, new_password=new, new_password_again=again)
        assert response.status_code == 422
        assert words in response.text
    done = send(client, link, new_password=password, new_password_again=password)
    assert done.headers["Location"] == "/sign-in"
    assert "密码已设好" in client.page("/sign-in").text_content()
    assert try_to_sign_in(client, "newcomer", password).status_code == 302
    assert client.get(link).status_code == 410
    assert send(client, link, new_password=password, new_password_again=password).status_code == 410


def test_whoever_was_given_a_password_changes_it_first(app: Flask) -> None:
    user = make_user_of(app, "newcomer", Role.AUDITOR, now=NOW)
    with transaction(engine_of(app)) as session:
        given = give_generated_password(session, COMMAND_LINE, user.id, now=NOW)
    client, own = checked_client(app), generated()
    assert try_to_sign_in(client, "newcomer", given).status_code == 302
    assert client.get("/account").headers["Location"] == "/account/password"
    assert "别人生成的" in client.page("/account/password").text_content()
    for fields, words in (
        ({"present_password": "wrong", "new_password": own, "new_password_again": own}, "现在的密码不对"),
        ({"present_password": given, "new_password": given, "new_password_again": given}, "换一个"),
        ({"present_password": given, "new_password": own, "new_password_again": "x"}, "不一样"),
        ({"new_password": own, "new_password_again": own}, "还没有填现在的密码"),
    ):
        response = send(client, "/account/password", **fields)
        assert response.status_code == 422
        assert words in response.text
        assert own not in response.text
    changed = send(client, "/account/password", present_password=given, new_password=own, new_password_again=own)
    assert changed.headers["Location"] == "/account"
    assert client.get("/account").status_code == 200


def test_a_permission_that_was_taken_away_is_gone_at_once(app: Flask, user: TestUser) -> None:
    client = signed_in_client(app, user)
    assert client.get("/users").status_code == 200
    with transaction(engine_of(app)) as session:
        set_roles(session, COMMAND_LINE, user.id, frozenset(), now=NOW)
    assert client.get("/users").status_code == 403


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120", "Edge（Windows）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox（Linux）"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36", "Chrome（Android）"),
        ("<script>", "没有报名字的浏览器"),
    ],
)
def test_browsers_are_called_by_their_names(header: str, name: str) -> None:
    assert browser_name(header) == name
