"""From the link to signing out, in a real browser, with scripts and without; and every page is sound."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import issue_link
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.accounts.passwords import generated
from perf.database import transaction
from perf.domain.roles import Role
from perf.web import clock
from tests.journeys.browsing import DESK, PHONE, opened, require_sound
from tests.pages import HOSTILE, NOW, engine_of
from tests.signing_in import LIMITS, TestUser, make_user


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """A drafter with a long and hostile name."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001", full_name=HOSTILE[:55])


def new_link(app: Flask, user: TestUser) -> str:
    with transaction(engine_of(app)) as session:
        return f"/links/{issue_link(session, COMMAND_LINE, user.id, limits=LIMITS, now=clock.now())}"


def fill_sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("with_scripts", [True, False])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_first_password_sign_in_and_out(
    browser: Browser, app: Flask, site: str, drafter: TestUser, with_scripts: bool, screen: dict[str, int]
) -> None:
    own = generated()
    with opened(browser, site, screen, with_scripts=with_scripts) as page:
        page.goto(new_link(app, drafter))
        page.get_by_label("新密码", exact=True).fill("short")
        page.get_by_label("再填一次新密码").fill("short")
        page.get_by_role("button", name="设好密码").click()
        assert "太短" in page.get_by_role("alert").inner_text()
        page.get_by_label("新密码", exact=True).fill(own)
        page.get_by_label("再填一次新密码").fill(own)
        page.get_by_role("button", name="设好密码").click()
        assert "密码已设好" in page.get_by_role("status").inner_text()
        page.goto("/account")
        assert heading(page) == "登录"
        fill_sign_in(page, "drafter", "wrong")
        assert "没有登录" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("登录名").input_value() == "drafter"
        fill_sign_in(page, "DRAFTER", own)
        assert heading(page) == "我的账号"
        assert "填报人" in page.locator(".facts").inner_text()
        page.get_by_role("button", name="退出").click()
        assert heading(page) == "登录"
        page.goto("/account")
        assert heading(page) == "登录"


@pytest.mark.parametrize("with_scripts", [True, False])
def test_what_was_typed_is_sent_again_after_signing_in(
    browser: Browser, app: Flask, site: str, with_scripts: bool
) -> None:
    system = make_user(engine_of(app), "system", Role.SYSTEM_ADMINISTRATOR, now=NOW)
    with opened(browser, site, with_scripts=with_scripts) as page:
        page.goto("/users/new")
        fill_sign_in(page, system.name, system.password)
        page.get_by_label("登录名").fill("newcomer")
        page.get_by_label("姓名").fill("<i>某某𬭎")
        with transaction(engine_of(app)) as session:
            end_sign_ins_of(session, COMMAND_LINE, system.id, now=clock.now())
        page.get_by_role("button", name="登记").click()
        assert heading(page) == "登录"
        if with_scripts:
            require_sound(page)
        fill_sign_in(page, system.name, system.password)
        assert heading(page) == "再提交一次"
        if with_scripts:
            require_sound(page)
        page.get_by_role("button", name="再提交").click()
        assert heading(page) == "用户 newcomer"
        assert "<i>某某𬭎" in page.locator(".facts").inner_text()


PAGES = {
    Role.AUDITOR: ("/account", "/account/password", "/users"),
    Role.SYSTEM_ADMINISTRATOR: (
        "/users",
        "/users/new",
        "/users/1",
        "/users/1/change",
        "/users/999",
        "/units",
        "/units/2",
    ),
    Role.SECURITY_ADMINISTRATOR: ("/roles", "/roles/1"),
    Role.AUDIT_ADMINISTRATOR: ("/security-log", "/security-log?day=x"),
}


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_somebody_signed_in_is_sound(
    browser: Browser, app: Flask, site: str, role: Role, screen: dict[str, int]
) -> None:
    make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001", full_name=HOSTILE[:55])
    user = make_user(engine_of(app), "keeper", role, now=NOW, full_name="很长的没有空格的名字" * 6)
    with opened(browser, site, screen) as page:
        page.goto("/sign-in")
        fill_sign_in(page, user.name, "wrong")
        require_sound(page)
        fill_sign_in(page, user.name, user.password)
        page.wait_for_url(lambda url: "/sign-in" not in url)
        for path in PAGES[role]:
            page.goto(path)
            require_sound(page)
        if role is Role.SYSTEM_ADMINISTRATOR:
            page.goto("/users/1")
            page.get_by_role("button", name="发一个链接").click()
            require_sound(page)
            page.goto(page.locator(".one-time-link").inner_text())
            require_sound(page)
