"""A sent file is refused in plain words or answered, on every page that takes one, and never stored."""

import tempfile
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from flask import Flask

from perf.web import file_form
from tests.disclosure.sending import error_summary, send
from tests.pages import (
    UPLOAD_LIMIT,
    CheckedClient,
    checked_client,
    department_target,
    page_of,
    project_target,
    text_file,
)

PAGES = {"/import": ("导入预览", "预览：公开.txt"), "/check": ("核对公开文件", "核对结果：公开.txt")}
"""Address, heading of the form, heading of the answer."""


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    """Each page that takes a file."""
    return str(request.param)


def test_the_form_and_its_answer_are_named(client: CheckedClient, path: str) -> None:
    form, answer = PAGES[path]
    assert client.page(path).xpath("string(//h1)") == form
    page = send(client, text_file(department_target()), path=path)
    assert page.xpath("string(//h1)") == answer
    assert page.xpath(f"//main//a[@href='{path}']")


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
    client: CheckedClient, path: str, content: bytes, name: str, said: str
) -> None:
    page = send(client, content, name, status=422, path=path)
    assert said in error_summary(page)
    assert page.xpath("string(//h1)") == f"出错了：{PAGES[path][0]}"


def test_folders_of_a_file_name_are_left_out(client: CheckedClient, path: str) -> None:
    page = send(client, text_file(department_target()), "C:\\Users\\somebody\\../公开.txt", path=path)
    assert page.xpath("string(//h1)") == PAGES[path][1]


def test_no_file_is_asked_for(client: CheckedClient, path: str) -> None:
    for data in ({}, {"document": (BytesIO(b""), "")}, {"document": "text instead of a file"}):
        response = client.post(path, data={"csrf_token": client.token(), **data})
        assert response.status_code == 422
        assert "还没有选择文件" in error_summary(page_of(response))


def test_a_file_that_is_too_large_is_refused_with_the_limit(client: CheckedClient, path: str) -> None:
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{client.token()}\r\n--x\r\n'
    file = 'Content-Disposition: form-data; name="document"; filename="大.txt"\r\n\r\n' + "x" * (UPLOAD_LIMIT + 100_000)
    body = f"{head}{file}\r\n--x--\r\n".encode()
    response = client.post(path, data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 413
    assert "文件太大，超过了 2 MB" in error_summary(page_of(response))


def test_when_all_readers_are_busy_one_is_asked_to_come_back(
    client: CheckedClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_form, "READING_TURNS", BoundedSemaphore(1))
    monkeypatch.setattr(file_form, "_PATIENCE_SECONDS", 0.01)
    with file_form.READING_TURNS:
        assert "一时轮不到" in error_summary(send(client, text_file(project_target()), status=503, path=path))
    send(client, text_file(project_target()), path=path)


def test_a_form_without_its_token_asks_to_send_again(client: CheckedClient, path: str) -> None:
    response = client.post(path, data={"document": (BytesIO(text_file(department_target())), "a.txt")})
    assert response.status_code == 400
    assert "重新选择文件" in error_summary(page_of(response))
    assert "开放天数" not in response.text


def test_a_token_of_somebody_else_is_refused(app: Flask, client: CheckedClient, path: str) -> None:
    stolen = checked_client(app).token()
    response = client.post(path, data={"csrf_token": stolen, "document": (BytesIO(b"x"), "a.txt")})
    assert response.status_code == 400


def test_nothing_is_stored_and_nothing_is_left(
    app: Flask, client: CheckedClient, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    kept = app.extensions["jixiao-settings"].data_dir / "jixiao.db"
    before = kept.read_bytes()
    send(client, text_file(department_target()), path=path)
    send(client, b"", status=422, path=path)
    assert list(folder.iterdir()) == []
    assert kept.read_bytes() == before
