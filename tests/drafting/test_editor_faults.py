"""The editor when something goes wrong: nothing typed is lost, nothing is written that should not be."""

from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from perf.database import transaction
from perf.drafting.records import TargetDraft
from perf.web.form_sizes import LARGE_FORM
from tests.drafting.sheets import opened, somebody
from tests.drafting.tables import Table, a_table
from tests.pages import HOSTILE, CheckedClient, engine_of, page_of

LONG = "长" * 2000


@pytest.fixture
def mine(app: Flask) -> CheckedClient:
    """The browser of whoever began the table."""
    return somebody(app, "drafter", "某甲")


@pytest.fixture
def table(app: Flask, mine: CheckedClient) -> Table:
    """A table with three indicators."""
    assert mine
    return a_table(engine_of(app), "开放天数", "读者满意度", HOSTILE, person=1)


def listed(response: TestResponse) -> dict[str, str]:
    """What a page lists as typed and not saved."""
    page = page_of(response)
    return {dt.text: dd.text for dt, dd in zip(page.xpath("//dl//dt"), page.xpath("//dl//dd"), strict=True)}


@pytest.mark.parametrize("do", ["remove", "remove-", "up-0", "below-99999999999", "fly-1", "first-fields", "back-x"])
def test_a_button_that_there_is_not_does_nothing_and_says_so(mine: CheckedClient, table: Table, do: str) -> None:
    before = table.draft()
    sheet = opened(mine, table)
    page = sheet.after(sheet.send(do))
    assert table.draft() == before
    assert page.page.xpath("//p[@class='notice']")


def test_too_long_a_text_is_shown_again_with_its_reason(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    response = sheet.send("", {"第1行 指标值": "长" * 20_001, "第2行 指标值": "95"})
    assert response.status_code == 409
    page = sheet.after(response)
    assert "第1行 指标值：这一格有 20001 字" in page.said()
    assert page.text("第1行 指标值") == "长" * 20_001
    assert [row.text("value") for row in table.lines()] == ["", "95", ""]


def test_a_closed_table_is_shown_locked_and_keeps_what_was_typed_on_the_page(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    with transaction(table.engine) as session:
        draft = session.get_one(TargetDraft, table.id)
        draft.is_open, draft.state = False, "waiting"
    response = sheet.send("", {"第1行 指标值": HOSTILE, "单位（部门）名称": "新名"})
    assert response.status_code == 409
    assert listed(response) == {"第1行 指标值": HOSTILE, "单位（部门）名称": "新名"}
    shown = opened(mine, table)
    assert not shown.page.xpath("//textarea[not(@readonly)] | //button[@name='do'] | //button[@id='save']")
    assert "待审核，现在只能看，不能改" in shown.said()


def test_tables_of_others_look_missing_and_what_was_typed_stays(app: Flask, mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    stranger = somebody(app, "stranger", "某丙", code="999002")
    for address in (f"/drafts/{table.id}", "/drafts/999999"):
        assert stranger.get(address).status_code == 404
        fields = {**sheet.fields, sheet.name("第2行 三级指标"): HOSTILE, "csrf_token": stranger.token()}
        response = stranger.post(address, data=fields)
        assert response.status_code == 404
        assert listed(response)["第2行 三级指标"] == HOSTILE


def test_a_form_of_somebody_else_is_not_saved_in_the_name_of_whoever_signed_in_since(
    app: Flask, mine: CheckedClient, table: Table
) -> None:
    sheet = opened(mine, table)
    theirs = somebody(app, "colleague", "某乙")
    fields = {**sheet.fields, sheet.name("第1行 指标值"): "1", "csrf_token": theirs.token()}
    response = theirs.post(sheet.address, data=fields)
    assert response.status_code == 409
    assert "换了别人登录" in page_of(response).text_content()
    assert table.lines()[0].text("value") == ""


@pytest.mark.parametrize("error", [RuntimeError("broken"), OperationalError("", {}, Exception("gone"))])
def test_a_fault_of_the_system_keeps_the_form_to_be_sent_again(
    mine: CheckedClient, table: Table, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    sheet = opened(mine, table)

    def broken(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("perf.drafting.views.editor.edit", broken)
        response = sheet.send("", {"第1行 指标值": f"\n{HOSTILE}"})
    assert response.status_code in {500, 503}
    page = page_of(response)
    assert HOSTILE in page.text_content()
    fields = page.xpath("//form//*[@name]")
    again = {field.get("name"): field.get("value") or (field.text or "").removeprefix("\n") for field in fields}
    assert mine.post(sheet.address, data=again).status_code == 302
    assert table.lines()[0].text("value") == HOSTILE


def test_two_hundred_full_rows_are_taken_and_larger_forms_are_refused(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    # As many bytes as 2,000 Chinese characters take in a form, and quicker to read.
    full = "x" * 2000 * len(quote("满"))
    cells = "".join(f"&r{row}-{key}={full}" for row in range(1000, 1200) for key in "abcdefghi")
    typed = urlencode({**sheet.fields, sheet.name("第1行 备注"): LONG})
    as_form = "application/x-www-form-urlencoded"
    response = mine.post(sheet.address, data=typed + cells, content_type=as_form)
    assert response.status_code == 302
    assert table.lines()[0].text("remark") == LONG
    assert mine.post(sheet.address, data=b"x" * (LARGE_FORM + 1), content_type=as_form).status_code == 413
