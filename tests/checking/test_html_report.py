"""The report is one page that needs nothing else, and says what it was given exactly, whatever that is."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from perf.checking.files import CheckedFile, check_file
from perf.checking.html_report import render_html_report
from perf.domain.documents.blocks import Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import TEXT, Place
from perf.domain.sources import Source
from perf.domain.terms import Severity, Verdict
from tests.checking.constructed import HOSTILE, checked, claim, finding, place
from tests.checking.test_report_page import found


def parsed(*files: CheckedFile) -> HtmlElement:
    """The report as a browser sees it."""
    return html.document_fromstring(render_html_report(files), parser=html.HTMLParser(encoding="utf-8"))


def with_everything(text: str, name: str = "公开.txt") -> CheckedFile:
    """A checked file all of whose texts are the same."""
    at = Place(text, text, text, text, 0, None, Source(line=1, column=1))
    in_text = Place(TEXT, text, None, text, None, None, Source(line=7))
    statement = replace(claim(7, text, Verdict.WRONG, text), sentence=text, how=text)
    document = PublishedDocument((found((text, text)),), (Paragraph(text, Source(line=7)),), claims=(statement,))
    findings = tuple(replace(finding(text, one, basis=text), expected=text, fix=text) for one in (in_text, at))
    return CheckedFile(name, "text", document, findings)


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = render_html_report([with_everything("字"), checked(finding())]).decode()
    assert page.lstrip().startswith("<!doctype html>")
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import|\son\w+=|\sstyle=", page)


@pytest.mark.parametrize(
    "text", [HOSTILE, "</style></title><script>alert(1)</script>", "\"' onclick=alert(1) x=", "字" * 5000]
)
def test_every_text_is_exact_and_makes_no_element(text: str) -> None:
    harmless = parsed(with_everything("字", "字"))
    page = parsed(with_everything(text, text))
    assert [element.tag for element in page.iter()] == [element.tag for element in harmless.iter()]
    assert page.xpath("string(//td[contains(@class, 'form-value')]/text())") == text
    assert text in page.xpath("string(//li[contains(@class, 'finding')]//p)")
    assert text in page.xpath("string(//h1)")


def test_ids_are_given_once_and_every_link_leads_somewhere() -> None:
    page = parsed(with_everything("字"), with_everything("字"), checked(finding()))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address.removeprefix("#") for address in page.xpath("//a/@href")} <= set(ids)
    assert set(page.xpath("//label/@for")) == set(page.xpath("//input/@id"))


def test_a_finding_says_all_it_knows_its_weight_in_words_and_shape() -> None:
    page = parsed(checked(finding("单位不对", place(17), severity=Severity.WARNING, basis="财预〔2021〕101号")))
    (entry,) = page.xpath("//li[contains(@class, 'finding')]")
    said = " ".join(entry.text_content().split())
    for part in (
        "▲ 提醒 1",
        "单位不对",
        "第17行第4格",
        "8 万",
        "百分比，如 ≥95%",
        "把指标值改成百分比",
        "财预〔2021〕101号",
    ):
        assert part in said


def test_a_blank_cell_is_said_to_be_blank() -> None:
    page = parsed(checked(finding("没有填", place(17, ""))))
    assert "（空白）" in page.xpath("string(//ul[@class='places'])")


def test_of_many_places_the_first_are_shown_and_the_rest_can_be_opened() -> None:
    page = parsed(checked(finding("不对", *(place(line) for line in range(1, 31)))))
    assert len(page.xpath("//ul[@class='places']/li")) == 30
    assert len(page.xpath("//details//ul[@class='places']/li")) == 20
    assert "另有 20 处" in page.xpath("string(//summary)")


def test_a_place_with_two_quotes_is_named_once() -> None:
    page = parsed(
        checked(finding("对不上", *(Place(TEXT, read=read, source=Source(line=9)) for read in ("5%", "8 万元"))))
    )
    assert page.xpath("//ul[@class='places']/li/q/mark/text()") == ["5%", "8 万元"]
    assert page.xpath("string(//ul[@class='places'])").count("第9行") == 1


def test_every_statement_is_printed_with_its_place_without_anything_to_open() -> None:
    page = parsed(checked(claims=(claim(3, "5%"), claim(4, "95%"))))
    assert page.xpath("//table[contains(@class, 'claims')]/ancestor::details") == []
    assert page.xpath("//table[contains(@class, 'claims')]//td[@class='on-paper']/text()") == ["第3行", "第4行"]


def test_weights_are_offered_to_choose_from_only_where_there_are_several() -> None:
    assert not parsed(checked(finding())).xpath("//fieldset")
    assert parsed(checked(finding(), finding("提醒", severity=Severity.WARNING))).xpath("//fieldset")


def test_several_files_stand_one_below_the_other_behind_a_list() -> None:
    page = parsed(checked(name="甲.txt"), checked(finding(), name="乙.txt"))
    assert page.findtext(".//title") == "核对结果：2 份文件"
    assert page.xpath("//nav[@aria-label='各文件']//a/text()") == ["甲.txt", "乙.txt"]
    assert [each.text_content() for each in page.xpath("//article//h1")] == ["核对结果：甲.txt", "核对结果：乙.txt"]
    assert len(page.xpath("//fieldset")) == 1


def test_no_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no checked file"):
        render_html_report([])


def test_the_real_documents_are_reported_whole(real_documents: Path) -> None:
    files = [check_file(path) for path in sorted((real_documents / "seeds").iterdir())]
    page = parsed(*files)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address.removeprefix("#") for address in page.xpath("//a/@href")} <= set(ids)
    assert len(page.xpath("//li[contains(@class, 'finding ')]")) == sum(len(file.findings) for file in files)
    assert len(page.xpath("//table[contains(@class, 'claims')]/tbody/tr[td]")) == sum(
        len(file.document.claims) for file in files
    )
