"""What people come for: find a table, take it away, see whether a file is read rightly."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from perf.conversion import read_targets
from perf.conversion.privacy import public_target
from tests.journeys.browsing import opened, send
from tests.pages import department_target, shifted_text_file, text_file


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_table_is_found_and_taken_away(browser: Browser, site: str, tmp_path: Path, *, with_scripts: bool) -> None:
    with opened(browser, site, with_scripts=with_scripts) as page:
        page.goto("/")
        page.get_by_label("单位名称或代码").fill("图书馆")
        page.get_by_role("button", name="查找").click()
        page.get_by_role("link", name="2026年").click()
        page.get_by_role("link", name="示例市图书馆𬭎", exact=True).click()
        expect(page.get_by_role("cell", name="开放天数")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Excel").click()
        assert download.value.suggested_filename == "示例市图书馆𬭎-2026年度-部门（单位）整体绩效目标表.xlsx"
        path = tmp_path / "taken.xlsx"
        download.value.save_as(path)
        assert read_targets(path).targets == (public_target(department_target()),)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_file_is_chosen_and_previewed(browser: Browser, site: str, *, with_scripts: bool) -> None:
    with opened(browser, site, with_scripts=with_scripts) as page:
        send(page, text_file(department_target()))
        expect(page.get_by_role("heading", level=1)).to_have_text("预览：公开.txt")
        expect(page.get_by_role("cell", name="开放天数")).to_be_visible()
        page.get_by_role("link", name="换一份文件").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("导入预览")


@pytest.mark.parametrize(
    ("path", "button", "heading"),
    [("/import", "读取并预览", "预览：拖来.txt"), ("/check", "读取并核对", "核对结果：拖来.txt")],
)
def test_a_file_is_dropped_and_read(browser: Browser, site: str, path: str, button: str, heading: str) -> None:
    with opened(browser, site) as page:
        page.goto(path)
        expect(page.get_by_text("也可以把文件拖到这里")).to_be_visible()
        carried = page.evaluate_handle(
            """text => {
                const carried = new DataTransfer();
                carried.items.add(new File([text], "拖来.txt", {type: "text/plain"}));
                return carried;
            }""",
            text_file(department_target()).decode(),
        )
        zone = page.locator("[data-drop-zone]")
        zone.dispatch_event("dragover", {"dataTransfer": carried})
        expect(zone).to_have_class("drop-zone can-drop is-over")
        zone.dispatch_event("drop", {"dataTransfer": carried})
        expect(page.get_by_text("已选择：拖来.txt")).to_be_visible()
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_a_question_leads_to_its_cell(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        send(page, shifted_text_file())
        page.get_by_role("link", name="看表中的这一格").click()
        cell = page.locator("td:target")
        expect(cell).to_contain_text("读者满意度")
        expect(cell).to_be_in_viewport()


def test_a_refused_file_leads_back_to_the_input(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        send(page, "没有表".encode(), "<img src=x onerror=alert(1)>.txt")
        expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>.txt")
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.get_by_label("选择文件")).to_be_focused()


def test_forgetting_the_file_is_said_without_scripts_too(browser: Browser, site: str) -> None:
    with opened(browser, site, with_scripts=False) as page:
        page.goto("/import")
        page.get_by_role("button", name="读取并预览").click()
        expect(page.get_by_role("alert")).to_contain_text("还没有选择文件")
