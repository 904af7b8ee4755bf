"""The indicator library in a real browser: found, proposed, accepted, with scripts and without; every page is sound."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from perf.domain.roles import Role
from perf.seeding import load_library
from tests.journeys.browsing import DESK, PHONE, opened, require_no_sideways_scrolling, require_sound
from tests.pages import HOSTILE, NOW, engine_of
from tests.signing_in import TestUser, make_user


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """A drafter of a department."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999002")


@pytest.fixture
def keeper(app: Flask) -> TestUser:
    """Somebody who keeps the library, with a full one."""
    load_library(engine_of(app), NOW)
    return make_user(engine_of(app), "keeper", Role.FINANCE_PERFORMANCE_REVIEWER, now=NOW)


def sign_in(page: Page, user: TestUser) -> None:
    page.goto("/sign-in")
    page.get_by_label("登录名").fill(user.name)
    page.get_by_label("密码").fill(user.password)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize(("screen", "with_scripts"), [(DESK, True), (PHONE, False)])
def test_an_indicator_is_found_another_proposed_and_accepted(
    browser: Browser, site: str, drafter: TestUser, keeper: TestUser, screen: dict[str, int], with_scripts: bool
) -> None:
    def look(page: Page, heading: str) -> None:
        page.get_by_role("heading", name=heading, level=1, exact=True).wait_for()
        if with_scripts:  # axe itself is one
            require_sound(page)
        else:
            require_no_sideways_scrolling(page)

    with opened(browser, site, screen, with_scripts=with_scripts) as page:
        sign_in(page, drafter)
        page.get_by_role("link", name="指标库").click()
        look(page, "指标库")
        page.get_by_label("找指标").fill("养护")
        page.get_by_label("一级指标").select_option("产出指标")
        page.get_by_role("button", name="查找").click()
        page.get_by_role("link", name="公路养护里程").click()
        look(page, "公路养护里程")
        assert "≥200公里" in page.locator(".facts").inner_text()
        row = "name=桥梁养护座数&value=≥12座&first_level=产出指标&second_level=数量指标"
        page.goto(f"/library/propose?{row}&explanation={HOSTILE[:20]}")
        look(page, "提议新指标")
        page.get_by_label("行业领域").fill("交通运输")
        page.get_by_label("资金用途").fill("   ")
        page.get_by_role("button", name="提议入库").click()
        assert "还没有填资金用途" in page.get_by_role("alert").inner_text()
        look(page, "提议新指标")
        page.get_by_label("资金用途").fill("公路养护")
        page.get_by_role("button", name="提议入库").click()
        look(page, "我们的提议")
        assert "等绩效科审定" in page.get_by_role("status").inner_text()
    with opened(browser, site, screen, with_scripts=with_scripts) as page:
        sign_in(page, keeper)
        page.get_by_role("link", name="指标库").click()
        page.get_by_role("link", name="待定的提议（1）").click()
        look(page, "待定的提议")
        page.get_by_role("link", name="桥梁养护座数").click()
        look(page, "审定提议：桥梁养护座数")
        page.get_by_label("关键词").fill("大桥")
        page.get_by_role("button", name="采纳入库").click()
        assert "已入库" in page.get_by_role("status").inner_text()
        page.goto("/library?q=大桥")
        assert page.locator("tbody tr").count() == 1
