"""The past of a table in a real browser: found from the editor, given back by a button, without scripts too."""

from flask import Flask
from playwright.sync_api import Browser, Page, expect

from perf.domain.roles import Role
from perf.web import clock
from tests.drafting.tables import a_table
from tests.journeys.browsing import DESK, PHONE, opened, require_sound, served
from tests.pages import HOSTILE, engine_of
from tests.signing_in import TestUser, make_user


def enter(page: Page, user: TestUser) -> None:
    page.goto("/sign-in")
    page.get_by_label("登录名").fill(user.name)
    page.get_by_label("密码", exact=True).fill(user.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()


def test_what_a_cell_held_comes_back_without_scripts_at_a_desk_and_on_a_phone(app: Flask, browser: Browser) -> None:
    drafter = make_user(engine_of(app), "drafter", Role.DRAFTER, now=clock.now(), department="999001")
    table = a_table(engine_of(app), "开放天数", HOSTILE, person=drafter.id, project="修缮")
    for value in ("≥300天", "≥310天"):
        table.save(table.lines()[0], value=value)
    table.remove(table.lines()[1])
    with served(app) as address:
        with opened(browser, address, DESK, with_scripts=False) as page:
            enter(page, drafter)
            page.goto(f"/drafts/{table.id}")
            page.get_by_role("link", name="修改记录", exact=True).click()
            page.get_by_role("button", name="恢复成这样").click()
            expect(page.get_by_role("status").first).to_have_text("已恢复。")
            page.goto(f"/drafts/{table.id}/history")
            page.get_by_role("button", name="恢复整行").click()
            expect(page.get_by_role("status").first).to_have_text("这一行已恢复。")
        for screen in (DESK, PHONE):
            with opened(browser, address, screen) as page:
                enter(page, drafter)
                page.goto(f"/drafts/{table.id}/history")
                require_sound(page)
    assert [row.text("value") for row in table.lines()] == ["≥300天", ""]
