"""Every page is sound for every reader: no barrier, nothing sideways, no complaint of the browser."""

from flask import Flask
from playwright.sync_api import Browser

from perf.database import upgrade
from tests.journeys.browsing import DESK, PHONE, opened, require_no_sideways_scrolling, require_sound, send
from tests.pages import department_target, engine_of, project_target, shifted_text_file, text_file

PATHS = (
    "/",
    "/?q=没有这个单位",
    "/?q=图书馆",
    "/departments/999001/2026",
    "/targets/1",
    "/targets/3",
    "/targets/4",
    "/check",
    "/import",
    "/sign-in",
    "/links/unknown",
    "/nothing-here",
)


def test_every_page_is_sound_on_a_desk(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        for path in PATHS:
            page.goto(path)
            require_sound(page)


def test_every_page_fits_a_phone_and_those_laid_out_anew_are_sound_there(browser: Browser, site: str) -> None:
    with opened(browser, site, PHONE) as page:
        for path in PATHS:
            page.goto(path)
            require_no_sideways_scrolling(page)
        for path in ("/departments/999001/2026", "/targets/1"):
            page.goto(path)
            require_sound(page)


PREVIEWED = (
    shifted_text_file(),
    text_file(department_target(), project_target()),
    text_file(project_target()).replace("绩效目标表".encode(), "绩效监控表".encode()),
    b"",
)
LONG_NAME = "很长的没有空格的文件名" * 6 + ".txt"


def test_previews_and_refusals_are_sound_on_a_desk(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        for content in PREVIEWED:
            send(page, content, LONG_NAME)
            require_sound(page)


def test_previews_and_refusals_fit_a_phone(browser: Browser, site: str) -> None:
    with opened(browser, site, PHONE) as page:
        for content in PREVIEWED:
            send(page, content, LONG_NAME)
            require_no_sideways_scrolling(page)


def test_the_pages_of_an_installation_without_data_are_sound(
    browser: Browser, empty_app: Flask, empty_site: str
) -> None:
    with opened(browser, empty_site) as page:
        page.goto("/")
        assert page.get_by_role("heading", level=1).inner_text() == "数据库还没有准备好"
        require_sound(page)
        upgrade(engine_of(empty_app))
        page.goto("/")
        assert page.get_by_role("heading", name="还没有绩效目标表").is_visible()
        require_sound(page)


def test_the_table_scrolls_in_its_own_box_on_a_phone(browser: Browser, site: str) -> None:
    with opened(browser, site, PHONE) as page:
        page.goto("/targets/1")
        box = page.get_by_role("region", name="表格：")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.evaluate("box => { box.scrolled = new Promise(done => box.addEventListener('scroll', done)) }")
        box.focus()
        page.keyboard.press("ArrowRight")
        assert box.evaluate("box => box.scrolled.then(() => box.scrollLeft > 0)")


def test_the_keyboard_reaches_the_content_first_and_everything_in_order(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        page.goto("/targets/1")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="跳到正文")
        assert skip.evaluate("link => link === document.activeElement")
        assert skip.is_visible()
        page.keyboard.press("Enter")
        reached = []
        for _ in range(8):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("(document.activeElement.ariaLabel || document.activeElement.innerText).trim()")
            )
        assert reached[:6] == ["PDF.pdf", "Excel.xlsx", "Word.docx", "网页.html", "JSON.json", "文本.txt"]
        assert reached[6].startswith("表格：")


def test_focus_can_be_seen(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        page.goto("/")
        for _ in range(7):
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_only_the_form_is_printed(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        page.goto("/targets/1")
        page.emulate_media(media="print")
        for selector in (".site-header", ".site-footer", ".downloads", ".facts"):
            assert page.locator(selector).is_hidden()
        assert page.locator(".official-table").is_visible()


def test_text_can_be_twice_as_large(browser: Browser, site: str) -> None:
    # A desk screen at 200 % zoom has half as many pixels to lay out.
    with opened(browser, site, {"width": DESK["width"] // 2, "height": DESK["height"] // 2}) as page:
        for path in PATHS:
            page.goto(path)
            require_no_sideways_scrolling(page)
