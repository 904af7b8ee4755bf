"""The work list, lists, board and deadlines in a real browser: sound on a desk and on a phone, usable by keyboard."""

from flask import Flask
from playwright.sync_api import Browser

from perf.domain.duties import Duty
from tests.journeys.browsing import DESK, PHONE, opened, require_sound
from tests.journeys.test_signing_in import fill_sign_in
from tests.overview.days import set_days
from tests.pages import HOSTILE, engine_of
from tests.reviews.visiting import Office

PAGES = {
    "drafter": ("/work",),
    "performance": ("/work", "/tables", "/board?year=2026", "/deadlines/2026", "/reminders"),
}


def a_returned_table(app: Flask) -> Office:
    """A table that was returned with a comment, and deadlines that are over."""
    office = Office(app)
    office.table.submit()
    days = {Duty.DRAFTING: -1, Duty.UNIT_LEADER: 0}
    set_days(engine_of(app), office.table.people["performance"], days, closed=HOSTILE)
    office.table.open("leader")
    office.table.comment("leader", f"r{office.table.row('读者满意度').id}-value", HOSTILE)
    office.table.give_back("leader", opinion=f"{HOSTILE}\n" + "很长的意见" * 200)
    return office


def test_every_page_of_the_overview_is_sound(browser: Browser, app: Flask, site: str) -> None:
    office = a_returned_table(app)
    for who, paths in PAGES.items():
        user = office.account(who)
        for screen in (DESK, PHONE):
            with opened(browser, site, screen) as page:
                page.goto("/sign-in")
                fill_sign_in(page, user.name, user.password)
                page.wait_for_url("/work")
                for path in paths:
                    page.goto(path)
                    require_sound(page)


def test_from_signing_in_to_the_cell_that_was_commented_on(browser: Browser, app: Flask, site: str) -> None:
    office = a_returned_table(app)
    user = office.account("drafter")
    with opened(browser, site, with_scripts=False) as page:
        page.goto("/sign-in")
        fill_sign_in(page, user.name, user.password)
        page.get_by_role("link", name="“读者满意度”").click()
        cell = page.locator(f"#r{office.table.row('读者满意度').id}-value")
        assert cell.input_value() == "≥90%"
        assert page.evaluate("document.querySelector(':target') !== null")
