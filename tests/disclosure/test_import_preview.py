"""A file is shown beside its questions."""

from pathlib import Path

import pytest

from perf.conversion import FORMATS, render_target
from perf.conversion.privacy import HIDDEN
from tests.disclosure.sending import send
from tests.pages import (
    CONTACT,
    HOSTILE,
    PHONE,
    CheckedClient,
    department_target,
    project_target,
    shifted_text_file,
    text_file,
)


def test_every_table_is_shown_in_its_official_layout(client: CheckedClient) -> None:
    page = send(client, text_file(department_target(), project_target()))
    assert page.xpath("string(//h1)") == "预览：公开.txt"
    assert "找到 2 张绩效目标表" in page.text_content()
    assert "没有保存" in page.text_content()
    assert len(page.xpath("//table[contains(@class, 'official-table')]")) == 2
    assert HOSTILE in [cell.text_content() for cell in page.xpath("//td")]
    assert page.xpath("//td//b") == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_that_is_handed_out_is_read(client: CheckedClient, file_format: str) -> None:
    name = f"表.{FORMATS[file_format].ending}"
    page = send(client, render_target(department_target(), file_format), name)
    assert "开放天数" in page.text_content()
    assert "没有需要核对的地方" in page.text_content()


def test_a_question_says_where_what_was_read_and_what_it_was_taken_for_and_leads_to_its_cell(
    client: CheckedClient,
) -> None:
    page = send(client, shifted_text_file())
    (question,) = page.xpath("//aside//li")
    facts = {row.xpath("string(dt)"): row.xpath("string(dd)") for row in question.xpath(".//dl/div")}
    assert facts["位置"].startswith("第")
    assert "读者满意度" in facts["原文"]
    assert "三级指标“读者满意度”" in facts["读作"]
    (cell,) = page.xpath(f"//*[@id='{question.xpath('string(a/@href)')[1:]}']")
    assert cell.text == "读者满意度"
    (back,) = cell.xpath("a")
    assert back.text_content() == "？1"
    assert back.get("href") == f"#{question.get('id')}"


def test_contacts_are_hidden_in_the_preview_too(client: CheckedClient) -> None:
    text = send(client, text_file(department_target())).text_content()
    assert HIDDEN in text
    assert PHONE not in text
    assert CONTACT not in text


def test_a_table_of_another_stage_is_listed_with_the_reason(client: CheckedClient) -> None:
    monitoring = text_file(project_target()).decode().replace("绩效目标表", "绩效监控表").encode()
    page = send(client, monitoring)
    assert "没有可以读取的绩效目标表，另有 1 张表没有读取" in page.text_content()
    assert "不是绩效目标表" in page.xpath("string(//section[@aria-labelledby='unread']//tbody)")


def test_every_question_about_a_real_document_leads_to_a_cell_of_its_own_words(
    client: CheckedClient, real_documents: Path
) -> None:
    page = send(client, (real_documents / "seeds/dingxi-2026.txt").read_bytes(), "dingxi-2026.txt")
    questions = page.xpath("//aside//li")
    assert len(questions) == 9
    for question in questions:
        (cell,) = page.xpath(f"//*[@id='{question.xpath('string(a/@href)')[1:]}']")
        quoted = question.xpath("string(.//dl)")
        assert cell.text[:40] in quoted
        assert f"#{question.get('id')}" in cell.xpath("a/@href")
