"""Every page there is, before everybody who may see it: no barrier, and nothing wider than a phone.

Pages come from the map of addresses, so that none can be forgotten. A page that looks to somebody as it looked to
somebody else is not looked at twice: what counts is which kinds of elements it has.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from lxml import html
from playwright.sync_api import Browser, Page
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from perf.domain.roles import Role
from tests.contracts.office_full_of_tables import PEOPLE, FullOffice, full_office
from tests.contracts.test_roles_and_routes import ANYBODY, WHO_MAY
from tests.contracts.test_routes import EXAMPLES
from tests.journeys.browsing import DESK, PHONE, barriers_on, fit, is_wider_than_screen, opened
from tests.pages import HOSTILE, CheckedClient, checked_client, page_of
from tests.signing_in import send, signed_in_client

LOOKED_AT = {
    "drafter": ("drafting", "asked", "waiting", "returned", "approved", "adjusting"),
    "leader": ("waiting", "opened"),
    "performance": ("asked", "opened for performance", "approved"),
    "auditor": ("opened",),
}
"""Whose tables are looked at in which states."""

NO_PAGES = {
    "board.missing",
    "deadlines.current",
    "disclosure.download",
    "from_library.propose",
    "health.healthz",
    "printing.download",
    "printing.show",
    "versions.download",
}
"""Addresses that answer with a file, and those that only lead to a page."""

Kind = tuple[str, str, str]
"""A kind of elements: tag, classes, type."""


@pytest.fixture
def office(app: Flask) -> FullOffice:
    """An office full of tables."""
    return full_office(app)


def pages(app: Flask, who: str) -> list[Rule]:
    """The addresses that answer somebody with a page; what anybody may see is looked at by who is not signed in."""
    found = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return [rule for rule in found if may_enter(who, WHO_MAY[rule.endpoint]) and not rule.endpoint.endswith("static")]


def may_enter(who: str, let_in: frozenset[Role] | str) -> bool:
    """Tell whether somebody is one of those who are let in."""
    return let_in == ANYBODY if isinstance(let_in, str) or who == ANYBODY else PEOPLE[who] in let_in


def addresses(app: Flask, office: FullOffice, rule: Rule, who: str) -> Iterator[str]:
    """Give the addresses of a page that somebody goes to."""
    entry = office.proposal if rule.endpoint == "library_keeping.proposal" else office.entry
    for state in LOOKED_AT.get(who, ()) if "draft_id" in rule.arguments else ("approved",):
        parts = {**EXAMPLES, "draft_id": office.cases[state].number, "entry_id": entry}
        yield app.url_map.bind("localhost").build(rule.endpoint, {name: parts[name] for name in rule.arguments})


def kinds_in(page: html.HtmlElement) -> set[Kind]:
    """Give the kinds of elements in the main part of a page."""
    return {(str(each.tag), each.get("class", ""), each.get("type", "")) for each in page.xpath("//main//*")}


def test_every_page_is_sound_for_everybody(browser: Browser, app: Flask, site: str, office: FullOffice) -> None:
    seen: dict[str, set[Kind]] = {}
    wrong = []
    with opened(browser, site) as page:
        for who in (*PEOPLE, ANYBODY):
            client = checked_client(app) if who == ANYBODY else signed_in_client(app, office.users[who])
            enter(page, site, client)
            for rule in pages(app, who):
                for address in addresses(app, office, rule, who):
                    if looks_new(client.get(address), seen.setdefault(rule.endpoint, set())):
                        fit(page, DESK)
                        page.goto(address)
                        wrong += [(who, address, *each) for each in faults_of(page)]
    assert wrong == []
    assert {endpoint for endpoint, kinds in seen.items() if not kinds} == NO_PAGES


def test_pages_that_answer_a_form_are_sound(browser: Browser, app: Flask, site: str, office: FullOffice) -> None:
    drafter, performance = (signed_in_client(app, office.users[who]) for who in ("drafter", "performance"))
    drafting, waiting, judged = (office.cases[state] for state in ("drafting", "waiting", "opened for performance"))
    stale = {f"v{drafting.row}": str(drafting.version - 1), drafting.cell: HOSTILE}
    late = {f"v{waiting.row}": str(waiting.version), waiting.cell: HOSTILE}
    block = f"三级指标\t指标值\t没有这一栏\n{HOSTILE}\t≥95%\t甲\n乙\t2026-12-31 00:00:00\t"
    answers = {
        "conflict": (409, send(drafter, f"/drafts/{drafting.number}", **stale)),
        "not saved": (409, send(drafter, f"/drafts/{waiting.number}", **late)),
        "missing": (404, send(drafter, "/drafts/999999", **late)),
        "preview": (200, send(drafter, f"/drafts/{drafting.number}/paste", text=block)),
        "nothing to paste": (422, send(drafter, f"/drafts/{drafting.number}/paste", text="甲")),
        "begun already": (422, send(drafter, "/drafts/new", new_project=HOSTILE)),
        "not filled in": (422, send(performance, f"/drafts/{judged.number}/review/pass", expected=str(judged.count))),
        "decided on an old state": (409, send(performance, f"/drafts/{judged.number}/review/return", expected="0")),
    }
    wrong = []
    with opened(browser, site) as page:
        for name, (code, response) in answers.items():
            assert response.status_code == code, name
            show(page, response)
            wrong += [(name, *each) for each in faults_of(page)]
    assert wrong == []


def show(page: Page, response: TestResponse) -> None:
    """Show a page that a form was answered with."""
    fit(page, DESK)
    page.unroute("**/shown")
    page.route("**/shown", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=response.data))
    page.goto("/shown")


def looks_new(response: TestResponse, seen: set[Kind]) -> bool:
    """Tell whether a page has kinds of elements that were not seen at its address yet, and remember them."""
    if response.status_code in {302, 404} or response.mimetype != "text/html":
        return False
    assert response.status_code in {200, 410}, response.request.path
    new = kinds_in(page_of(response)) - seen
    seen |= new
    return bool(new)


def enter(page: Page, site: str, client: CheckedClient) -> None:
    """Let the browser be signed in as a client is."""
    page.context.clear_cookies()
    cookie = client.get_cookie("jixiao")
    if cookie is not None:
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def faults_of(page: Page) -> list[tuple[str, list[str]]]:
    """Give the barriers of a page on a desk, and whether it is wider than a phone."""
    found = barriers_on(page)
    fit(page, PHONE)
    return [*found, ("wide", [])] if is_wider_than_screen(page) else found
