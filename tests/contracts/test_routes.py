"""What holds for every address there is and ever will be."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from perf.web.guard import access_of
from perf.web.headers import HEADERS
from tests.pages import CheckedClient, checked_client, engine_of

EXAMPLES: dict[str, int | str] = {
    "change_id": 1,
    "action": "submit",
    "code": "999001",
    "comment_id": 1,
    "decision": "grant",
    "delegation_id": 1,
    "department_id": 1,
    "draft_id": 1,
    "entry_id": 1,
    "extension_id": 1,
    "file_format": "json",
    "filename": "jixiao.css",
    "fiscal_year": 2026,
    "number": 1,
    "row_id": 1,
    "sign_in_id": 1,
    "target_id": 1,
    "token": "unknown",
    "user_id": 1,
    "waiver_id": 1,
}
"""Values for the parts of addresses."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


SIGNED_OUT = {200, 302, 410}
"""What somebody who is not signed in is answered: a page, the way to the sign-in page, a link that leads nowhere."""

POSTS = [
    "/account/email",
    "/account/password",
    "/account/sign-ins/1/end",
    "/account/sign-ins/end-others",
    "/check",
    "/deadlines/2026",
    "/deadlines/2026/extensions",
    "/deadlines/2026/extensions/1/end",
    "/delegations",
    "/delegations/1/end",
    "/drafts/1",
    "/drafts/1/delete",
    "/drafts/1/history/1/restore",
    "/drafts/1/library",
    "/drafts/1/paste",
    "/drafts/1/paste/apply",
    "/drafts/1/review/adjustment",
    "/drafts/1/review/comments",
    "/drafts/1/review/comments/1/answer",
    "/drafts/1/review/comments/1/remove",
    "/drafts/1/review/findings/1/waiver",
    "/drafts/1/review/submit",
    "/drafts/1/review/waivers/1/grant",
    "/drafts/1/rows/1/bring-back",
    "/drafts/new",
    "/import",
    "/library/1/retire",
    "/library/proposals/1/accept",
    "/library/proposals/1/refuse",
    "/library/propose",
    "/links/unknown",
    "/review-chains/999001",
    "/roles/1",
    "/roles/1/end-sign-ins",
    "/sign-in",
    "/sign-out",
    "/units/1",
    "/units/new",
    "/users/1/activate",
    "/users/1/change",
    "/users/1/deactivate",
    "/users/1/link",
    "/users/new",
    "/work/ended-projects",
]


def addresses(app: Flask) -> list[tuple[str, frozenset[str]]]:
    """Every address with its parts filled in, and the methods it takes."""
    builder = app.url_map.bind("localhost")
    found: dict[str, frozenset[str]] = {}
    for rule in app.url_map.iter_rules():
        parts = {name: EXAMPLES[name] for name in rule.arguments}
        if rule.endpoint == "bootstrap.static":
            parts["filename"] = "css/bootstrap.min.css"
        address = builder.build(rule.endpoint, parts)
        found[address] = found.get(address, frozenset()) | frozenset(rule.methods or ())
    return list(found.items())


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect what is sent to the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engine = engine_of(app)
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_every_view_says_who_may_ask_for_it(app: Flask) -> None:
    assert [name for name, view in app.view_functions.items() if access_of(view) is None] == []


def test_a_view_that_does_not_say_so_is_refused(app: Flask) -> None:
    app.add_url_rule("/unstamped", "unstamped", lambda: "secret")
    response = checked_client(app).get("/unstamped")
    assert response.status_code == 403
    assert b"secret" not in response.data


def test_addresses_are_plain_lower_case_words(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert re.fullmatch(r"[a-z/-]*", re.sub(r"<[^>]+>", "", rule.rule))


def test_no_get_writes(app: Flask, client: CheckedClient) -> None:
    with statements(app) as seen:
        for address, taken in addresses(app):
            assert client.get(address).status_code in (SIGNED_OUT if "GET" in taken else {405})
    assert any(statement.startswith("SELECT") for statement in seen)
    assert {statement.split()[0] for statement in seen} <= {"SELECT", "PRAGMA", "BEGIN"}
    assert "PRAGMA query_only=OFF" not in seen


def test_every_answer_has_the_headers_whatever_the_method(app: Flask, client: CheckedClient) -> None:
    for address, _ in addresses(app):
        for method in METHODS:
            response = client.open(address, method=method)
            assert response.status_code in SIGNED_OUT | {400, 405}, f"{method} {address}"
            assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
            assert not {"Server", "X-Powered-By"} & set(response.headers.keys())


def test_every_method_that_is_not_taken_is_refused_with_those_that_are(app: Flask, client: CheckedClient) -> None:
    for address, taken in addresses(app):
        if "POST" in taken:
            continue  # the check of its token comes first
        response = client.delete(address)
        assert response.status_code == 405
        assert {name.strip() for name in response.headers["Allow"].split(",")} == taken


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_no_form_is_taken_without_its_token(app: Flask, client: CheckedClient, token: str | None) -> None:
    posts = [address for address, methods in addresses(app) if "POST" in methods]
    assert sorted(posts) == POSTS
    for address in posts:
        response = client.post(address, data={} if token is None else {"csrf_token": token})
        assert response.status_code == 400


def test_strict_transport_security_is_asked_for_only_over_https(client: CheckedClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    assert "Strict-Transport-Security" in client.get("/", base_url="https://localhost").headers


def test_the_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
