"""The pages of review: each person finds what is theirs to do, and nothing that was typed is lost."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import event

from perf.conversion import read_targets
from perf.database import transaction
from perf.domain.drafts.rows import SLOT, cell_name
from perf.domain.review import Action, State, Step
from perf.domain.review.form import Grade
from perf.table_schemas import review_form
from tests.pages import HOSTILE, engine_of, page_of
from tests.reviews.circulation import SLOTS, filled
from tests.reviews.visiting import Office, buttons_of, words_of
from tests.signing_in import send


@pytest.fixture
def office(app: Flask) -> Office:
    """A table on its way, and browsers of everybody around it."""
    return Office(app)


def judged(grade: str, opinion: str, points: str | None = "good") -> dict[str, str]:
    """The form of review as it is sent."""
    sent = {f"grade-{point.key}": points for point in review_form().points} if points else {}
    return {**sent, "grade-overall": grade, "opinion-overall": opinion}


def field(page: html.HtmlElement, name: str) -> str:
    """What a field of a page holds."""
    [found] = page.xpath(f"//*[@name='{name}']")
    value: str = found.value if found.tag != "textarea" else (found.text or "").removeprefix("\n")
    return value


def test_whom_it_does_not_concern_finds_nothing_as_if_there_were_nothing(office: Office) -> None:
    missing = f"/drafts/{office.table.draft_id + 1}/review"
    for who in ("stranger", "administrator"):
        client = office.client(who)
        for more in ("", "/adjustment", "/versions/1"):
            there, not_there = client.page(office.address + more, 404), client.page(missing + more, 404)
            assert there.text_content() == not_there.text_content()
        for more in ("/submit", "/comments", "/comments/1/answer", "/findings/1/waiver", "/waivers/1/grant"):
            assert send(client, office.address + more).status_code == 404


def test_everybody_it_concerns_reads_it(office: Office) -> None:
    for who in ("leader", "supervisor", "auditor"):
        page = office.page(who)
        assert page.xpath("string(//td[@id='r1-text'])") == SLOTS["fields-project_name"]
        assert buttons_of(page) == []


def test_a_table_goes_from_the_drafter_to_its_return_and_up_again(office: Office) -> None:
    table = office.table
    assert buttons_of(office.page("drafter")) == ["送审"]
    response = office.send("drafter", "/submit", note="请审核")
    assert (response.status_code, response.headers["Location"]) == (302, office.address)
    page = office.page("drafter")
    assert "已送审，现在是“待单位负责人审核”。" in words_of(page)
    assert buttons_of(page) == ["撤回"]
    table.pass_on("leader")

    assert buttons_of(office.page("supervisor")) == ["受理"]
    assert office.send("supervisor", "/open").status_code == 302
    page = office.page("supervisor")
    assert page.xpath("//li[@aria-current='step']")[0].text_content().split()[1].startswith("主管部门")
    assert buttons_of(page) == ["保存批注", "通过", "退回填报人"]
    cell = cell_name(table.row("新增图书数量").id, "value")
    assert office.send("supervisor", "/comments", cell=cell, comment=HOSTILE).status_code == 302
    page = office.page("supervisor")
    assert page.xpath(f"//td[@id='{cell}']//a[contains(@class, 'mark-comment')]/@href") == ["#comment-1"]
    assert HOSTILE in words_of(page)
    assert "没有批注。" in words_of(office.page("drafter"))
    assert office.send("supervisor", "/return", **judged("fair", "见批注", None)).status_code == 302

    page = office.page("drafter")
    assert "主管部门退回，理由： 见批注" in words_of(page)
    assert page.xpath(f"//a[@href='#{cell}'][contains(., '还没有答复')]")
    assert "送审" not in buttons_of(page)
    comment = table.comments()[0].id
    answer = {f"answer-{comment}-answer": "改为 3500 册"}
    assert office.send("drafter", f"/comments/{comment}/answer", **answer).status_code == 302
    table.table().save(table.row("新增图书数量"), value="≥3500册")
    page = office.page("drafter")
    assert "送审" in buttons_of(page)
    [change] = page.xpath("//tr[@id='difference-1']")
    assert (change.xpath("string(.//del)"), change.xpath("string(.//ins)")) == ("0", "5")
    assert page.xpath(f"//td[@id='{cell}']//a[contains(@class, 'mark-change')]/@aria-label") == ["改1，原为“≥3000册”"]


def test_a_form_that_is_refused_is_shown_again_with_every_word(office: Office) -> None:
    table = office.table
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    sent = judged("good", HOSTILE, None) | {"grade-clear_goal": "poor", "opinion-sound_indicators": "少了成本"}
    response = office.send("supervisor", "/pass", **sent)
    page = page_of(response)
    assert response.status_code == 422
    assert page.xpath("//h1")[0].text_content().startswith("出错了：")
    assert field(page, "opinion-overall") == HOSTILE
    assert field(page, "opinion-sound_indicators") == "少了成本"
    assert page.xpath("//input[@name='grade-clear_goal'][@checked]/@value") == ["poor"]
    assert page.xpath("//a[@href='#point-clear_goal']/text()") == ["“明确清晰性”评了“差”，请写明哪里要改、怎样改"]
    assert table.state().state is State.OPENED


def test_who_is_overtaken_is_told_and_keeps_what_they_wrote(office: Office) -> None:
    table = office.table
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    seen = str(table.state().count)
    table.give_back("supervisor", "先退回")
    response = office.send("supervisor", "/pass", expected=seen, **judged("good", "同意这张表"))
    assert response.status_code == 409
    assert "某supervisor已经退回，现在是“已退回”。您的“通过”没有做" in words_of(page_of(response))
    assert len(table.events()) == 5


def test_pressing_twice_is_pressing_once(office: Office) -> None:
    for _ in range(2):
        assert office.send("drafter", "/submit", expected="0").status_code == 302
    assert len(office.table.events()) == 1
    for expected in ("", "x", "9" * 30):
        assert office.send("drafter", "/withdraw", expected=expected).status_code == 409


def test_what_a_visitor_may_not_do_is_refused_on_the_page(office: Office) -> None:
    office.table.submit()
    response = office.send("business", "/pass", **judged("good", "越过一步"))
    assert response.status_code == 422
    assert "只有" in words_of(page_of(response)) or "不能" in words_of(page_of(response))
    response = office.send("business", "/comments", cell="", comment="早了一步")
    assert response.status_code == 422
    assert "批注没有保存" in words_of(page_of(response))


def test_an_error_is_waived_by_the_performance_office_with_reason_and_day(office: Office) -> None:
    table = office.table
    table.table().save(table.table().slot("funding-annual-total"), text="35")
    page = office.page("drafter")
    assert "送审前还要处理 1 处" in words_of(page)
    sent = {name: field(page, name) for name in ("finding-1-rule", "finding-1-cells")}
    refused = office.send("drafter", "/findings/1/waiver", **sent)
    assert refused.status_code == 422
    assert page_of(refused).xpath("//a[@href='#finding-1-reason']/text()") == ["还没有写申请豁免的理由，请写明后再提交"]
    sent["finding-1-reason"] = HOSTILE
    assert office.send("drafter", "/findings/1/waiver", **sent).status_code == 302

    page = office.page("performance")
    assert HOSTILE in words_of(page)
    [until] = page.xpath("//input[contains(@name, '-until')]/@name")
    grant = "/waivers/1/grant"
    refused = office.send("performance", grant, **{until: "明天", "waiver-1-remark": "补充依据"})
    assert refused.status_code == 422
    assert field(page_of(refused), "waiver-1-remark") == "补充依据"
    assert office.send("drafter", grant, **{until: "2099-12-31"}).status_code == 404
    assert office.send("performance", grant, **{until: "2099年12月31日"}).status_code == 302
    assert buttons_of(office.page("drafter")) == ["送审"]
    assert office.send("drafter", "/submit").status_code == 302


def test_an_approved_table_is_adjusted_and_both_versions_stand_side_by_side(office: Office, tmp_path: Path) -> None:
    table = office.table
    table.approve()
    page = office.page("drafter")
    assert not {"送审", "撤回"} & set(buttons_of(page))
    assert page.xpath("//main//a[text()='申请调整']/@href") == [f"{office.address}/adjustment"]
    row, goal = table.row("新增图书数量"), table.table().slot("goals-annual")
    page = office.page("drafter", "/adjustment")
    assert "指标第3行“新增图书数量”" in words_of(page)
    expected = field(page, "expected")
    refused = office.send("drafter", "/adjustment", expected=expected, note="年中追加")
    assert refused.status_code == 422
    assert field(page_of(refused), "note") == "年中追加"
    sent: dict[str, str | list[str]] = {"expected": expected, "note": "年中追加", "rows": [str(row.id)], "goals": "y"}
    assert office.send("drafter", "/adjustment", **sent).status_code == 302
    assert not table.table().slot("goals-annual").is_locked
    assert table.row("读者满意度").is_locked
    table.table().save(table.row("新增图书数量"), value="≥4000册")
    table.table().save(table.table().slot("goals-annual"), text=SLOTS["goals-annual"].replace("3000", "4000"))
    headings = office.page("drafter").xpath("//table[contains(@class, 'differences')]//th[@scope='col']/text()")
    assert headings[2:] == ["年初或上次批复", "调整后"]
    table.approve()

    page = office.page("auditor", "/versions/2?against=1")
    assert words_of(page).count("项目支出绩效目标表") == 2
    assert page.xpath(f"string(//td[@id='r{row.id}-value'])").startswith("≥4000册")
    assert page.xpath(f"string(//td[@id='other-r{row.id}-value'])") == "≥3000册"
    assert list(page.xpath("//tr[starts-with(@id, 'difference')]//th//a/@href")) == [
        f"#r{goal.id}-{SLOT}",
        f"#r{row.id}-value",
    ]
    for against in ("2", "9", "x", "²", ""):
        assert not office.page("auditor", f"/versions/2?against={against}").xpath("//h2[@id='differences']")
    assert office.client("auditor").get(f"{office.address}/versions/3").status_code == 404
    paper = office.client("auditor").get(f"{office.address}/versions/2/download/pdf")
    path = tmp_path / "version.pdf"
    path.write_bytes(BytesIO(paper.data).read())
    [read] = [table.target for table in read_targets(path).tables]
    assert read is not None
    assert read.goal(read.goals[0].period) == SLOTS["goals-annual"].replace("3000", "4000")
    assert office.client("auditor").get(f"{office.address}/versions/2/download/exe").status_code == 404


def test_an_adjustment_is_abandoned_on_the_page(office: Office) -> None:
    table = office.table
    table.approve()
    table.adjust(table.row("新增图书数量").id)
    assert buttons_of(office.page("drafter")) == ["撤销这次调整"]
    assert office.send("drafter", "/abandon-adjustment").status_code == 302
    assert table.state().state is State.APPROVED
    assert office.client("drafter").get(f"{office.address}/adjustment").status_code == 200
    assert office.client("leader").get(f"{office.address}/adjustment").status_code == 302


def test_a_leader_delegates_and_takes_it_back(office: Office) -> None:
    client, people = office.client("leader"), office.table.people
    chosen = str(people["second_drafter"])
    page = client.page("/delegations")
    assert {option.get("value") for option in page.xpath("//select/option")} >= {chosen}
    days = {"from_day": "2026-03-02", "until_day": "2099-01-01"}
    refused = send(client, "/delegations", delegate=chosen, **days)
    assert refused.status_code == 422
    assert "最长一年" in words_of(page_of(refused))
    assert field(page_of(refused), "until_day") == "2099-01-01"
    refused = send(client, "/delegations", delegate="²", from_day="", until_day="昨天")
    assert refused.status_code == 422
    today = field(page, "from_day")
    assert send(client, "/delegations", delegate=chosen, from_day=today, until_day=today).status_code == 302
    assert "生效中" in words_of(client.page("/delegations"))
    office.table.submit()
    assert buttons_of(office.page("second_drafter")) == ["撤回", "受理"]
    assert send(client, "/delegations/1/end").status_code == 302
    assert "已收回" in words_of(client.page("/delegations"))
    assert buttons_of(office.page("second_drafter")) == ["撤回"]
    assert send(client, "/delegations/2/end").status_code == 404


def test_the_performance_office_sets_the_chain_of_a_department(office: Office) -> None:
    client = office.client("performance")
    assert "单位负责人 → 主管部门 → 业务科室 → 绩效科" in words_of(client.page("/review-chains"))
    refused = send(client, "/review-chains/999001", steps=["unit_leader"])
    assert refused.status_code == 422
    assert page_of(refused).xpath("//input[@checked]/@value") == ["unit_leader"]
    steps = ["unit_leader", "finance_performance"]
    assert send(client, "/review-chains/999001", steps=steps).status_code == 302
    assert "单位负责人 → 绩效科（另定）" in words_of(client.page("/review-chains"))
    assert office.table.submit().chain == (Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE)
    assert client.get("/review-chains/nothing").status_code == 404


def test_a_long_history_takes_no_more_queries_than_a_short_one(office: Office) -> None:
    table = office.table
    client = office.client("auditor")

    def queries() -> int:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        engine = engine_of(office.app)
        event.listen(engine, "before_cursor_execute", note)
        client.page(office.address)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    def round_of_review() -> None:
        table.submit()
        table.open("leader")
        comment = table.comment("leader", "", "再看看")
        table.do("leader", Action.RETURN, note="再看看", review=filled(Grade.FAIR))
        table.answer(comment, "看过了")

    round_of_review()
    few = queries()
    for _ in range(3):
        round_of_review()
    assert queries() == few
    with transaction(engine_of(office.app)):
        assert len(table.versions()) == 4
