"""Every address, asked for by every role and by nobody, answers as this table says."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from perf.domain.roles import ADMINISTRATORS, Role
from perf.web.guard import access_of
from tests.contracts.test_routes import EXAMPLES, statements
from tests.pages import NOW, CheckedClient, checked_client, engine_of
from tests.signing_in import TestUser, make_user, send, signed_in_client

ANYBODY = "anybody"
SIGNED_IN = frozenset(Role)
SYSTEM, SECURITY, AUDIT = (
    frozenset({role}) for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
)

DRAFTERS = frozenset({Role.DRAFTER})
LEADERS = frozenset({Role.UNIT_LEADER})
BUSINESS = SIGNED_IN - ADMINISTRATORS
PERFORMANCE = frozenset({Role.FINANCE_PERFORMANCE_REVIEWER})

WHO_MAY: dict[str, frozenset[Role] | str] = {
    "account.change_email": SIGNED_IN,
    "account.change_password": SIGNED_IN,
    "account.end_others": SIGNED_IN,
    "account.end_sign_in": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.show": SIGNED_IN,
    "adjustments.begin": SIGNED_IN,
    "adjustments.new": SIGNED_IN,
    "board.missing": BUSINESS,
    "board.show": BUSINESS,
    "bootstrap.static": ANYBODY,
    "chains.change": PERFORMANCE,
    "chains.every": PERFORMANCE,
    "chains.show": PERFORMANCE,
    "check.answer": ANYBODY,
    "check.choose": ANYBODY,
    "deadlines.add_extension": PERFORMANCE,
    "deadlines.change": PERFORMANCE,
    "deadlines.current": PERFORMANCE,
    "deadlines.end": PERFORMANCE,
    "deadlines.recipients": PERFORMANCE,
    "deadlines.show": PERFORMANCE,
    "delegations.add": LEADERS,
    "delegations.end": LEADERS,
    "delegations.own": LEADERS,
    "deleting.ask": DRAFTERS,
    "deleting.delete": DRAFTERS,
    "departments.add": SYSTEM,
    "departments.change": SYSTEM,
    "departments.found": SYSTEM,
    "departments.new": SYSTEM,
    "departments.show": SYSTEM,
    "disclosure.departments": ANYBODY,
    "disclosure.download": ANYBODY,
    "disclosure.target": ANYBODY,
    "disclosure.year": ANYBODY,
    "drafts.begin": DRAFTERS,
    "drafts.new": DRAFTERS,
    "drafts.own": DRAFTERS,
    "editor.save": DRAFTERS,
    "editor.show": DRAFTERS,
    "from_library.add": DRAFTERS,
    "from_library.propose": DRAFTERS,
    "from_library.search": DRAFTERS,
    "health.healthz": ANYBODY,
    "history.bring_back": DRAFTERS,
    "history.restore": DRAFTERS,
    "history.show": SIGNED_IN,
    "import_preview.answer": ANYBODY,
    "import_preview.choose": ANYBODY,
    "library.entry": SIGNED_IN,
    "library.search": SIGNED_IN,
    "library_keeping.accept": PERFORMANCE,
    "library_keeping.proposal": PERFORMANCE,
    "library_keeping.refuse": PERFORMANCE,
    "library_keeping.retire": PERFORMANCE,
    "library_keeping.waiting": PERFORMANCE,
    "library_proposing.new": DRAFTERS,
    "library_proposing.own": DRAFTERS,
    "library_proposing.propose": DRAFTERS,
    "pasting.apply": DRAFTERS,
    "pasting.box": DRAFTERS,
    "pasting.preview": DRAFTERS,
    "review_comments.add": SIGNED_IN,
    "review_comments.answer": SIGNED_IN,
    "review_comments.remove": SIGNED_IN,
    "review_waivers.ask": SIGNED_IN,
    "review_waivers.decide": SIGNED_IN,
    "reviews.act": SIGNED_IN,
    "reviews.show": SIGNED_IN,
    "printing.download": SIGNED_IN,
    "printing.show": SIGNED_IN,
    "roles.change": SECURITY,
    "roles.end_sign_ins": SECURITY,
    "roles.found": SECURITY,
    "roles.show": SECURITY,
    "security_log.entries": AUDIT,
    "signing.begin": ANYBODY,
    "signing.link": ANYBODY,
    "signing.sign_in": ANYBODY,
    "signing.sign_out": SIGNED_IN,
    "signing.use_link": ANYBODY,
    "static": ANYBODY,
    "tables.found": BUSINESS,
    "users.activate": SYSTEM,
    "users.add": SYSTEM,
    "users.change": SYSTEM,
    "users.deactivate": SYSTEM,
    "users.edit": SYSTEM,
    "users.found": SYSTEM,
    "users.issue_link": SYSTEM,
    "users.new": SYSTEM,
    "users.show": SYSTEM,
    "versions.download": SIGNED_IN,
    "versions.show": SIGNED_IN,
    "work.end_project": DRAFTERS,
    "work.show": SIGNED_IN,
}

MISSING = 2_000_000_000


@pytest.fixture
def somebody(app: Flask) -> TestUser:
    """An account that the pages are about."""
    return make_user(engine_of(app), "somebody", Role.DRAFTER, now=NOW, department="999001")


@pytest.fixture
def clients(app: Flask, somebody: TestUser) -> dict[Role, CheckedClient]:
    """A client signed in for each role."""
    assert somebody.id
    engine = engine_of(app)
    return {
        role: signed_in_client(app, make_user(engine, role.value, role, now=NOW, department="999001")) for role in Role
    }


def guarded(app: Flask) -> list[Rule]:
    """The addresses that not everybody may ask for, signing out last."""
    rules = [rule for rule in app.url_map.iter_rules() if WHO_MAY[rule.endpoint] != ANYBODY]
    return sorted(rules, key=lambda rule: rule.endpoint == "signing.sign_out")


def filled(app: Flask, rule: Rule, user_id: int) -> str:
    """The address of a rule, about somebody; no sign-in is one that anybody has."""
    parts = {name: EXAMPLES[name] for name in rule.arguments}
    parts.update({name: value for name, value in (("user_id", user_id), ("sign_in_id", MISSING)) if name in parts})
    return app.url_map.bind("localhost").build(rule.endpoint, parts)


def methods(rule: Rule) -> Iterator[str]:
    yield from sorted((rule.methods or set()) & {"GET", "POST"})


def test_every_view_is_in_the_table_and_stamped_alike(app: Flask) -> None:
    assert set(app.view_functions) == set(WHO_MAY)
    for endpoint, view in app.view_functions.items():
        access = access_of(view)
        assert access is not None
        assert access.is_public == (WHO_MAY[endpoint] == ANYBODY)


def test_every_role_is_let_in_exactly_where_the_table_says(
    app: Flask, clients: dict[Role, CheckedClient], somebody: TestUser
) -> None:
    wrong = []
    tokens = {role: client.token() for role, client in clients.items()}
    for rule in guarded(app):
        for method in methods(rule):
            for role, client in clients.items():
                address = filled(app, rule, somebody.id)
                data = {"csrf_token": tokens[role]} if method == "POST" else None
                response = client.open(address, method=method, data=data)
                is_in = response.status_code != 403
                assert "/sign-in?" not in response.headers.get("Location", "")
                assert response.status_code < 500
                if is_in != (role in WHO_MAY[rule.endpoint]):
                    wrong.append((method, address, role))
    assert wrong == []


def test_nobody_is_led_to_the_sign_in_page(app: Flask, somebody: TestUser) -> None:
    client = checked_client(app)
    for rule in guarded(app):
        for method in methods(rule):
            address = filled(app, rule, somebody.id)
            response = send(client, address) if method == "POST" else client.get(address)
            assert response.status_code == 302, address
            assert response.headers["Location"].split("?")[0] == "/sign-in"


def test_what_is_not_there_is_not_found_by_those_who_may_ask(app: Flask, clients: dict[Role, CheckedClient]) -> None:
    for rule in guarded(app):
        if not {"department_id", "entry_id", "user_id", "sign_in_id"} & rule.arguments:
            continue
        allowed = WHO_MAY[rule.endpoint]
        for method in methods(rule):
            role = next(role for role in Role if role in allowed)
            address = app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, MISSING))
            client = clients[role]
            response = send(client, address) if method == "POST" else client.get(address)
            assert response.status_code == 404, address


def test_no_get_writes_whoever_asks(app: Flask, clients: dict[Role, CheckedClient], somebody: TestUser) -> None:
    with statements(app) as seen:
        for rule in guarded(app):
            for client in clients.values() if "GET" in methods(rule) else ():
                client.get(filled(app, rule, somebody.id))
    assert {statement.split()[0] for statement in seen} <= {"SELECT", "WITH", "PRAGMA", "BEGIN"}
    assert "PRAGMA query_only=OFF" not in seen


def test_no_form_of_somebody_signed_in_is_taken_without_its_token(
    app: Flask, clients: dict[Role, CheckedClient], somebody: TestUser
) -> None:
    for rule in guarded(app):
        if "POST" in methods(rule):
            for token in ({}, {"csrf_token": "forged"}):
                client = clients[next(role for role in Role if role in WHO_MAY[rule.endpoint])]
                response = client.post(
                    filled(app, rule, somebody.id), data=token, headers={"Origin": "http://localhost"}
                )
                assert response.status_code == 400
