"""The public pages show what is kept, exactly, and hand it out as files that read back equal."""

import json
from email.message import Message
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from lxml.html import HtmlElement
from sqlalchemy import event

from perf.conversion import FORMATS, read_targets
from perf.conversion.privacy import HIDDEN, public_target
from perf.database import upgrade
from perf.domain.targets import PerformanceTarget
from tests.pages import (
    CONTACT,
    HOSTILE,
    PHONE,
    CheckedClient,
    checked_client,
    department_target,
    engine_of,
    page_of,
    project_target,
)


def test_the_first_page_lists_departments_with_years_and_numbers_of_tables(client: CheckedClient) -> None:
    page = client.page("/")
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert rows[0].startswith("示例市图书馆𬭎 999001")
    assert [rows[0].count(words) for words in ("2026年", "2024年", "2张表", "1张表")] == [1, 1, 1, 1]
    assert "2 个单位，4 张表" in page.text_content()


@pytest.mark.parametrize(
    ("searched", "found"), [("图书馆", 1), ("999", 2), ("999002", 1), (" 乙 ", 1), ("{{7*7}}", 1), ("没有这个", 0)]
)
def test_departments_are_found_by_name_or_code(client: CheckedClient, searched: str, found: int) -> None:
    page = page_searched(client, searched)
    assert len(page.xpath("//tbody/tr")) == found
    assert page.xpath("string(//input[@id='q']/@value)") == searched.strip()


def test_a_search_that_finds_nothing_says_what_to_do(client: CheckedClient) -> None:
    text = page_searched(client, "<b>没有</b>").text_content()
    assert "没有单位的名称或代码含“<b>没有</b>”" in text
    assert "显示全部" in text


def page_searched(client: CheckedClient, searched: str) -> HtmlElement:
    return page_of(client.get("/", query_string={"q": searched}))


def test_every_link_leads_somewhere(client: CheckedClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if response.mimetype == "text/html" and "Content-Disposition" not in response.headers:
            links = page_of(response).xpath("//a/@href | //link/@href | //script/@src | //img/@src")
            waiting += [link for link in links if link.startswith("/") and link not in seen]
    assert {"/targets/4/download/text", "/import", "/departments/999001/2024", "/static/drop_zone.js"} <= seen


def test_a_year_lists_the_departments_own_table_and_its_projects(client: CheckedClient) -> None:
    page = client.page("/departments/999001/2026")
    assert [heading.text_content() for heading in page.xpath("//h2")] == ["部门整体支出", "项目支出"]
    cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//tbody/tr/*")]
    assert cells[:3] == ["示例市图书馆𬭎", "2", "405.310 万元"]
    assert cells[4:7] == [HOSTILE, "1", "102 万元"]
    assert page.xpath("//nav[@aria-label='其他年度']/a/@href") == ["/departments/999001/2024"]


def test_a_target_is_shown_in_its_official_layout(client: CheckedClient) -> None:
    page = client.page("/targets/1")
    assert page.xpath("string(//h1)") == "示例市图书馆𬭎：部门（单位）整体绩效目标表（2026年度）"
    table = page.xpath("//table[contains(@class, 'official-table')]")[0]
    assert {"一级指标", "权重", "指标值类型"} <= {cell.text_content() for cell in table.xpath(".//th")}
    assert {"开放天数", "≥", "300", "天", "405.310"} <= {cell.text_content() for cell in table.xpath(".//td")}
    assert "2026年3月2日" in page.text_content()
    assert "示例<1>.txt" in page.text_content()


def test_hostile_text_comes_out_exactly_and_as_text(client: CheckedClient) -> None:
    page = client.page("/targets/3")
    cells = [cell.text_content() for cell in page.xpath("//table//td")]
    assert cells.count(HOSTILE) == 2
    assert f"<p>{HOSTILE}</p>\n<script>alert(1)</script>" in cells
    assert page.xpath("//script | //b") == []


def test_a_target_of_no_form_is_shown_as_its_table_was(client: CheckedClient) -> None:
    page = client.page("/targets/4")
    assert "不合任何已知表样" in page.text_content()
    assert "无表样项目" in page.xpath("string(//h1)")


@pytest.mark.parametrize("path", ["/", "/departments/999001/2026", "/targets/1", "/targets/1/download/html"])
def test_no_page_shows_personal_data(client: CheckedClient, path: str) -> None:
    data = client.get(path).data.decode()
    assert PHONE not in data
    assert CONTACT not in data
    assert HIDDEN in data or "targets" not in path


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(("number", "target"), [(1, department_target()), (3, project_target())])
def test_a_download_reads_back_equal(
    client: CheckedClient, tmp_path: Path, file_format: str, number: int, target: PerformanceTarget
) -> None:
    response = client.get(f"/targets/{number}/download/{file_format}")
    assert response.mimetype == FORMATS[file_format].media_type.partition(";")[0]
    path = tmp_path / "downloaded"
    path.write_bytes(response.data)
    (read,) = read_targets(path).targets
    assert read == public_target(target)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_download_has_a_chinese_file_name(client: CheckedClient, file_format: str) -> None:
    header = Message()
    header["Content-Disposition"] = client.get(f"/targets/3/download/{file_format}").headers["Content-Disposition"]
    name = header.get_filename()
    assert header.get_content_disposition() == "attachment"
    ending = FORMATS[file_format].ending
    assert name == f"target-3.{ending}" or (name and unquote(name).endswith(f"-项目支出绩效目标表.{ending}"))


def test_a_json_download_is_in_the_interchange_format(client: CheckedClient) -> None:
    (table,) = json.loads(client.get("/targets/1/download/json").data)["tables"]
    assert table["fields"]["contact_phone"] == HIDDEN
    assert table["funding"][0]["amount"] == "405.310"


def test_an_empty_database_says_how_to_fill_it(empty_app: Flask) -> None:
    upgrade(engine_of(empty_app))
    page = checked_client(empty_app).page("/")
    assert "jixiao import" in page.text_content()
    assert page.xpath("//main//a/@href") == ["/check", "/import"]
    assert page.xpath("//form") == []


@pytest.mark.parametrize("path", ["/", "/departments/999001/2026", "/targets/1", "/targets/1/download/json"])
def test_a_page_asks_the_database_a_few_questions_only(app: Flask, client: CheckedClient, path: str) -> None:
    client.get(path)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine_of(app), "before_cursor_execute", note)
    client.get(path)
    assert 1 <= len([statement for statement in asked if statement.startswith("SELECT")]) <= 8
