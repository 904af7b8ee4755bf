"""From the library into a table and back: chosen rows are added under their levels, once; a row is proposed."""

from urllib.parse import parse_qs

import pytest
from flask import Flask

from perf.accounts.operations.log import Actor
from perf.database import transaction
from perf.domain.library_entry import LibraryIndicator
from perf.domain.roles import Role
from perf.library.operations import accept, propose
from tests.drafting.tables import Table, a_table
from tests.pages import NOW, CheckedClient, engine_of, page_of
from tests.signing_in import TestUser, make_user, signed_in_client

HOURS = LibraryIndicator("通用", "培训", "重点履职指标", "数量指标", "培训课时<b>", "≥", "24", "课时")
RATE = LibraryIndicator("通用", "培训", "重点履职指标", "质量指标", "培训合格率", "≥", "95", "%")


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """The one who fills in."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001")


@pytest.fixture
def client(app: Flask, drafter: TestUser) -> CheckedClient:
    """The drafter's browser."""
    return signed_in_client(app, drafter)


@pytest.fixture
def table(app: Flask, drafter: TestUser) -> Table:
    """A department's table with one row."""
    table = a_table(engine_of(app), "开放天数", person=drafter.id)
    table.save(
        table.lines()[0], first_level="重点履职指标", second_level="数量指标", comparison="≥", value="300", unit="天"
    )
    return table


@pytest.fixture
def entries(app: Flask, drafter: TestUser) -> list[int]:
    """Two entries of the library."""
    with transaction(engine_of(app)) as session:
        actor = Actor(drafter.id, "127.0.0.1")
        numbers = [propose(session, each, actor, department_id=None, now=NOW) for each in (HOURS, RATE)]
        for number, each in zip(numbers, (HOURS, RATE), strict=True):
            accept(session, number, each, actor, now=NOW)
    return numbers


def test_chosen_indicators_become_rows_under_their_levels_once(
    table: Table, entries: list[int], client: CheckedClient
) -> None:
    page = client.page(f"/drafts/{table.id}/library?q=培训")
    assert [each.value for each in page.xpath("//input[@name='entry']")]
    sent = {
        "csrf_token": client.token(),
        "origin": page.xpath("string(//input[@name='origin']/@value)"),
        "entry": [str(number) for number in entries],
    }
    for _ in range(2):
        response = client.post(f"/drafts/{table.id}/library", data=sent)
        assert response.headers["Location"].startswith(f"/drafts/{table.id}")
    assert table.names() == ["开放天数", "培训课时<b>", "培训合格率"]
    texts = [[row.text(key) for key in ("second_level", "comparison", "value", "unit")] for row in table.lines()[1:]]
    assert texts == [["数量指标", "≥", "24", "课时"], ["质量指标", "≥", "95", "%"]]


def test_nothing_chosen_or_no_longer_there_is_said_and_the_choice_stays(
    table: Table, entries: list[int], client: CheckedClient
) -> None:
    address = f"/drafts/{table.id}/library?q=培训课时"
    for chosen, sentence in (([], "还没有选指标"), ([str(entries[0]), "999999"], "已经停用")):
        sent = {"csrf_token": client.token(), "origin": "甲", "entry": chosen}
        response = client.post(address, data=sent)
        assert response.status_code == 422
        page = page_of(response)
        assert sentence in page.xpath("string(//*[@role='alert'])")
        assert page.xpath("//input[@name='entry'][@checked]/@value") == chosen[:1]
        assert page.xpath("string(//input[@name='q']/@value)") == "培训课时"
    assert table.names() == ["开放天数"]


def test_a_closed_table_takes_nothing(table: Table, entries: list[int], client: CheckedClient) -> None:
    table.close()
    sent = {"csrf_token": client.token(), "origin": "甲", "entry": str(entries[0])}
    response = client.post(f"/drafts/{table.id}/library", data=sent)
    assert "不能修改" in page_of(response).xpath("string(//*[@role='alert'])")


@pytest.mark.usefixtures("entries")
def test_what_was_typed_is_saved_before_the_library_opens_and_before_a_row_is_proposed(
    table: Table, client: CheckedClient
) -> None:
    row = table.lines()[0]
    sent = {"csrf_token": client.token(), f"v{row.id}": str(row.version), f"r{row.id}-value": "310"}
    to_library = client.post(f"/drafts/{table.id}", data=sent | {"do": f"library-{row.id}"})
    assert to_library.headers["Location"] == f"/drafts/{table.id}/library?row_id={row.id}"
    page = client.page(to_library.headers["Location"])
    assert page.xpath("string(//select[@name='after']/option[@selected]/@value)") == str(row.id)
    to_proposal = client.post(f"/drafts/{table.id}", data=sent | {"do": f"propose-{row.id}"})
    onward = client.get(to_proposal.headers["Location"]).headers["Location"]
    assert onward.startswith("/library/propose?")
    assert parse_qs(onward.partition("?")[2])["value"] == ["310"]
    page = client.page(onward)
    assert page.xpath("string(//input[@name='name']/@value)") == "开放天数"


def test_a_row_that_is_gone_leads_back_to_the_table_and_others_see_nothing(
    app: Flask, table: Table, client: CheckedClient
) -> None:
    gone = client.get(f"/drafts/{table.id}/propose?row_id=999999")
    assert gone.headers["Location"] == f"/drafts/{table.id}"
    other = signed_in_client(app, make_user(engine_of(app), "other", Role.DRAFTER, now=NOW, department="999002"))
    for path in ("library", f"propose?row_id={table.lines()[0].id}"):
        assert other.get(f"/drafts/{table.id}/{path}").status_code == 404
    sent = {"csrf_token": other.token(), "origin": "甲", "entry": "1"}
    assert other.post(f"/drafts/{table.id}/library", data=sent).status_code == 404
