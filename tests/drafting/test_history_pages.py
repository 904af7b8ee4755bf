"""The past on the page: who changed what when; what was, comes back by a button, and never over what was not seen."""

from datetime import timedelta

import pytest
from flask import Flask
from lxml import html

from perf.database import transaction
from perf.departments.operations import register_department
from perf.domain.roles import Role
from perf.drafting.operations.saving import RowEdit, save_rows
from tests.drafting.tables import Table, a_table
from tests.pages import HOSTILE, NOW, CheckedClient, engine_of, page_of
from tests.signing_in import TestUser, make_user, send, signed_in_client


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """The one who fills in."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001", full_name="某甲")


@pytest.fixture
def table(app: Flask, drafter: TestUser) -> Table:
    """A project's table with a past: typed in, one row removed."""
    table = a_table(engine_of(app), "开放天数", HOSTILE, "读者满意度", person=drafter.id, project="修缮<b>")
    table.save(table.lines()[0], value="300")
    table.save(table.lines()[0], value="310")
    table.remove(table.lines()[1])
    table.down(table.lines()[0])
    return table


@pytest.fixture
def client(app: Flask, drafter: TestUser) -> CheckedClient:
    """The drafter's browser."""
    return signed_in_client(app, drafter)


RESTORE = "恢复成这样：指标第2行“开放天数”，年度指标值，2026年3月2日 02:30以前的内容"


def rows(page: html.HtmlElement) -> list[list[str]]:
    """The list of changes as text."""
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
        for row in page.xpath("//table[contains(@class, 'changes')]/tbody/tr")
    ]


def test_every_change_says_who_when_where_and_from_what_to_what(table: Table, client: CheckedClient) -> None:
    told = rows(client.page(f"/drafts/{table.id}/history"))
    assert [row[2:5] for row in told[:4]] == [
        ["指标第2行“开放天数” 移动", "第1行", "第2行"],
        [f"已删除的指标行“{HOSTILE[:30]}…” 删除整行".replace("  ", " "), "", ""],
        ["指标第2行“开放天数”，年度指标值 填写", f"300 {RESTORE}", "310"],
        ["指标第2行“开放天数”，年度指标值 填写", "（空白）", "300"],
    ]
    assert {row[1] for row in told} == {"某甲"}
    assert told[0][0] == "2026年3月2日 02:30"


def test_what_differs_is_marked(table: Table, client: CheckedClient) -> None:
    page = client.page(f"/drafts/{table.id}/history")
    assert [mark.text for mark in page.xpath("//mark")][:2] == ["0", "1"]


def test_a_cell_gets_back_what_it_held(table: Table, client: CheckedClient) -> None:
    change = next(each for each in table.history() if each.after == "310")
    address = f"/drafts/{table.id}/history?row={change.row_id}&cell=value"
    page = client.page(address)
    assert [row[3:5] for row in rows(page)] == [[f"300 {RESTORE}", "310"], ["（空白）", "300"]]
    [first] = page.xpath("//form[@method='post'][contains(@action, 'restore')]")
    version = first.xpath("string(.//input[@name='version']/@value)")
    response = send(client, first.get("action"), version=version)
    assert response.headers["Location"] == address
    assert table.lines()[1].text("value") == "300"
    place, before, after = rows(client.page(address))[0][2:5]
    assert (place, before.split()[0], after) == ("指标第2行“开放天数”，年度指标值 恢复", "310", "300")
    assert send(client, first.get("action"), version=version).status_code == 302
    assert len(table.history(change.row_id, "value")) == 3


def test_what_somebody_else_just_typed_is_shown_before_it_is_replaced(
    app: Flask, table: Table, client: CheckedClient
) -> None:
    other = make_user(engine_of(app), "other", Role.DRAFTER, now=NOW, department="999001", full_name="某乙")
    change = next(each for each in table.history() if each.after == "310")
    seen = table.lines()[1]
    later = NOW + timedelta(hours=1)
    with transaction(table.engine) as session:
        save_rows(session, table.id, [RowEdit(seen.id, seen.version, {"value": "320"})], user_id=other.id, now=later)
    response = send(client, f"/drafts/{table.id}/history/{change.id}/restore", version=str(seen.version))
    assert response.status_code == 409
    page = page_of(response)
    assert "某乙 2026年3月2日 03:30 刚改过这一格，没有恢复" in page.text_content()
    assert [text.split()[0] for text in rows(page)[0][3:5]] == ["310", "320"]
    assert table.lines()[1].text("value") == "320"
    version = page.xpath(f"string(//form[contains(@action, '/{change.id}/')]//input[@name='version']/@value)")
    assert send(client, f"/drafts/{table.id}/history/{change.id}/restore", version=version).status_code == 302
    assert table.lines()[1].text("value") == "300"


def test_a_removed_row_comes_back_by_a_button(table: Table, client: CheckedClient) -> None:
    page = client.page(f"/drafts/{table.id}/history")
    [form] = page.xpath("//section[contains(@class, 'removed-rows')]//form")
    assert HOSTILE[:100] in page.xpath("string(//section[contains(@class, 'removed-rows')])")
    for _ in range(2):
        assert send(client, form.get("action")).status_code == 302
    assert table.names() == [HOSTILE, "读者满意度", "开放天数"] or sorted(table.names()) == sorted(
        ["开放天数", HOSTILE, "读者满意度"]
    )
    assert client.page(f"/drafts/{table.id}/history").xpath("//section[contains(@class, 'removed-rows')]") == []


def test_a_cell_of_a_removed_row_comes_back_only_after_the_row(table: Table, client: CheckedClient) -> None:
    removed = next(each for each in table.history() if each.after == HOSTILE)
    response = send(client, f"/drafts/{table.id}/history/{removed.id}/restore", version="9")
    assert response.status_code == 422
    assert "请先恢复整行" in page_of(response).text_content()


def test_a_closed_table_shows_its_past_and_takes_nothing_back(table: Table, client: CheckedClient) -> None:
    change = next(each for each in table.history() if each.after == "310")
    table.close()
    page = client.page(f"/drafts/{table.id}/history")
    assert rows(page)
    assert page.xpath("//main//form[@method='post']") == []
    response = send(client, f"/drafts/{table.id}/history/{change.id}/restore", version="9")
    assert response.status_code == 409
    assert "现在不能修改" in page_of(response).text_content()


def test_changes_are_found_by_person_and_day(app: Flask, table: Table, client: CheckedClient) -> None:
    other = make_user(engine_of(app), "other", Role.DRAFTER, now=NOW, department="999001", full_name="某乙")
    seen = table.lines()[1]
    late = NOW + timedelta(days=3)
    with transaction(table.engine) as session:
        save_rows(session, table.id, [RowEdit(seen.id, seen.version, {"value": "320"})], user_id=other.id, now=late)
    address = f"/drafts/{table.id}/history"
    assert [row[4] for row in rows(client.page(f"{address}?person={other.id}"))] == ["320"]
    assert [row[4] for row in rows(client.page(f"{address}?day=2026-03-05"))] == ["320"]
    assert len(rows(client.page(f"{address}?day=2026-03-02"))) == len(table.history()) - 1
    assert "没有这样的修改" in client.page(f"{address}?day=2020-01-01").text_content()
    for nonsense in ("day=x", "day=%00", "cell=%00", "person=x", "person=99999999999", "before=0", "row=x", "row=0"):
        assert len(rows(client.page(f"{address}?{nonsense}"))) == len(table.history())
    assert client.get(f"{address}?row=999").status_code == 404


def test_a_long_past_is_read_page_by_page(table: Table, client: CheckedClient) -> None:
    for number in range(70):
        table.save(table.lines()[0], value=str(number))
    seen: list[list[str]] = []
    address = f"/drafts/{table.id}/history"
    while address:
        page = client.page(address)
        assert len(rows(page)) <= 50
        seen += rows(page)
        address = page.xpath("string(//a[text()='更早的']/@href)")
    assert len(seen) == len(table.history())
    assert page.xpath("//a[text()='最新的']")


def test_a_long_text_is_shown_at_a_glance_in_the_list_and_whole_on_its_own_page(
    table: Table, client: CheckedClient
) -> None:
    goal = table.slot("goals-annual")
    long = "中文字" * 600
    table.save(goal, text=f"{long}末")
    table.save(table.slot("goals-annual"), text=f"{long}尾")
    assert long not in client.page(f"/drafts/{table.id}/history").text_content()
    page = client.page(f"/drafts/{table.id}/history?row={goal.id}&cell=text")
    assert f"{long}尾" in page.text_content()
    assert [mark.text for mark in page.xpath("//mark")][:2] == ["末", "尾"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_PERFORMANCE_REVIEWER, Role.UNIT_LEADER])
def test_who_may_read_the_table_reads_its_past_and_its_print_and_changes_nothing(
    app: Flask, table: Table, role: Role
) -> None:
    reader = signed_in_client(app, make_user(engine_of(app), role.value, role, now=NOW, department="999001"))
    page = reader.page(f"/drafts/{table.id}/history")
    assert rows(page)
    assert page.xpath("//main//form[@method='post']") == []
    assert reader.get(f"/drafts/{table.id}/print").status_code == 200


def test_tables_of_other_departments_look_missing(app: Flask, table: Table) -> None:
    engine = engine_of(app)
    with transaction(engine) as session:
        register_department(session, "999009", "别的单位", now=NOW)
    change = table.history()[0]
    stranger = signed_in_client(app, make_user(engine, "stranger", Role.DRAFTER, now=NOW, department="999009"))
    for draft_id in (table.id, 999):
        for address in ("history", f"history?row={change.row_id}", "print", "download/pdf"):
            assert stranger.get(f"/drafts/{draft_id}/{address}").status_code == 404
        assert send(stranger, f"/drafts/{draft_id}/history/{change.id}/restore").status_code == 404
        assert send(stranger, f"/drafts/{draft_id}/rows/{change.row_id}/bring-back").status_code == 404
