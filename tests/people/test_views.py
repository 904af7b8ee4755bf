"""The pages about people: one's account, the users, their roles, the log."""

import re

import pytest
from flask import Flask
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from perf.accounts.passwords import generated
from perf.domain.roles import Role
from tests.pages import HOSTILE, NOW, CheckedClient, checked_client, engine_of, page_of
from tests.signing_in import TestUser, make_user, make_user_of, send, signed_in_client, try_to_sign_in


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """A drafter of a department, with a hostile name."""
    return make_user(
        engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999002", full_name=HOSTILE[:60].strip()
    )


@pytest.fixture
def system(app: Flask) -> CheckedClient:
    """The system administrator's browser."""
    return signed_in_client(app, make_user_of(app, "system", Role.SYSTEM_ADMINISTRATOR, now=NOW))


@pytest.fixture
def security(app: Flask) -> CheckedClient:
    """The security administrator's browser."""
    return signed_in_client(app, make_user_of(app, "security", Role.SECURITY_ADMINISTRATOR, now=NOW))


@pytest.fixture
def audit(app: Flask) -> CheckedClient:
    """The audit administrator's browser."""
    return signed_in_client(app, make_user_of(app, "audit", Role.AUDIT_ADMINISTRATOR, now=NOW))


def rows(page: HtmlElement) -> list[str]:
    return [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]


def test_ones_account_shows_who_one_is_and_where_one_is_signed_in(app: Flask, drafter: TestUser) -> None:
    here, there = signed_in_client(app, drafter), signed_in_client(app, drafter)
    page = here.page("/account")
    facts = page.xpath("string(//dl)")
    for words in (HOSTILE[:60].strip(), "drafter", "填报人", "（999002）"):
        assert words in facts
    assert len(rows(page)) == 2
    assert sum("就是这里" in row for row in rows(page)) == 1
    (address,) = page.xpath("//tbody//form/@action")
    assert send(here, address).headers["Location"] == "/account"
    assert there.get("/account").status_code == 302
    signed_in_client(app, drafter)
    assert "已结束别处的 1 次登录" in page_of(follow(here, "/account/sign-ins/end-others")).text_content()


def follow(client: CheckedClient, address: str, **fields: str | list[str]) -> TestResponse:
    response = send(client, address, **fields)
    assert response.status_code == 302, response.text
    return client.get(response.headers["Location"])


def test_people_change_their_own_address_and_nothing_else(app: Flask, drafter: TestUser) -> None:
    client = signed_in_client(app, drafter)
    page = page_of(
        follow(client, "/account/email", email=" ｚｈａｎｇ＠example.gov.cn ", full_name="别的", sign_in_name="x")
    )
    assert page.xpath("string(//input[@id='email']/@value)") == "zhang@example.gov.cn"
    assert drafter.name in page.xpath("string(//dl)")
    for wrong in (HOSTILE, "a@b.com\r\nBcc: c@d.com", "a@b.com,c@d.com", "长" * 2000, "a@b.com\x00x"):
        response = send(client, "/account/email", email=wrong)
        assert response.status_code == 422
        assert "邮箱" in page_of(response).xpath("string(//*[@role='alert'])")
    assert page_of(follow(client, "/account/email", email="")).xpath("string(//input[@id='email']/@value)") == ""


def test_ending_somebody_elses_sign_in_is_not_found(app: Flask, drafter: TestUser) -> None:
    mine = signed_in_client(app, drafter)
    other = signed_in_client(app, make_user_of(app, "other", now=NOW))
    signed_in_client(app, drafter)
    (address,) = mine.page("/account").xpath("//tbody//form/@action")
    assert send(other, address).status_code == 404
    assert len(rows(mine.page("/account"))) == 2


def test_a_new_user_sets_a_password_by_a_link_that_is_shown_once(app: Flask, system: CheckedClient) -> None:
    page = page_of(
        follow(system, "/users/new", sign_in_name="NewOne", full_name=HOSTILE[:50], department_code="999001")
    )
    assert "还没有设密码" in page.text_content()
    (address,) = page.xpath("//form[contains(@action, '/link')]/@action")
    shown = page_of(send(system, address))
    link = shown.xpath("string(//*[@class='one-time-link'])")
    path = re.fullmatch(r"http://localhost(/links/[\w-]{43})", link)
    assert path is not None
    newcomer, password = checked_client(app), generated()
    assert send(newcomer, path[1], new_password=password, new_password_again=password).status_code == 302
    assert try_to_sign_in(newcomer, "newone", password).status_code == 302
    assert "还没有角色" in newcomer.page("/account").text_content()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sign_in_name": "", "full_name": "某某", "department_code": ""}, "还没有填登录名"),
        ({"sign_in_name": "SYSTEM", "full_name": "某某", "department_code": ""}, "已经有人用了"),
        ({"sign_in_name": "<b>", "full_name": "某某", "department_code": ""}, "不能用"),
        ({"sign_in_name": "ab", "full_name": "长" * 61, "department_code": ""}, "姓名"),
        ({"sign_in_name": "ab", "full_name": "某某", "department_code": "nothing"}, "还没有单位代码"),
        ({"sign_in_name": "ab", "full_name": "某某", "department_code": "1" * 41}, "单位代码太长"),
    ],
)
def test_what_cannot_be_registered_is_said_beside_what_was_typed(
    system: CheckedClient, fields: dict[str, str], words: str
) -> None:
    response = send(system, "/users/new", **fields)
    assert response.status_code == 422
    page = page_of(response)
    assert words in page.xpath("string(//*[@role='alert'])")
    assert {name: page.xpath(f"string(//input[@id='{name}']/@value)") for name in fields} == fields


def test_name_department_and_address_of_a_user_are_changed_and_told_by_the_log(
    system: CheckedClient, audit: CheckedClient, drafter: TestUser
) -> None:
    address = f"/users/{drafter.id}/change"
    assert system.page(address).xpath("//input[@id='department_code']/@value") == ["999002"]
    page = page_of(
        follow(system, address, full_name="新名", department_code="999001", email="new@example.com", sign_in_name="x")
    )
    facts = page.xpath("string(//dl)")
    for words in ("新名", "（999001）", "new@example.com", "还没有，由安全管理员给予"):
        assert words in facts
    told = rows(audit.page("/security-log?person=drafter"))
    assert "修改账号资料：姓名“" in told[0]
    assert "改为“新名”、单位、邮箱" in told[0]
    assert "收回角色：填报人" in told[1]
    assert "new@example.com" not in " ".join(told)
    follow(system, address, full_name="新名", department_code="999001", email="new@example.com")
    assert len(rows(audit.page("/security-log?person=drafter"))) == len(told)


def test_whoever_stays_in_the_department_keeps_the_roles(system: CheckedClient, drafter: TestUser) -> None:
    page = page_of(follow(system, f"/users/{drafter.id}/change", full_name="新名", department_code="999002", email=""))
    assert "填报人" in page.xpath("string(//dl)")


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"full_name": "", "department_code": "", "email": ""}, "full_name", "还没有填姓名"),
        ({"full_name": "一\n二", "department_code": "", "email": ""}, "full_name", "姓名"),
        ({"full_name": "某某", "department_code": "nothing", "email": ""}, "department_code", "还没有单位代码"),
        ({"full_name": "某某", "department_code": "", "email": "=cmd|'/C calc'!A0"}, "email", "邮箱“=cmd"),
        ({"full_name": "𬭎" * 61, "department_code": "<b>", "email": "x"}, "department_code", "还没有单位代码"),
    ],
)
def test_what_cannot_be_kept_of_a_user_is_said_beside_what_was_typed(
    system: CheckedClient, drafter: TestUser, fields: dict[str, str], field: str, words: str
) -> None:
    response = send(system, f"/users/{drafter.id}/change", **fields)
    assert response.status_code == 422
    page = page_of(response)
    (link,) = page.xpath("//*[@role='alert']//a")
    assert link.get("href") == f"#{field}"
    assert words in link.text_content()
    for name, value in fields.items():
        assert page.xpath(f"string(//input[@id='{name}']/@value)") == value


def test_users_are_found_by_name_page_by_page(app: Flask, system: CheckedClient, drafter: TestUser) -> None:
    assert len(rows(system.page("/users"))) == 2
    assert rows(system.page("/users?q=DRAFT"))[0].startswith(f"{drafter.name} ")
    assert rows(system.page("/users?q=%25")) != rows(system.page("/users"))
    assert "找到 0 个账号" in system.page("/users?q=nobody%00").text_content()
    engine = engine_of(app)
    for number in range(55):
        follow(system, "/users/new", sign_in_name=f"many-{number:02}", full_name="某某", department_code="")
    assert len(rows(system.page("/users"))) == 50
    assert len(rows(system.page("/users?page=2"))) == 7
    for wrong in ("9", "0", "-1", "x", "9" * 40, "２"):
        assert system.page(f"/users?page={wrong}").xpath("//nav[@aria-label='翻页']")
    assert engine is engine_of(app)


def test_deactivating_signs_out_at_once_and_can_be_undone(app: Flask, system: CheckedClient, drafter: TestUser) -> None:
    theirs = signed_in_client(app, drafter)
    assert "账号已停用" in page_of(follow(system, f"/users/{drafter.id}/deactivate")).text_content()
    assert theirs.get("/account").status_code == 302
    assert send(system, f"/users/{drafter.id}/link").status_code == 422
    assert "重新启用" in page_of(follow(system, f"/users/{drafter.id}/activate")).text_content()
    signed_in_client(app, drafter)


def test_the_system_administrator_is_refused_other_administrators_and_themselves(
    system: CheckedClient, security: CheckedClient
) -> None:
    assert security
    for name in ("system", "security"):
        (address,) = system.page(f"/users?q={name}").xpath("//tbody//a/@href")
        assert system.page(address).xpath("//main//form") == []
        assert system.page(f"{address}/change").xpath("//main//form") == []
        for act in ("link", "deactivate", "activate", "change"):
            response = send(system, f"{address}/{act}", full_name="某某", department_code="", email="a@example.com")
            assert response.status_code == 422
            assert "账号" in page_of(response).xpath("string(//*[@role='alert'])")


def test_roles_are_ticked_and_kept(app: Flask, security: CheckedClient, drafter: TestUser) -> None:
    address = f"/roles/{drafter.id}"
    assert security.page(address).xpath("//input[@checked]/@value") == ["drafter"]
    page = page_of(follow(security, address, roles=["unit_leader", "auditor"]))
    assert page.xpath("//input[@checked]/@value") == ["unit_leader", "auditor"]
    assert "单位负责人、审计" in rows(security.page("/roles?q=drafter"))[0]
    for roles, words in (
        (["system_administrator", "auditor"], "分别担任"),
        (["emperor"], "没有这样的角色"),
    ):
        response = send(security, address, roles=roles)
        assert response.status_code == 422
        assert words in page_of(response).xpath("string(//*[@role='alert'])")
    theirs = signed_in_client(app, drafter)
    assert "现在登录着 1 处" in security.page(address).text_content()
    assert "已结束 1 次登录" in page_of(follow(security, f"{address}/end-sign-ins")).text_content()
    assert theirs.get("/account").status_code == 302


def test_nobody_gives_themselves_a_role(security: CheckedClient) -> None:
    (address,) = security.page("/roles?q=security").xpath("//tbody//a/@href")
    response = send(security, address, roles=["auditor"])
    assert "不能给自己" in page_of(response).xpath("string(//*[@role='alert'])")


def test_the_log_tells_who_did_what_and_can_be_searched(
    audit: CheckedClient, system: CheckedClient, drafter: TestUser
) -> None:
    follow(system, f"/users/{drafter.id}/deactivate")
    newest = rows(audit.page("/security-log"))[0]
    assert "system 停用账号 drafter 127.0.0.1" in newest
    assert all("drafter" in row for row in rows(audit.page("/security-log?person=DRAFTER")))
    assert len(rows(audit.page("/security-log?person=drafter&day=2026-03-02"))) == 4  # 02:30 in China
    assert rows(audit.page("/security-log?day=2026-03-01")) == []
    for nothing in ("nobody", "%00", "%3Cb%3E"):
        assert "0 条记录" in audit.page(f"/security-log?person={nothing}").text_content()
    assert "日期没有看懂" in audit.page("/security-log?day=yesterday").text_content()


def test_nothing_in_the_log_is_a_password_or_a_link(app: Flask, audit: CheckedClient) -> None:
    client = checked_client(app)
    try_to_sign_in(client, "secret-word", "secret-word")
    assert "secret-word" not in audit.page("/security-log").text_content()
    assert "没有这个登录名" in rows(audit.page("/security-log"))[0]
