"""Whose table it is and in which state decides what everybody sees of it and can do to it, at every address."""

import re
from itertools import product

import pytest
from flask import Flask
from sqlmodel import SQLModel
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from perf.web import clock
from tests.contracts.office_full_of_tables import PEOPLE, READERS
from tests.contracts.presses import PRESSES, Press
from tests.contracts.rehearsing import rehearse
from tests.contracts.staffed_office import Office
from tests.contracts.test_roles_and_routes import MISSING, WHO_MAY
from tests.contracts.test_routes import statements
from tests.pages import engine_of

ACTING = {who for press in PRESSES.values() for people in press.allowed.values() for who in people}
"""Those who can do something to one of the tables."""

NEVER_SUBMITTED = {"drafting", "faulty", "asked"}
"""The states without a version."""

COLUMNS = sorted({column.name for table in SQLModel.metadata.tables.values() for column in table.columns})
"""Every name that a column of the database has."""


def about_tables(app: Flask, method: str) -> list[Rule]:
    """The addresses that are about a table, by what is asked of them."""
    return [
        rule for rule in app.url_map.iter_rules() if "draft_id" in rule.arguments and method in (rule.methods or ())
    ]


def looks(office: Office) -> list[tuple[str, str]]:
    """Who looks at the tables of which states: all of them those who act on tables here, the others some of them."""
    some = {"drafting", "waiting", "opened"}
    return [(who, state) for who in office.clients for state in office.tables.cases if who in ACTING or state in some]


def may_enter(who: str, endpoint: str) -> bool:
    """Tell whether somebody's role is let in at all."""
    return PEOPLE[who] in WHO_MAY[endpoint]


def exists_for(who: str, endpoint: str) -> bool:
    """Tell whether the tables of the department 999001 are there for somebody at an address."""
    return who == "drafter" if WHO_MAY[endpoint] == WHO_MAY["editor.show"] else who in READERS


def words_of(response: TestResponse, case_number: int) -> str:
    """The page, without what differs in every page and without the number that was asked for."""
    page = re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", response.text)
    return page.replace(f"/{case_number}", "/0")


def test_every_address_about_a_table_is_pressed(office: Office) -> None:
    assert {rule.endpoint for rule in about_tables(office.app, "POST")} == {each.endpoint for each in PRESSES.values()}


def expected_code(who: str, endpoint: str, state: str) -> int:
    """Give what somebody is answered who asks for something of a table in a state."""
    if not may_enter(who, endpoint):
        return 403
    is_missing = endpoint.startswith("versions.") and state in NEVER_SUBMITTED
    if is_missing or not exists_for(who, endpoint):
        return 404
    leads_on = endpoint == "from_library.propose" or (
        endpoint == "adjustments.new" and (who, state) != ("drafter", "approved")
    )
    return 302 if leads_on else 200


def test_everybody_sees_the_tables_that_are_there_for_them_in_every_state_and_writes_nothing(office: Office) -> None:
    wrong = []
    with statements(office.app) as seen:
        for rule, (who, state) in product(about_tables(office.app, "GET"), looks(office)):
            address = office.address(rule.endpoint, office.tables.cases[state])
            code = office.clients[who].get(address).status_code
            if code != expected_code(who, rule.endpoint, state):
                wrong.append((rule.endpoint, who, state, code))
    assert wrong == []
    assert {statement.split()[0] for statement in seen} <= {"SELECT", "PRAGMA", "BEGIN", "WITH"}
    assert "PRAGMA query_only=OFF" not in seen


def test_everybody_can_do_what_is_theirs_in_this_state_and_nothing_else(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsal = rehearse(engine_of(office.app), monkeypatch)
    # What the page of a refusal shows is another matter, and takes most of the time.
    monkeypatch.setattr("perf.reviews.views.answering.answer", lambda _, *, status=200, **__: ("", status))
    wrong = []
    for (name, press), (who, state) in product(PRESSES.items(), looks(office)):
        rehearsal.forget()
        code = office.send(who, press, office.tables.cases[state]).status_code
        is_theirs = who in press.allowed.get(state, ())
        is_refused = code in refusals(who, press)
        if rehearsal.did_something != (is_theirs and press.writes) or is_refused == is_theirs:
            wrong.append((name, who, state, code, rehearsal.did_something))
    assert wrong == []


def refusals(who: str, press: Press) -> set[int]:
    """Give what somebody may be answered whose button does nothing."""
    if not may_enter(who, press.endpoint):
        return {403}
    if not exists_for(who, press.endpoint):
        return {404}
    return {404, 409, 422}


def test_tables_of_others_are_missing_in_the_same_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsal = rehearse(engine_of(office.app), monkeypatch)
    other = office.tables.other
    for who in ("drafter", "leader", "supervisor", "own_reviewer"):
        client = office.clients[who]
        client.get("/account")  # what is still to be told to them is told here
        for rule in about_tables(office.app, "GET"):
            addresses = [office.address(rule.endpoint, other, draft_id=number) for number in (other.number, MISSING)]
            answers = [client.get(address) for address in addresses]
            assert_missing(answers, 403 if not may_enter(who, rule.endpoint) else 404, other.number)
        for press in PRESSES.values():
            answers = [office.send(who, press, other, draft_id=number) for number in (other.number, MISSING)]
            assert_missing(answers, 403 if not may_enter(who, press.endpoint) else 404, other.number)
    assert not rehearsal.did_something


def assert_missing(answers: list[TestResponse], code: int, number: int) -> None:
    """Fail unless both answers are the same: of a table of others, and of none."""
    there, none = answers
    assert (there.status_code, none.status_code) == (code, code), there.request.path
    assert words_of(there, number) == words_of(none, MISSING)


def test_what_belongs_to_another_table_is_missing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, changes, comments and requests of one table are not reached through the address of another."""
    rehearsal = rehearse(engine_of(office.app), monkeypatch)
    cases = office.tables.cases
    mixed = (
        ("drafter", "restore", "drafting", {"change_id": cases["faulty"].change}),
        ("drafter", "bring back", "drafting", {"row_id": cases["faulty"].removed}),
        ("drafter", "answer", "returned", {"comment_id": cases["opened"].comment}),
        ("leader", "take a comment back", "opened", {"comment_id": cases["opened for performance"].comment}),
        ("performance", "let it stand", "faulty", {"waiver_id": cases["asked"].waiver}),
    )
    for who, name, state, parts in mixed:
        press, case = PRESSES[name], cases[state]
        own = {key: value for key, value in press.parts(case).items() if key not in parts}
        address = office.address(press.endpoint, case, **own, **parts)
        response = office.clients[who].post(address, data={"csrf_token": office.tokens[who], **press.form(case)})
        assert response.status_code in {302, 404, 422}
        assert not rehearsal.did_something, name


def test_whatever_else_is_sent_along_changes_nothing_more(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields named like the columns of the database, with values that would give power, are passed over."""
    moment = clock.now()
    monkeypatch.setattr("perf.web.clock.now", lambda: moment)
    rehearsal = rehearse(engine_of(office.app), monkeypatch)
    for name, press in PRESSES.items():
        for state, people in press.allowed.items():
            case = office.tables.cases[state]
            left = []
            for more in ({}, {column: "2" for column in COLUMNS if column not in press.form(case)}):
                rehearsal.forget()
                office.send(next(iter(people)), press, case, more)
                left.append(rehearsal.after)
            assert (left[0] is not None) == press.writes
            assert left[0] == left[1], (name, state)


def test_no_button_of_a_table_is_taken_without_its_token(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsal = rehearse(engine_of(office.app), monkeypatch)
    for press in PRESSES.values():
        for state, people in press.allowed.items():
            response = office.send(next(iter(people)), press, office.tables.cases[state], {"csrf_token": "forged"})
            assert response.status_code == 400
    assert not rehearsal.did_something
