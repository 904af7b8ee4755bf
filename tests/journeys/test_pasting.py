"""A block copied in Excel is pasted into the table: with a script in a dialog, without one on a page."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from perf.domain.roles import Role
from tests.domain.pasting.pasted_tables import copied
from tests.drafting.tables import Table, a_table
from tests.journeys.browsing import DESK, PHONE, opened, require_sound
from tests.pages import HOSTILE, NOW, engine_of
from tests.signing_in import TestUser, make_user

LINES = [
    ["一级指标", "权重", "二级指标", "三级指标", "指标值", "评分方法"],
    ["重点履职指标", "30", "数量指标", f"甲{HOSTILE}", "≥12 场", "按比例"],
    ["", "", "", "乙", "不低于95%", ""],
    ["", "", "质量指标", "丙\n第二行", "2026-12-31 00:00:00", ""],
]
KEPT = [
    {
        "first_level": "重点履职指标",
        "first_level_weight": "30",
        "second_level": "数量指标",
        "name": f"甲{HOSTILE}",
        "comparison": "≥",
        "value": "12",
        "unit": "场",
    },
    {
        "first_level": "重点履职指标",
        "first_level_weight": "30",
        "second_level": "数量指标",
        "name": "乙",
        "comparison": "≥",
        "value": "95",
        "unit": "%",
    },
    {
        "first_level": "重点履职指标",
        "first_level_weight": "30",
        "second_level": "质量指标",
        "name": "丙\n第二行",
        "value": "2026-12-31 00:00:00",
    },
]
PASTE = """(cell, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    return cell.dispatchEvent(event);
}"""


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """Somebody who fills the tables of the department 999001."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001")


@pytest.fixture
def table(app: Flask, drafter: TestUser) -> Table:
    """A table with one indicator."""
    return a_table(engine_of(app), "旧指标", person=drafter.id)


def sign_in(page: Page, user: TestUser) -> None:
    page.goto("/sign-in")
    page.get_by_label("登录名").fill(user.name)
    page.get_by_label("密码").fill(user.password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="我的账号").wait_for()


def test_a_block_pasted_into_a_cell_is_shown_in_a_dialog_and_filled_in(
    browser: Browser, site: str, drafter: TestUser, table: Table
) -> None:
    row = table.lines()[0]
    with opened(browser, site, DESK) as page:
        sign_in(page, drafter)
        page.goto(f"/drafts/{table.id}")
        cell = page.locator(f"#r{row.id}-name")
        cell.focus()
        assert cell.evaluate(PASTE, "一行文字") is True
        assert cell.evaluate(PASTE, copied(LINES)) is False
        dialog = page.get_by_role("dialog", name="粘贴预览")
        dialog.get_by_role("button", name="填进表里").wait_for()
        assert "表里没有“评分方法”这一栏" in dialog.inner_text()
        require_sound(page)
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        assert page.evaluate("document.activeElement.id") == f"r{row.id}-name"
        assert table.names() == ["旧指标"]
        cell.evaluate(PASTE, copied(LINES))
        dialog.get_by_role("button", name="填进表里").click()
        page.get_by_text("贴的内容已填进表里").wait_for()
    assert [dict(line.texts) for line in table.lines()] == KEPT


def test_without_scripts_what_was_typed_is_saved_before_a_block_is_pasted(
    browser: Browser, site: str, drafter: TestUser, table: Table
) -> None:
    with opened(browser, site, PHONE, with_scripts=False) as page:
        sign_in(page, drafter)
        page.goto(f"/drafts/{table.id}")
        page.locator(f"#r{table.lines()[0].id}-remark").fill("刚填的备注")
        page.get_by_role("button", name="从 Excel、WPS 粘贴").click()
        page.get_by_label("复制的内容").fill(copied(LINES))
        page.get_by_label("从哪一行起").select_option(index=1)
        page.get_by_role("button", name="看填到哪些格").click()
        assert table.names() == ["旧指标"]
        page.get_by_role("button", name="填进表里").click()
        page.get_by_text("贴的内容已填进表里").wait_for()
    assert [dict(line.texts) for line in table.lines()] == [KEPT[0] | {"remark": "刚填的备注"}, *KEPT[1:]]


def test_the_pages_for_pasting_are_sound(browser: Browser, site: str, drafter: TestUser, table: Table) -> None:
    with opened(browser, site, PHONE) as page:
        sign_in(page, drafter)
        page.goto(f"/drafts/{table.id}/paste")
        page.get_by_role("button", name="看填到哪些格").click()
        require_sound(page)
        page.get_by_label("复制的内容").fill("单位（部门）名称\t某馆\n" + copied(LINES) + "年度绩效目标\t办好\n")
        page.get_by_role("button", name="看填到哪些格").click()
        page.get_by_role("button", name="填进表里").wait_for()
        require_sound(page)
        page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        require_sound(page)
