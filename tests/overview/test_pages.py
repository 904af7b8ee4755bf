"""The work list, the lists, the board and the deadlines, as those see them whom they are for."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from lxml import html
from openpyxl import load_workbook

from perf.database import transaction
from perf.departments.operations import department_id
from perf.domain.drafts.beginning import empty_rows
from perf.domain.duties import Duty
from perf.domain.review import Action
from perf.domain.roles import Role
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.reviews.records import FindingWaiver
from perf.table_schemas import schema_by_id
from perf.web import clock
from tests.contracts.test_routes import statements
from tests.overview.days import give_longer, set_days
from tests.pages import HOSTILE, NOW, checked_client, engine_of, page_of
from tests.reviews.circulation import begin_sound_draft
from tests.reviews.visiting import Office, words_of
from tests.signing_in import make_user, send, signed_in_client, try_to_sign_in

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A table on its way, on a day that is always the same."""
    monkeypatch.setattr(clock, "now", lambda: LATER)
    return Office(app)


def finance_sets(office: Office, days: dict[Duty, int], *, closed: str | None = None) -> None:
    set_days(engine_of(office.app), office.table.people["performance"], days, closed=closed)


def work(office: Office, who: str) -> html.HtmlElement:
    return office.client(who).page("/work")


def section(page: html.HtmlElement, name: str) -> str:
    """The text of one part of the work list, ``""`` where there is no such part."""
    return " ".join(page.xpath(f"string(//section[@aria-labelledby='{name}'])").split())


def links(page: html.HtmlElement, name: str) -> list[str]:
    return [str(address) for address in page.xpath(f"//section[@aria-labelledby='{name}']//a/@href")]


FIRST_PAGES = {
    Role.DRAFTER: None,
    Role.AUDITOR: None,
    Role.SYSTEM_ADMINISTRATOR: "/users",
    Role.SECURITY_ADMINISTRATOR: "/roles",
    Role.AUDIT_ADMINISTRATOR: "/security-log",
}


def test_after_signing_in_everybody_comes_to_their_first_page(app: Flask) -> None:
    for role, first in FIRST_PAGES.items():
        user = make_user(engine_of(app), role.value, role, now=NOW, department="999001")
        client = checked_client(app)
        assert try_to_sign_in(client, user.name, user.password).headers["Location"] == "/work"
        assert client.get("/work").headers.get("Location") == first
        page = client.page(first or "/work")
        assert page.xpath("string(//a[@class='brand']/@href)") == "/work"
        assert ("待办" in page.xpath("string(//nav[@aria-label='主导航'])")) == (first is None)


def test_somebody_without_a_role_is_told_whom_to_ask(app: Flask) -> None:
    client = signed_in_client(app, make_user(engine_of(app), "newcomer", now=NOW))
    assert "请联系安全管理员给予角色" in words_of(client.page("/work"))


def test_the_drafter_sees_what_is_owed_and_by_when(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: 3}, closed="要汇总上会<b>")
    page = work(office, "drafter")
    assert "2026 年度绩效目标表请在 2026年3月5日前送审（还剩 3 天）；过期后不能送审：要汇总上会<b>" in words_of(page)
    assert "社区图书角建设 2026 填报中 今天 2026年3月2日起 还剩 3 天" in section(page, "drafting")
    assert links(page, "drafting") == [f"/drafts/{office.table.draft_id}"]
    assert section(page, "returned") == section(page, "reviewing") == section(page, "submitted") == ""


def test_the_leader_sees_it_too_but_cannot_open_the_editor(office: Office) -> None:
    page = work(office, "leader")
    assert "本单位在填的" in section(page, "drafting")
    assert links(page, "drafting") == [office.address]
    assert not any("/drafts/new" in address for address in page.xpath("//main//a/@href"))


def test_what_was_returned_says_why_and_leads_to_the_cell(office: Office) -> None:
    table = office.table
    table.submit()
    table.open("leader")
    row = table.row("读者满意度")
    table.comment("leader", f"r{row.id}-value", "请写依据")
    table.give_back("leader", opinion=f"{HOSTILE}\n第二行")
    page = work(office, "drafter")
    shown = section(page, "returned")
    assert " ".join(f"{HOSTILE} 第二行".split()) in shown
    assert "单位负责人某leader" in shown
    assert "1 条批注要答复" in shown
    assert links(page, "returned") == [
        f"/drafts/{table.draft_id}",
        office.address,
        f"/drafts/{table.draft_id}#r{row.id}-value",
    ]
    editor = office.client("drafter").page(f"/drafts/{table.draft_id}")
    assert editor.get_element_by_id(f"r{row.id}-value") is not None
    assert section(page, "drafting") == ""


def test_what_waits_is_on_the_list_of_whose_turn_it_is_and_on_the_senders(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: -2, Duty.UNIT_LEADER: -1})
    office.table.submit()
    waiting = section(work(office, "leader"), "reviewing")
    assert "待单位负责人审核 迟报 2 天" in waiting
    assert "已过期 1 天" in waiting
    sent = section(work(office, "drafter"), "submitted")
    assert "待单位负责人审核 还可以撤回" in sent
    office.table.open("leader")
    assert "撤回" not in section(work(office, "drafter"), "submitted")
    for who in ("supervisor", "performance", "stranger", "auditor"):
        assert section(work(office, who), "reviewing") == ""
    assert "现在没有要办的事" in words_of(work(office, "performance"))


def test_the_performance_office_sees_requests_and_proposals(office: Office) -> None:
    with transaction(engine_of(office.app)) as session:
        session.add(_request(office))
    page = work(office, "performance")
    assert "测试用的问题" in section(page, "requests")
    assert "申请的理由" in section(page, "requests")
    assert links(page, "requests") == [office.address]
    assert section(work(office, "business"), "requests") == ""


def _request(office: Office) -> FindingWaiver:
    return FindingWaiver(
        draft_id=office.table.draft_id,
        rule="some-rule",
        cells="",
        message="测试用的问题",
        reason="申请的理由",
        requested_by_id=office.table.people["drafter"],
        requested_at=NOW,
    )


def test_what_was_approved_lately_is_told(office: Office) -> None:
    office.table.approve()
    for who in ("drafter", "leader", "supervisor", "auditor"):
        assert "社区图书角建设" in section(work(office, who), "approved")
    assert section(work(office, "stranger"), "approved") == ""


def test_a_project_of_last_year_is_begun_from_the_list_or_said_to_have_ended(office: Office) -> None:
    set_days(engine_of(office.app), office.table.people["performance"], {Duty.DRAFTING: 30}, year=2027)
    client, page = office.client("drafter"), work(office, "drafter")
    shown = section(page, "not-begun")
    assert " ".join(HOSTILE.split()) in shown
    assert "部门整体支出" in shown
    begin = next(address for address in links(page, "not-begun") if "project=" in address)
    assert client.page(begin).xpath("string(//input[@name='fiscal_year'][@checked]/@value)") in {"2027", ""}
    button = page.xpath("//section[@aria-labelledby='not-begun']//form")[0]
    fields = {each.get("name"): each.get("value") for each in button.xpath(".//input | .//button")}
    fields.pop("csrf_token")
    before = len(page.xpath("//section[@aria-labelledby='not-begun']//tbody/tr"))
    assert send(client, "/work/ended-projects", **fields).headers["Location"] == "/work"
    after = work(office, "drafter")
    assert len(after.xpath("//section[@aria-labelledby='not-begun']//tbody/tr")) == before - 1
    assert "1 个项目已经说明不再有" in words_of(after)
    send(client, "/work/ended-projects", **fields | {"has_ended": "no"})
    assert len(work(office, "drafter").xpath("//section[@aria-labelledby='not-begun']//tbody/tr")) == before
    other = office.client("stranger")
    assert send(other, "/work/ended-projects", **fields).status_code == 404


def test_a_project_that_is_none_is_not_found(office: Office) -> None:
    client = office.client("drafter")
    for number in ("", "0", "²", "9" * 40, "-1", "a\x00"):
        fields = {"project_id": number, "fiscal_year": "2027", "has_ended": "yes"}
        assert send(client, "/work/ended-projects", **fields).status_code == 404, number


def rows(page: html.HtmlElement) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath("//main//tbody/tr/th")]


def test_lists_show_what_one_may_read_and_nothing_of_others(office: Office) -> None:
    begin_sound_draft(engine_of(office.app), office.table.people["stranger"], department="999002")
    everything = 2
    for who, count in {
        "drafter": 1,
        "leader": 1,
        "supervisor": everything,
        "performance": everything,
        "auditor": everything,
        "stranger": 1,
    }.items():
        page = office.client(who).page("/tables")
        assert len(rows(page)) == count, who
    assert rows(office.client("stranger").page("/tables?unit=999001")) == []
    assert len(rows(office.client("supervisor").page("/tables?unit=999"))) == everything
    assert rows(office.client("performance").page("/tables?standing=mine")) == []
    office.table.submit()
    assert len(rows(office.client("leader").page("/tables?standing=mine"))) == 1


ODD_ADDRESSES = (
    "year=abc",
    "year=20266",
    "unit=%00",
    "standing=%3Cb%3E",
    "q=%00",
    "q=%25",
    "page=-1",
    "q=" + "长" * 2000,
)


def test_lists_take_any_address(office: Office) -> None:
    client = office.client("performance")
    for query in ODD_ADDRESSES:
        for path in ("/tables", "/board", "/board/missing"):
            assert client.get(f"{path}?{query}").status_code == 200, query


def test_the_list_says_amount_findings_and_how_late(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: -1})
    office.table.submit()
    (line,) = office.client("performance").page("/tables").xpath("//main//tbody/tr")
    words = " ".join(line.text_content().split())
    assert "20 万元" in words
    assert "迟报 1 天" in words
    assert "未送审" not in words


def test_the_board_says_who_owes_and_hands_out_the_list(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: -1})
    office.table.submit()
    page = office.client("performance").page("/board?year=2026")
    assert "全部送审" in words_of(page)
    assert rows(page) == ["示例市文化局", "示例市图书馆𬭎", "示例市档案馆"]
    assert rows(office.client("performance").page("/board?year=2026&progress=not_begun")) == [
        "示例市文化局",
        "示例市档案馆",
    ]
    assert rows(office.client("performance").page("/board?year=2026&unit=999&q=图书")) == ["示例市图书馆𬭎"]
    assert rows(office.client("stranger").page("/board?year=2026")) == ["示例市档案馆"]
    answer = office.client("performance").get("/board/missing?year=2026")
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"示例市档案馆", "已过期 1 天"} <= texts
    assert "示例市图书馆𬭎" not in texts


FORM = {
    "drafting": "2026-03-10",
    "drafting-reminders": "7、1",
    "unit_leader": "2026年3月20日",
    "unit_leader-reminders": "",
    "supervising_department": "",
    "supervising_department-reminders": "7、1",
    "finance_business": "",
    "finance_business-reminders": "7、1",
    "finance_performance": "",
    "finance_performance-reminders": "7、1",
    "closing_reason": "",
}


def test_finance_sets_deadlines_and_sees_them(office: Office) -> None:
    client = office.client("performance")
    assert client.get("/deadlines").headers["Location"] == "/deadlines/2026"
    assert client.get("/deadlines?year=2027").headers["Location"] == "/deadlines/2027"
    assert send(client, "/deadlines/2026", **FORM).status_code == 302
    page = client.page("/deadlines/2026")
    assert page.xpath("string(//input[@id='unit_leader']/@value)") == "2026-03-20"
    assert page.xpath("string(//input[@id='drafting-reminders']/@value)") == "7、1"
    assert page.xpath("//input[@id='supervising_department']/@value") == [""]


WRONG = (
    ({"drafting": "三月十日<b>"}, "三月十日<b>”不是日期"),
    ({"drafting": "2026-02-30"}, "“2026-02-30”不是日期"),
    ({"drafting-reminders": "每天"}, "“每天”没有看懂"),
    ({"drafting": "2026-03-21"}, "早于“填报”"),
    ({"closes": "y", "closing_reason": " "}, "还没有写过期后不能送审的理由"),
    ({"closes": "y", "closing_reason": "x", "drafting": ""}, "要先有“填报”的截止日期"),
    ({"drafting": "a\x00b"}, "不是日期"),
)


def test_a_wrong_deadline_is_refused_beside_what_was_typed(office: Office) -> None:
    for changes, words in WRONG:
        answer = send(office.client("performance"), "/deadlines/2026", **FORM | changes)
        assert answer.status_code == 422
        page = page_of(answer)
        assert words in page.xpath("string(//div[@role='alert'])")
        assert page.xpath("string(//input[@id='unit_leader']/@value)") in {"2026-03-20", FORM["unit_leader"]}
    assert office.client("performance").page("/deadlines/2026").xpath("string(//input[@id='drafting']/@value)") == ""


def test_finance_gives_one_department_longer_and_takes_it_back(office: Office) -> None:
    client = office.client("performance")
    typed = {"code": "999001", "duty": "drafting", "day": "2026-03-15", "extension_reason": HOSTILE}
    too_early = send(client, "/deadlines/2026/extensions", **typed)
    assert (too_early.status_code, "还没有截止日期" in too_early.text) == (422, True)
    send(client, "/deadlines/2026", **FORM)
    refused = send(client, "/deadlines/2026/extensions", **typed | {"day": "2026-03-10"})
    assert refused.status_code == 422
    assert page_of(refused).xpath("string(//textarea[@id='extension_reason'])").strip() == HOSTILE
    for wrong in ({"code": "nobody"}, {"day": ""}, {"duty": "cooking"}, {"extension_reason": ""}, {"code": ""}):
        assert send(client, "/deadlines/2026/extensions", **typed | wrong).status_code == 422
    assert send(client, "/deadlines/2026/extensions", **typed).status_code == 302
    page = client.page("/deadlines/2026")
    assert " ".join(HOSTILE.split()) in words_of(page)
    (end,) = page.xpath("//section[@aria-labelledby='extensions']//form[contains(@action, '/end')]/@action")
    assert send(client, end).status_code == 302
    assert " ".join(HOSTILE.split()) not in words_of(client.page("/deadlines/2026"))


def test_a_closed_year_refuses_a_first_submission_and_keeps_the_table(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: -1}, closed="要汇总上会")
    refused = office.send("drafter", "/submit")
    assert refused.status_code in {409, 422}
    assert "要汇总上会" in page_of(refused).text_content()
    assert office.table.state().count == 0
    give_longer(engine_of(office.app), office.table.people["performance"], "999001", 1)
    assert office.send("drafter", "/submit").status_code == 302
    office.table.do("drafter", Action.WITHDRAW)
    finance_sets(office, {Duty.DRAFTING: -1}, closed="要汇总上会")
    assert office.send("drafter", "/submit").status_code == 302


def test_finance_sees_who_would_be_reminded(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: 7})
    page = office.client("performance").page("/reminders")
    assert rows(page) == ["某drafter", "某second_drafter"]
    assert "邮件服务器还没有设" in words_of(page)
    finance_sets(office, {Duty.DRAFTING: 70})
    assert "今天没有人要提醒" in words_of(office.client("performance").page("/reminders"))


def test_pages_ask_the_database_as_often_for_many_tables_as_for_few(office: Office) -> None:
    finance_sets(office, {Duty.DRAFTING: 3})
    addresses = [(who, path) for who in ("performance", "drafter") for path in ("/work", "/tables", "/board?year=2026")]

    def asked() -> list[int]:
        counts = []
        for who, path in [*addresses, ("performance", "/reminders")]:
            with statements(office.app) as seen:
                office.client(who).page(path)
            counts.append(len(seen))
        return counts

    asked()  # Signing in is over then.
    few = asked()
    for number in range(30):
        begin_another(office, f"第{number}个项目")
    # Where more are in hand than the work list shows, they are counted.
    assert [many - less for many, less in zip(asked(), few, strict=True)] == [0, 0, 0, 1, 0, 0, 0]
    assert max(few) <= 40


def begin_another(office: Office, name: str) -> None:
    """Begin another table of the same unit."""
    with transaction(engine_of(office.app)) as session:
        schema = schema_by_id("gansu-2024-project")
        assert schema is not None
        number = department_id(session, "999001")
        new = NewDraft(number, 2026, schema, name)
        begin_draft(session, new, empty_rows(schema), user_id=office.table.people["drafter"], now=NOW)
