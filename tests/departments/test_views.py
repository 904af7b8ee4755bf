"""The pages on which departments are kept: found as a tree, registered, renamed, moved."""

import pytest
from flask import Flask
from lxml.html import HtmlElement

from perf.database import transaction
from perf.departments.operations import register_department
from perf.domain.roles import Role
from tests.pages import HOSTILE, NOW, CheckedClient, engine_of, page_of
from tests.signing_in import make_user_of, send, signed_in_client


@pytest.fixture
def system(app: Flask) -> CheckedClient:
    """The system administrator's browser."""
    with transaction(engine_of(app)) as session:
        for code, above in (("999001-1", "999001"), ("999001-2", "999001"), ("999001-2-1", "999001-2")):
            register_department(session, code, f"馆{code}", supervising_code=above, now=NOW)
    return signed_in_client(app, make_user_of(app, "system", Role.SYSTEM_ADMINISTRATOR, now=NOW))


def codes(page: HtmlElement) -> list[str]:
    return [cell.text_content() for cell in page.xpath("//tbody//td[@class='code']")]


def address_of(system: CheckedClient, code: str) -> str:
    return str(system.page(f"/units?q={code}").xpath("string(//tbody//a/@href)"))


def log_of(app: Flask) -> str:
    audit = signed_in_client(app, make_user_of(app, "audit", Role.AUDIT_ADMINISTRATOR, now=NOW))
    return str(audit.page("/security-log").text_content())


def test_departments_stand_below_those_that_supervise_them(system: CheckedClient) -> None:
    page = system.page("/units")
    assert codes(page) == ["999001", "999001-1", "999001-2", "999001-2-1", "999002"]
    levels = [cell.get("class") for cell in page.xpath("//tbody//th")]
    assert levels == ["level-1", "level-2", "level-2", "level-3", "level-1"]
    assert "示例市图书馆" in page.xpath("string(//tbody/tr[2])")


def test_departments_are_found_by_name_and_code(system: CheckedClient) -> None:
    for searched, found in (
        ("图书馆", ["999001"]),
        ("999001-2", ["999001-2", "999001-2-1"]),
        ("%3Cb%3EA%26B", ["999002"]),
        ("%25", []),
        ("%00", []),
        ("𠮷", ["999002"]),
    ):
        page = system.page(f"/units?q={searched}")
        assert codes(page) == found
        assert f"找到 {len(found)} 个单位" in page.text_content()


def test_a_new_department_is_found_below_its_own_and_told_by_the_log(app: Flask, system: CheckedClient) -> None:
    name = HOSTILE.strip()
    response = send(system, "/units/new", code="999003", name=name, supervising_code="999001-2")
    assert response.status_code == 302
    page = system.page(response.headers["Location"])
    assert name in page.xpath("string(//h1)")
    assert "馆999001-2" in page.xpath("string(//dl)")
    assert codes(system.page("/units"))[4] == "999003"
    assert f"登记单位：999003 {name}，主管部门 999001-2" in log_of(app)


def typed(code: str, name: str, supervising_code: str) -> dict[str, str]:
    return {"code": code, "name": name, "supervising_code": supervising_code}


def test_what_cannot_be_registered_is_said_beside_what_was_typed(system: CheckedClient) -> None:
    for fields, field, words in (
        (typed("", "某局", ""), "code", "还没有填单位代码"),
        (typed("999001", "某局", ""), "code", "已经登记过"),
        (typed("９９９", "某局", ""), "code", "单位代码"),
        (typed("1\x00", "某局", ""), "code", "单位代码"),
        (typed("5", "", ""), "name", "还没有填单位名称"),
        (typed("5", "长" * 2000, ""), "name", "名称"),
        (typed("5", "某局", "nothing"), "supervising_code", "还没有单位代码"),
        (typed("5", "某局", "\x00"), "supervising_code", "还没有单位代码"),
        (typed("5", "某局", "5"), "supervising_code", "自己的主管部门"),
    ):
        response = send(system, "/units/new", **fields)
        assert response.status_code == 422
        page = page_of(response)
        (link,) = page.xpath("//*[@role='alert']//a")
        assert link.get("href") == f"#{field}"
        assert words in link.text_content()
        for name, value in fields.items():
            if "\x00" not in value:
                assert page.xpath(f"string(//input[@id='{name}']/@value)") == value
    assert len(codes(system.page("/units"))) == 5


def test_renaming_and_moving_keep_the_code_and_are_told_by_the_log(app: Flask, system: CheckedClient) -> None:
    address = address_of(system, "999001-2")
    assert send(system, address, name="分馆", supervising_code="999002", code="other").status_code == 302
    assert codes(system.page("/units")) == ["999001", "999001-1", "999002", "999001-2", "999001-2-1"]
    assert send(system, address, name="分馆", supervising_code="").status_code == 302
    assert send(system, address, name="分馆", supervising_code="").status_code == 302
    told = log_of(app)
    assert "修改单位：999001-2 名称“馆999001-2”改为“分馆”；主管部门“999001”改为“999002”" in told
    assert "修改单位：999001-2 主管部门“999002”改为“无”" in told
    assert told.count("修改单位") == 2


def test_a_department_is_not_offered_and_not_let_come_below_itself(system: CheckedClient) -> None:
    address = address_of(system, "999001")
    assert system.page(address).xpath("//datalist/option/@value") == ["999002"]
    response = send(system, address, name="新名", supervising_code="999001-2-1")
    assert response.status_code == 422
    page = page_of(response)
    assert "999001-2-1 自己就在 999001 下面" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("string(//input[@id='name']/@value)") == "新名"
    assert "示例市图书馆" in system.page(address).xpath("string(//h1)")


def test_long_lists_come_page_by_page(app: Flask, system: CheckedClient) -> None:
    with transaction(engine_of(app)) as session:
        for number in range(60):
            register_department(session, f"many-{number:02}", "某单位", now=NOW)
    assert len(codes(system.page("/units"))) == 50
    assert len(codes(system.page("/units?page=2"))) == 15
