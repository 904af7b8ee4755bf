"""The pages for pasting, without scripts: nothing is stored before it was looked at, and no text is lost."""

import json

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.sign_ins import end_sign_ins_of
from perf.database import transaction
from perf.domain.roles import Role
from perf.drafting.records import ChangeKind
from perf.web import clock
from tests.drafting.tables import Table, a_table
from tests.pages import HOSTILE, NOW, CheckedClient, engine_of, page_of
from tests.signing_in import TestUser, make_user, send, signed_in_client

BLOCK = f"三级指标\t指标值\t分值\r\n{HOSTILE}\t≥95%\t3\r\n乙\t2026-12-31 00:00:00\t\r\n"


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """Somebody who fills the tables of the department 999001."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001", full_name="某甲")


@pytest.fixture
def table(app: Flask, drafter: TestUser) -> Table:
    """A table with one indicator."""
    return a_table(engine_of(app), "旧指标", person=drafter.id)


@pytest.fixture
def signed_in(app: Flask, drafter: TestUser) -> CheckedClient:
    """The drafter's browser."""
    return signed_in_client(app, drafter)


def previewed(client: CheckedClient, table: Table, text: str = BLOCK, **at: str) -> TestResponse:
    return send(client, f"/drafts/{table.id}/paste", text=text, **at)


def offered(response: TestResponse) -> dict[str, str]:
    """The fields that the preview sends when its button is pressed."""
    inputs = page_of(response).xpath("//form[contains(@action, '/paste/apply')]//input[@type='hidden']")
    return {field.get("name"): field.get("value") for field in inputs}


def test_the_box_offers_every_row_and_column(signed_in: CheckedClient, table: Table) -> None:
    page = signed_in.page(f"/drafts/{table.id}/paste")
    rows = page.xpath("//select[@name='row']/option")
    assert [row.get("value") for row in rows] == ["", str(table.lines()[0].id)]
    assert "旧指标" in rows[1].text
    assert page.xpath("string(//select[@name='cell']/option[@selected]/@value)") == "name"


def test_the_preview_says_all_and_stores_nothing(signed_in: CheckedClient, table: Table) -> None:
    before = table.draft()
    page = page_of(previewed(signed_in, table, row=str(table.lines()[0].id), cell="name"))
    assert table.draft() == before
    said = " ".join(page.text_content().split())
    assert "会填 6 格，新加 1 行，其中 1 格换掉原来的内容" in said
    assert page.xpath("//td/del")[0].text == "旧指标"
    marks = [mark.text_content() for mark in page.xpath("//td//span[@class='paste-mark']")]
    assert marks == ["✂ 拆自“≥95%”"] * 3
    assert "贴的第3行第2列" in said
    assert "像是 Excel 换了写法的日期" in said
    assert "表里没有“分值”这一栏：1 处" in said
    assert page.xpath("//td/ins")[0].text == HOSTILE


def test_what_was_shown_is_filled_in_once(signed_in: CheckedClient, table: Table) -> None:
    fields = offered(previewed(signed_in, table, row=str(table.lines()[0].id), cell="name"))
    for _ in range(2):
        response = signed_in.post(f"/drafts/{table.id}/paste/apply", data=fields)
        assert response.status_code == 302
    assert response.headers["Location"].startswith(f"/drafts/{table.id}")
    assert [dict(row.texts) for row in table.lines()] == [
        {"name": HOSTILE, "comparison": "≥", "value": "95", "unit": "%"},
        {"name": "乙", "value": "2026-12-31 00:00:00"},
    ]
    assert next(each.kind for each in table.history(table.lines()[0].id, "name")) is ChangeKind.PASTED


def test_a_block_without_anchor_is_filled_in_once_too(signed_in: CheckedClient, table: Table) -> None:
    table.save(table.lines()[0], name="")
    fields = offered(previewed(signed_in, table, "三级指标\t指标值\n甲\t1\n"))
    assert fields["row"] == str(table.lines()[0].id)
    for _ in range(2):
        assert signed_in.post(f"/drafts/{table.id}/paste/apply", data=fields).status_code == 302
    assert table.names() == ["甲"]


def test_what_others_changed_meanwhile_is_shown_and_not_overwritten(
    app: Flask, signed_in: CheckedClient, table: Table
) -> None:
    fields = offered(previewed(signed_in, table, row=str(table.lines()[0].id), cell="name"))
    other = make_user(engine_of(app), "other", Role.DRAFTER, now=NOW, department="999001", full_name="某乙")
    table.seen_by(other.id).save(table.lines()[0], name="某乙写的")
    response = signed_in.post(f"/drafts/{table.id}/paste/apply", data=fields)
    assert response.status_code == 409
    page = page_of(response)
    assert "某乙改过其中 1 格" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//td/del")[0].text == "某乙写的"
    assert table.names() == ["某乙写的"]
    assert signed_in.post(f"/drafts/{table.id}/paste/apply", data=offered(response)).status_code == 302
    assert table.names() == [HOSTILE, "乙"]


REFUSED = {
    "": "还没有贴内容",
    "甲": "只有一格",
    "甲\t乙": "没有认出表头",
    "\t\n" * 501: "500 行",
    "\t\n\t": "是空的",
}


def test_a_text_that_cannot_be_pasted_is_refused_and_kept(signed_in: CheckedClient, table: Table) -> None:
    for text, words in REFUSED.items():
        response = previewed(signed_in, table, text)
        assert response.status_code == 422
        page = page_of(response)
        assert words in page.xpath("string(//*[@role='alert'])")
        assert page.xpath("string(//textarea[@name='text'])").split() == text.split()


def test_a_closed_table_takes_nothing_and_keeps_the_text(signed_in: CheckedClient, table: Table) -> None:
    fields = offered(previewed(signed_in, table, row=str(table.lines()[0].id), cell="name"))
    table.close()
    for address, sent in ((f"/drafts/{table.id}/paste", {"text": BLOCK}), (f"/drafts/{table.id}/paste/apply", fields)):
        response = send(signed_in, address, **sent)
        assert response.status_code == 422
        assert HOSTILE in page_of(response).xpath("string(//textarea[@name='text'])")
    assert table.names() == ["旧指标"]


def test_what_no_page_sends_is_shown_again_instead_of_filled_in(signed_in: CheckedClient, table: Table) -> None:
    fields = offered(previewed(signed_in, table, row=str(table.lines()[0].id), cell="name"))
    for seen in ("x", "1:2:3", "١:1", f"{'9' * 12}:1"):
        response = signed_in.post(f"/drafts/{table.id}/paste/apply", data=fields | {"seen": seen})
        assert response.status_code == 200
    assert table.names() == ["旧指标"]


def test_tables_of_others_are_missing(app: Flask, table: Table) -> None:
    stranger = make_user(engine_of(app), "stranger", Role.DRAFTER, now=NOW, department="999002")
    client = signed_in_client(app, stranger)
    assert client.get(f"/drafts/{table.id}/paste").status_code == 404
    for address in ("paste", "paste/apply"):
        assert send(client, f"/drafts/{table.id}/{address}", text=BLOCK).status_code == 404


def test_the_editors_table_that_comes_along_is_saved_first(signed_in: CheckedClient, table: Table) -> None:
    row = table.lines()[0]
    fields = {f"v{row.id}": str(row.version), f"r{row.id}-name": "刚填的"}
    response = send(signed_in, f"/drafts/{table.id}/paste", **fields)
    assert response.headers["Location"] == f"/drafts/{table.id}/paste"
    assert table.names() == ["刚填的"]


def test_a_script_gets_the_preview_alone_or_a_sentence(signed_in: CheckedClient, table: Table) -> None:
    token = signed_in.token()
    headers = {"Accept": "application/json"}
    at = {"row": str(table.lines()[0].id), "cell": "name", "csrf_token": token}
    shown = signed_in.post(f"/drafts/{table.id}/paste", data={"text": BLOCK, **at}, headers=headers)
    assert "填进表里" in json.loads(shown.data)["dialog"]
    assert "<html" not in json.loads(shown.data)["dialog"]
    refused = signed_in.post(f"/drafts/{table.id}/paste", data={"text": "甲", **at}, headers=headers)
    assert refused.status_code == 422
    assert "只有一格" in json.loads(refused.data)["message"]


def test_a_block_that_met_an_expired_sign_in_is_kept_and_sent_again(
    app: Flask, signed_in: CheckedClient, drafter: TestUser, table: Table
) -> None:
    token = signed_in.token()
    with transaction(engine_of(app)) as session:
        end_sign_ins_of(session, COMMAND_LINE, drafter.id, now=clock.now())
    sent = {"csrf_token": token, "text": BLOCK, "row": str(table.lines()[0].id), "cell": "name"}
    kept = page_of(signed_in.post(f"/drafts/{table.id}/paste", data=sent, headers={"Origin": "http://localhost"}))
    assert kept.findtext(".//h1") == "登录"
    fields = MultiDict((each.get("name"), each.get("value")) for each in kept.xpath("//form//input[@type='hidden']"))
    fields.update({"name": drafter.name, "password": drafter.password})
    again = page_of(signed_in.post("/sign-in", data=fields))
    assert "复制的内容" in again.text_content()
    assert HOSTILE in again.text_content()
