"""The review page leads from the approval to the public pages."""

from flask import Flask

from tests.pages import checked_client
from tests.reviews.visiting import Office, buttons_of, words_of


def test_an_approved_table_is_disclosed_by_its_drafters_for_everybody_to_see(app: Flask) -> None:
    office = Office(app)
    assert "公开" not in buttons_of(office.page("drafter"))
    office.table.approve()
    page = office.page("drafter")
    assert "还没有公开" in words_of(page)
    assert "公开" in buttons_of(page)
    assert "公开" not in buttons_of(office.page("performance"))
    assert office.send("drafter", "/disclose").status_code == 302
    page = office.page("drafter")
    assert "公开的表与批复的第1版（年初）一致" in words_of(page)
    assert "公开" not in buttons_of(page)
    public = checked_client(app).page(page.xpath("string(//div[@id='disclosed']//a/@href)"))
    assert "新增图书数量" in words_of(public)
    assert "批复的绩效目标（年初）" in words_of(public)
