"""What reviewers asked stands beside the table while it is being mended, each with a place for its answer."""

from flask import Flask

from perf.domain.drafts.rows import cell_name
from tests.pages import HOSTILE
from tests.reviews.visiting import Office


def test_a_returned_table_shows_the_open_comments_where_it_is_filled_in(app: Flask) -> None:
    office = Office(app)
    table = office.table
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    cell = cell_name(table.row("新增图书数量").id, "value")
    first, second = table.comment("supervisor", cell, HOSTILE), table.comment("supervisor", "", "请附依据")
    address = f"/drafts/{table.draft_id}"
    assert not office.client("drafter").page(address).xpath("//*[@class='returned']")
    table.give_back("supervisor")
    table.answer(second, "已附")
    page = office.client("drafter").page(address)
    [asked] = page.xpath("//*[@class='returned']//li")
    assert HOSTILE in asked.text_content()
    assert asked.xpath(".//a/@href") == [f"#{cell}"]
    [form] = page.xpath("//form[starts-with(@id, 'answering-')]")
    assert asked.xpath(".//textarea/@form | .//button/@form") == [form.get("id")] * 2
    [field] = asked.xpath(".//textarea/@name")
    sent = {field: "已按实际测算", "csrf_token": form.xpath("string(.//input/@value)")}
    assert office.client("drafter").post(form.get("action"), data=sent).status_code == 302
    assert not office.client("drafter").page(address).xpath("//*[@class='returned']")
    assert {comment.id: comment.answer for comment in table.comments()} == {first: "已按实际测算", second: "已附"}
