"""The editor in a real browser: as quick as a spreadsheet, and nothing typed is lost whatever happens on the way."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.database import transaction
from perf.domain.roles import Role
from perf.web import clock
from tests.drafting.tables import Table, a_table
from tests.journeys.browsing import PHONE, opened, require_sound
from tests.pages import HOSTILE, NOW, engine_of
from tests.signing_in import TestUser, make_user

PATIENCE = 15_000
"""How many milliseconds somebody waits; only a failing test ever waits so long."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """Somebody who fills in."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001", full_name="某甲")


@pytest.fixture
def colleague(app: Flask) -> TestUser:
    """Somebody else of the same department."""
    return make_user(engine_of(app), "colleague", Role.DRAFTER, now=NOW, department="999001", full_name="某乙")


@pytest.fixture
def table(app: Flask, drafter: TestUser) -> Table:
    """A table with three indicators."""
    made = a_table(engine_of(app), "开放天数", HOSTILE, "读者满意度", person=drafter.id)
    for row in made.lines():
        made.save(row, first_level="重点履职指标", second_level="数量指标")
    return made


def sit_down(page: Page, user: TestUser, table: Table) -> None:
    """Sign in and open the table."""
    page.set_default_timeout(PATIENCE)
    page.goto("/sign-in")
    page.get_by_label("登录名").fill(user.name)
    page.get_by_label("密码").fill(user.password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出").wait_for()
    page.goto(f"/drafts/{table.id}")


def cell(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def expect_state(page: Page, words: str) -> None:
    expect(page.locator("#save-state")).to_contain_text(words, timeout=PATIENCE)


def expect_saved(page: Page) -> None:
    """Wait until the server has taken everything that was typed."""
    expect_state(page, "已保存")
    expect(page.locator("[data-state]:not([data-state=saved])")).to_have_count(0)


def here(page: Page) -> str:
    """Say which cell has the focus."""
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_keys_go_as_in_a_spreadsheet_and_what_is_typed_saves_itself(
    browser: Browser, site: str, drafter: TestUser, table: Table
) -> None:
    with opened(browser, site) as page:
        sit_down(page, drafter, table)
        cell(page, "第1行 三级指标").focus()
        page.keyboard.press("F2")
        page.keyboard.type("（全年）")
        page.keyboard.press("Enter")
        assert here(page) == "第2行 三级指标"
        expect_saved(page)
        way = ["ArrowRight", "ArrowRight", "ArrowUp", "Shift+Tab", "Alt+ArrowLeft", "ArrowLeft", "Tab"]
        places = []
        for key in way:
            page.keyboard.press(key)
            page.wait_for_timeout(20)
            places.append(here(page).partition(" ")[2])
        assert places == ["指标值类型", "指标值", "指标值", "指标值类型", "三级指标", "二级指标", "三级指标"]
        cell(page, "第3行 指标值").focus()
        page.keyboard.type("95")
        page.keyboard.press("Control+Enter")
        page.keyboard.type("以上")
        page.keyboard.press("Tab")
        page.keyboard.type("%")
        page.keyboard.press("Escape")
        expect(cell(page, "第3行 度量单位")).to_have_value("")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        expect(cell(page, "第3行 指标值")).not_to_have_value("95\n以上")
        page.keyboard.press("Control+y")
        expect(cell(page, "第3行 指标值")).to_have_value("95\n以上")
        expect_saved(page)
        assert [row.text("name") for row in table.lines()] == ["开放天数（全年）", HOSTILE, "读者满意度"]
        expect_saved(page)
        assert table.lines()[2].text("value") == "95\n以上"
        require_sound(page)


def test_rows_are_added_removed_and_brought_back_without_leaving_the_page(
    browser: Browser, site: str, drafter: TestUser, table: Table
) -> None:
    with opened(browser, site) as page:
        sit_down(page, drafter, table)
        cell(page, "第1行 指标值").fill("300")
        page.get_by_label("第1行的操作").click()
        page.get_by_role("button", name="下面加一行").click()
        expect(page.locator(".line")).to_have_count(4)
        expect(cell(page, "第2行 三级指标")).to_be_focused()
        page.keyboard.type("新指标")
        expect_saved(page)
        page.get_by_label("第2行的操作").click()
        page.get_by_role("button", name="删除这一行").click()
        expect(page.locator("#notices")).to_contain_text("已删除“新指标”这一行")
        assert table.names() == ["开放天数", HOSTILE, "读者满意度"]
        page.get_by_role("button", name="恢复这一行").click()
        expect(page.locator(".line")).to_have_count(4)
        assert table.names() == ["开放天数", "新指标", HOSTILE, "读者满意度"]
        assert table.lines()[0].text("value") == "300"


def test_of_two_people_in_one_cell_both_texts_are_shown(
    browser: Browser, site: str, drafter: TestUser, colleague: TestUser, table: Table
) -> None:
    with opened(browser, site) as mine, opened(browser, site) as theirs:
        sit_down(mine, drafter, table)
        sit_down(theirs, colleague, table)
        for label in ("第1行 指标值", "第2行 指标值"):
            cell(theirs, label).fill("7")
        expect_saved(theirs)
        cell(mine, "第1行 指标值").fill("8")
        expect_state(mine, "有 1 格和别人改的不一样")
        expect(mine.locator(".cell-conflict")).to_contain_text("某乙")
        expect(mine.locator(".cell-conflict")).to_contain_text("“7”")
        # What the colleague typed elsewhere came along.
        expect(cell(mine, "第2行 指标值")).to_have_value("7")
        assert [row.text("value") for row in table.lines()] == ["7", "7", ""]
        require_sound(mine)
        mine.get_by_role("button", name="第1行 指标值：用我填的").click()
        expect_saved(mine)
        assert table.lines()[0].text("value") == "8"
        cell(theirs, "第1行 指标值").fill("9")
        expect_state(theirs, "有 1 格")
        theirs.get_by_role("button", name="第1行 指标值：用对方的").click()
        expect(cell(theirs, "第1行 指标值")).to_have_value("8")
        expect_saved(theirs)


def test_a_lost_connection_and_an_expired_sign_in_lose_nothing(
    browser: Browser, app: Flask, site: str, drafter: TestUser, table: Table
) -> None:
    with opened(browser, site) as page:
        sit_down(page, drafter, table)
        page.route(f"**/drafts/{table.id}", lambda route: route.abort())
        cell(page, "第1行 指标值").fill("300")
        expect_state(page, "断网，连上后自动保存")
        page.unroute_all()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect_saved(page)
        assert table.lines()[0].text("value") == "300"
        with transaction(engine_of(app)) as session:
            end_sign_ins_of(session, COMMAND_LINE, drafter.id, now=clock.now())
        cell(page, "第1行 指标值").fill("310")
        expect_state(page, "登录已经过期")
        with page.context.expect_page() as other:
            page.get_by_role("link", name="在新的标签页里登录").click()
        tab = other.value
        tab.get_by_label("登录名").fill(drafter.name)
        tab.get_by_label("密码").fill(drafter.password)
        tab.get_by_role("button", name="登录").click()
        tab.get_by_role("button", name="退出").wait_for()
        tab.close()
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect_saved(page)
        assert table.lines()[0].text("value") == "310"


def test_what_a_closed_tab_had_not_saved_is_offered_again_and_signing_out_clears_it(
    browser: Browser, site: str, drafter: TestUser, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    with opened(browser, site) as page:
        sit_down(page, drafter, table)
        with monkeypatch.context() as patched:
            patched.setattr("perf.drafting.views.editor.edit", broken)
            cell(page, "第2行 指标值").fill(HOSTILE)
            cell(page, "第3行 指标值").fill("95")
            expect_state(page, "会自动再试")
            tab = page.context.new_page()
            page.close(run_before_unload=False)
            tab.goto(f"/drafts/{table.id}")
        offer = tab.locator(".unsaved-before")
        expect(offer).to_contain_text("有 2 格上次没有保存完")
        expect(offer).to_contain_text(f"第2行 指标值：{HOSTILE}")
        require_sound(tab)
        offer.get_by_role("button", name="恢复到表里").click()
        expect_saved(tab)
        assert [row.text("value") for row in table.lines()] == ["", HOSTILE, "95"]
        tab.evaluate("key => localStorage.setItem(key, '{}')", f"jixiao:unsaved:{drafter.id}:{table.id}:1")
        tab.once("dialog", lambda dialog: dialog.accept())
        tab.get_by_role("button", name="退出").click()
        tab.wait_for_url("**/sign-in")
        assert tab.evaluate("Object.keys(localStorage).filter(key => key.startsWith('jixiao:unsaved'))") == []


def test_the_same_work_is_done_without_scripts(browser: Browser, site: str, drafter: TestUser, table: Table) -> None:
    with opened(browser, site, with_scripts=False) as page:
        sit_down(page, drafter, table)
        cell(page, "第1行 指标值").fill("300")
        page.get_by_label("第1行的操作").click()
        page.get_by_role("button", name="下面加一行").click()
        cell(page, "第2行 三级指标").fill("新指标")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator("main")).to_contain_text("已保存。")
        page.reload()
        page.go_back()
        expect(cell(page, "第2行 三级指标")).to_have_value("新指标")
        assert table.names() == ["开放天数", "新指标", HOSTILE, "读者满意度"]
        assert table.lines()[0].text("value") == "300"


def test_on_a_phone_every_row_is_a_card_that_thumbs_can_fill(
    browser: Browser, site: str, drafter: TestUser, table: Table
) -> None:
    with opened(browser, site, PHONE) as page:
        sit_down(page, drafter, table)
        value = cell(page, "第1行 指标值")
        value.fill("300")
        expect_saved(page)
        assert value.evaluate("field => field.getBoundingClientRect().height") >= 40
        heading = value.evaluate("field => getComputedStyle(field.closest('td'), '::before').content")
        assert heading == '"指标值"'
        require_sound(page)
