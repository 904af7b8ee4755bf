"""Every error speaks plain Chinese: what happened and what to do now."""

import logging

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from perf.web.errors import ERROR_PAGES
from perf.web.guard import public
from tests.pages import CheckedClient, checked_client


@pytest.mark.parametrize("code", sorted({*ERROR_PAGES, 401, 410, 418, 429, 502}))
def test_every_error_has_a_page_with_advice_and_a_way_home(app: Flask, code: int) -> None:
    app.add_url_rule("/fails", "fails", public(lambda: abort(code)))
    page = checked_client(app).page("/fails", status=code)
    words = ERROR_PAGES.get(code) or ERROR_PAGES[400 if code < 500 else 500]
    text = page.text_content()
    assert words.title in text
    assert words.advice in text
    assert page.xpath("//main//a/@href") == ["/"]


@pytest.mark.parametrize("code", sorted({*ERROR_PAGES, 418, 502}))
def test_a_script_is_answered_with_the_same_words_in_json(app: Flask, code: int) -> None:
    app.add_url_rule("/fails", "fails", public(lambda: abort(code)))
    words = ERROR_PAGES.get(code) or ERROR_PAGES[400 if code < 500 else 500]
    answer = checked_client(app).get("/fails", headers={"Accept": "application/json"})
    assert answer.status_code == code
    assert answer.json == {"error": words.key, "message": words.explanation + words.advice}


def test_browsers_and_whoever_takes_anything_get_a_page(app: Flask) -> None:
    for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""):
        assert checked_client(app).get("/nothing", headers={"Accept": accept}).mimetype == "text/html"
    assert len({page.key for page in ERROR_PAGES.values()}) == len(ERROR_PAGES)


def test_an_exception_is_logged_and_shows_nothing_of_itself(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> str:
        raise RuntimeError("secret detail")

    app.add_url_rule("/broken", "broken", public(broken))
    page = checked_client(app).page("/broken", status=500)
    assert "secret detail" not in page.text_content()
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/departments/999001/1999",
        "/departments/000000/2026",
        "/departments/999001/二〇二六",
        "/departments/'; DROP TABLE target_table; --/2026",
        "/targets/99999",
        "/targets/99999999999999999999999999",
        "/targets/-1",
        "/targets/1/download/doc",
        "/targets/99999/download/pdf",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/<script>alert(1)</script>",
    ],
)
def test_what_is_not_there_is_not_found(client: CheckedClient, path: str) -> None:
    assert "没有找到这一页" in client.page(path, status=404).text_content()


def test_a_missing_database_asks_for_jixiao_init_and_recovers(
    empty_app: Flask, filled_database: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = checked_client(empty_app)
    with caplog.at_level(logging.WARNING):
        assert "jixiao init" in client.page("/", status=503).text_content()
        assert client.get("/healthz").status_code == 503
    (empty_app.extensions["jixiao-settings"].data_dir / "jixiao.db").write_bytes(filled_database)
    assert "999001" in client.page("/").text_content()
    assert client.get("/healthz").data == b"ok\n"


def test_a_file_that_is_no_database_is_said_to_be_not_ready(empty_app: Flask) -> None:
    (empty_app.extensions["jixiao-settings"].data_dir / "jixiao.db").write_bytes(b"no database" * 100)
    assert "数据库还没有准备好" in checked_client(empty_app).page("/", status=503).text_content()


def test_a_database_that_goes_away_later_is_said_to_be_not_ready(app: Flask) -> None:
    def gone() -> str:
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    app.add_url_rule("/gone", "gone", public(gone))
    page = checked_client(app).page("/gone", status=503)
    assert "数据库还没有准备好" in page.text_content()
    assert "SELECT" not in page.text_content()


def test_the_import_page_needs_no_database(empty_app: Flask) -> None:
    assert "导入预览" in checked_client(empty_app).page("/import").text_content()
