"""A file is checked in a browser: dropped or chosen, with and without scripts, on a desk, on a phone, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from perf.checking import check_file
from perf.checking.html_report import render_html_report
from tests.disclosure.test_check_page import wrong_file
from tests.journeys.browsing import DESK, PAPER, PHONE, opened, require_no_sideways_scrolling, require_sound


def check(page: Page, content: bytes, name: str = "公开.txt") -> None:
    """Choose a file on the check page and send it."""
    page.goto("/check")
    page.get_by_label("选择文件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="读取并核对").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_file_is_checked_from_the_first_page_on(browser: Browser, site: str, *, with_scripts: bool) -> None:
    with opened(browser, site, with_scripts=with_scripts) as page:
        page.goto("/")
        page.get_by_role("link", name="核对", exact=True).click()
        check(page, wrong_file())
        expect(page.get_by_role("heading", level=1)).to_have_text("核对结果：公开.txt")
        page.get_by_role("link", name="换一份文件").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("核对公开文件")


def test_a_finding_leads_to_its_cell_and_the_cell_back(browser: Browser, site: str) -> None:
    with opened(browser, site, with_scripts=False) as page:
        check(page, wrong_file())
        entry = page.locator(".finding.is-error").filter(has_text="rates-have-no-money-unit")
        entry.get_by_role("link").first.click()
        cell = page.locator("td:target")
        expect(cell).to_be_in_viewport()
        number = entry.locator(".cell-mark").first.inner_text().split()[-1]
        cell.get_by_role("link", name=number, exact=False).first.click()
        expect(page.locator(".finding:target")).to_be_in_viewport()


def test_findings_are_filtered_without_scripts(browser: Browser, site: str) -> None:
    with opened(browser, site, with_scripts=False) as page:
        check(page, wrong_file())
        errors, others = page.locator(".finding.is-error"), page.locator(".finding:not(.is-error)")
        assert errors.count()
        assert others.count()
        page.get_by_label("只看错误").check()
        expect(errors.first).to_be_visible()
        expect(others.first).to_be_hidden()
        page.get_by_label("全部").check()
        expect(others.first).to_be_visible()


def test_the_check_page_is_printed_with_its_name_its_counts_and_its_marks(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        check(page, wrong_file())
        page.emulate_media(media="print")
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.locator(".tallies").first.is_visible()
        assert page.locator(".official-table .is-marked").first.is_visible()
        for selector in (".site-header", ".site-footer", ".notice", ".severity-filter"):
            assert page.locator(selector).first.is_hidden()


def test_a_table_without_findings_opens_when_asked(browser: Browser, site: str, real_documents: Path) -> None:
    with opened(browser, site, with_scripts=False) as page:
        check(page, (real_documents / "seeds/linxia-2024.txt").read_bytes(), "linxia-2024.txt")
        clean = page.locator("details.clean").first
        expect(clean.locator(".official-table")).to_be_hidden()
        clean.locator("summary").click()
        expect(clean.locator(".official-table")).to_be_visible()


@pytest.mark.parametrize("name", ["dingxi-2026.txt", "linxia-2024.txt"])
def test_a_real_document_is_sound_on_a_desk_and_fits_a_phone(
    browser: Browser, site: str, real_documents: Path, name: str
) -> None:
    content = (real_documents / "seeds" / name).read_bytes()
    with opened(browser, site, DESK) as page:
        check(page, content, name)
        assert page.locator(".official-table .is-marked").count()
        require_sound(page)
    with opened(browser, site, PHONE) as page:
        check(page, content, name)
        require_no_sideways_scrolling(page)


def test_the_form_is_sound_and_a_refusal_leads_back_to_the_input(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        page.goto("/check")
        require_sound(page)
        check(page, "没有表".encode())
        require_sound(page)
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.get_by_label("选择文件")).to_be_focused()


def test_the_report_that_stands_alone_is_sound_and_printed_whole(browser: Browser, tmp_path: Path) -> None:
    sent = tmp_path / "公开.txt"
    sent.write_bytes(wrong_file())
    report = tmp_path / "report.html"
    report.write_bytes(render_html_report([check_file(sent)]))
    with opened(browser, report.parent.as_uri()) as page:
        page.goto(report.as_uri())
        require_sound(page)
        page.emulate_media(media="print")
        assert page.locator(".severity-filter").is_hidden()
        assert page.locator(".official-table").first.is_visible()
        assert page.locator(".finding.is-error").first.is_visible()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    with opened(browser, report.parent.as_uri(), PHONE) as page:
        page.goto(report.as_uri())
        require_no_sideways_scrolling(page)


def require_whole_on_paper(page: Page) -> None:
    """Every table stands within the paper's width, and the list of statements is printed to its end."""
    page.emulate_media(media="print")
    require_no_sideways_scrolling(page)
    assert page.evaluate("""() => [...document.querySelectorAll('.official-table, .claims')]
        .filter(table => table.checkVisibility()).map(table => table.getBoundingClientRect())
        .every(box => box.left >= 0 && box.right <= document.documentElement.clientWidth)""")
    assert page.locator(".claims tbody tr:not(.sentence)").last.is_visible()


@pytest.mark.parametrize("name", ["dingxi-2026.txt", "linxia-2024.txt"])
def test_nothing_is_cut_at_the_edge_of_the_paper(
    browser: Browser, site: str, tmp_path: Path, real_documents: Path, name: str
) -> None:
    document = real_documents / "seeds" / name
    report = tmp_path / "report.html"
    report.write_bytes(render_html_report([check_file(document)]))
    with opened(browser, report.parent.as_uri(), PAPER) as page:
        page.goto(report.as_uri())
        require_whole_on_paper(page)
    with opened(browser, site, PAPER) as page:
        check(page, document.read_bytes(), name)
        require_whole_on_paper(page)
