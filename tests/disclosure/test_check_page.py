"""A file is checked in the browser: every table with its findings beside it, masked."""

from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement

from perf.conversion.privacy import HIDDEN
from perf.domain.indicators import IndicatorTree
from perf.domain.values import parse_value
from tests.disclosure.sending import send
from tests.pages import CONTACT, HOSTILE, PHONE, CheckedClient, department_target, project_target, text_file


def checked(client: CheckedClient, content: bytes, name: str = "公开.txt") -> HtmlElement:
    """Check a file on the page."""
    return send(client, content, name, path="/check")


def wrong_file() -> bytes:
    """A department's table one of whose rates has a unit of money."""
    target = department_target()
    *others, last = target.indicators.indicators
    wrong = replace(last, name="资金使用率", value=parse_value("8万元"))
    return text_file(replace(target, indicators=IndicatorTree((*others, wrong))))


def test_a_wrong_cell_is_marked_and_leads_to_its_finding_and_back(client: CheckedClient) -> None:
    page = checked(client, wrong_file())
    (entry,) = [li for li in page.xpath("//aside//li") if "rates-have-no-money-unit" in li.text_content()]
    (cell,) = page.xpath(f"//*[@id='{entry.xpath('string(.//a/@href)')[1:]}']")
    assert "万元" in cell.text or "8" in cell.text
    assert f"#{entry.get('id')}" in cell.xpath("a/@href")
    assert "is-marked" in cell.get("class")


def test_every_finding_says_what_to_do(client: CheckedClient) -> None:
    page = checked(client, wrong_file())
    for entry in page.xpath("//li[contains(@class, 'finding ')]"):
        facts = {row.xpath("string(dt)").strip(): row.xpath("string(dd)").strip() for row in entry.xpath("./dl/div")}
        assert list(facts) == ["位置", "应为", "改法", "依据"]
        assert all(facts.values())


def test_contacts_are_hidden(client: CheckedClient) -> None:
    text = checked(client, text_file(department_target())).text_content()
    assert HIDDEN in text
    assert PHONE not in text
    assert CONTACT not in text


def test_hostile_text_stays_text(client: CheckedClient) -> None:
    page = checked(client, text_file(project_target()), "<img src=x onerror=alert(1)>.txt")
    assert HOSTILE in [cell.text for cell in page.xpath("//td")]
    assert page.xpath("//td//b | //main//img | //main//script") == []


def test_the_check_page_is_found_from_the_first_page_and_from_the_navigation(client: CheckedClient) -> None:
    page = client.page("/")
    assert page.xpath("//nav[@aria-label='主导航']//a[@href='/check']/text()") == ["核对"]
    assert page.xpath("//main//a[@href='/check']")


def test_both_real_documents_are_shown_with_marked_cells(client: CheckedClient, real_documents: Path) -> None:
    for name in ("dingxi-2026.txt", "linxia-2024.txt"):
        page = checked(client, (real_documents / "seeds" / name).read_bytes(), name)
        assert len(page.xpath("//table[contains(@class, 'official-table')]")) >= 13
        for entry in page.xpath("//aside//li[contains(@class, 'finding ')]"):
            assert entry.xpath(".//ul[@class='places']//a")
        for link in page.xpath("//a[contains(@class, 'cell-mark')]"):
            assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")
