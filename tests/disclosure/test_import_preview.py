"""A file is shown beside its questions, refused in plain words, and never stored."""

import tempfile
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from flask import Flask
from lxml.html import HtmlElement

from perf.conversion import FORMATS, render_target
from perf.conversion.privacy import HIDDEN
from perf.disclosure import import_preview
from tests.pages import (
    CONTACT,
    HOSTILE,
    PHONE,
    UPLOAD_LIMIT,
    CheckedClient,
    checked_client,
    department_target,
    page_of,
    project_target,
    shifted_text_file,
    text_file,
)


def send(client: CheckedClient, content: bytes, name: str = "公开.txt", status: int = 200) -> HtmlElement:
    """Send a file as the form does."""
    data = {"csrf_token": client.token(), "document": (BytesIO(content), name)}
    response = client.post("/import", data=data)
    assert response.status_code == status
    return page_of(response)


def error_summary(page: HtmlElement) -> str:
    """Give what the error summary says; its link leads to the file input."""
    (summary,) = page.xpath("//*[@role='alert']")
    assert summary.xpath(".//a/@href") == ["#document"]
    assert page.xpath("string(//input[@id='document']/@aria-invalid)") == "true"
    return str(summary.text_content())


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
    assert back.text_content() == "1"
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


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "空.txt", "空.txt"),
        ("没有表格的一页字".encode(), "通知.txt", "没有找到绩效目标表"),
        (b"PK\x03\x04 broken", "坏.xlsx", "坏.xlsx"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "程序.docx", "程序.docx"),
        (b"{}", "别的.json", "别的.json"),
        (b"%PDF-1.7 broken", "<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_the_reason(
    client: CheckedClient, content: bytes, name: str, said: str
) -> None:
    page = send(client, content, name, status=422)
    assert said in error_summary(page)
    assert page.xpath("string(//h1)") == "出错了：导入预览"


def test_folders_of_a_file_name_are_left_out(client: CheckedClient) -> None:
    page = send(client, text_file(department_target()), "C:\\Users\\somebody\\../公开.txt")
    assert page.xpath("string(//h1)") == "预览：公开.txt"


def test_no_file_is_asked_for(client: CheckedClient) -> None:
    for data in ({}, {"document": (BytesIO(b""), "")}, {"document": "text instead of a file"}):
        response = client.post("/import", data={"csrf_token": client.token(), **data})
        assert response.status_code == 422
        assert "还没有选择文件" in error_summary(page_of(response))


def test_a_file_that_is_too_large_is_refused_with_the_limit(client: CheckedClient) -> None:
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{client.token()}\r\n--x\r\n'
    file = 'Content-Disposition: form-data; name="document"; filename="大.txt"\r\n\r\n' + "x" * (UPLOAD_LIMIT + 100_000)
    body = f"{head}{file}\r\n--x--\r\n".encode()
    response = client.post("/import", data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 413
    assert "文件太大，超过了 2 MB" in error_summary(page_of(response))


def test_when_all_readers_are_busy_one_is_asked_to_come_back(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_preview, "READING_TURNS", BoundedSemaphore(1))
    monkeypatch.setattr(import_preview, "_PATIENCE_SECONDS", 0.01)
    with import_preview.READING_TURNS:
        assert "一时轮不到" in error_summary(send(client, text_file(project_target()), status=503))
    send(client, text_file(project_target()))


def test_a_form_without_its_token_asks_to_send_again(client: CheckedClient) -> None:
    response = client.post("/import", data={"document": (BytesIO(text_file(department_target())), "a.txt")})
    assert response.status_code == 400
    assert "重新选择文件" in error_summary(page_of(response))
    assert "开放天数" not in response.text


def test_a_token_of_somebody_else_is_refused(app: Flask, client: CheckedClient) -> None:
    stolen = checked_client(app).token()
    response = client.post("/import", data={"csrf_token": stolen, "document": (BytesIO(b"x"), "a.txt")})
    assert response.status_code == 400


def test_nothing_is_stored_and_nothing_is_left(
    app: Flask, client: CheckedClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    kept = app.extensions["jixiao-settings"].data_dir / "jixiao.db"
    before = kept.read_bytes()
    send(client, text_file(department_target()))
    send(client, b"", status=422)
    assert list(folder.iterdir()) == []
    assert kept.read_bytes() == before


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
