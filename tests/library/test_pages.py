"""The pages of the library: searching, proposing from a row, deciding, and who sees whose proposals."""

from dataclasses import fields, replace
from urllib.parse import urlencode

import pytest
from flask import Flask
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from perf.domain.library_entry import LIMITS
from perf.domain.roles import Role
from tests.library.indicators import MILEAGE, QUALITY, TEACHING, fill
from tests.pages import HOSTILE, NOW, CheckedClient, engine_of, page_of
from tests.signing_in import make_user_of, send, signed_in_client


@pytest.fixture
def drafter(app: Flask) -> CheckedClient:
    """The browser of a drafter of the first department."""
    return signed_in_client(app, make_user_of(app, "drafter", Role.DRAFTER, now=NOW, department="999001"))


@pytest.fixture
def keeper(app: Flask) -> CheckedClient:
    """The browser of somebody who keeps the library."""
    return signed_in_client(app, make_user_of(app, "keeper", Role.FINANCE_PERFORMANCE_REVIEWER, now=NOW))


def typed(**changed: str) -> dict[str, str]:
    """What is typed to say an indicator."""
    texts = {each.name: getattr(MILEAGE, each.name) or "" for each in fields(MILEAGE)}
    return {**texts, **changed}


def text(page: HtmlElement, path: str = "//main") -> str:
    return " ".join("".join(each.text_content() for each in page.xpath(path)).split())


def values(page: HtmlElement) -> dict[str, str]:
    """What stands in the fields of the form of an entry."""
    form = page.xpath("//form[contains(@class, 'entry-form')]")[0]
    # A browser passes over the line end that a text area begins with.
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values() if name != "csrf_token"}


def followed(client: CheckedClient, response: TestResponse) -> HtmlElement:
    assert response.status_code == 302
    return client.page(response.headers["Location"])


def propose(client: CheckedClient, **changed: str) -> int:
    """Propose an indicator and give its number."""
    page = followed(client, send(client, "/library/propose", **typed(**changed)))
    address = page.xpath("//tbody/tr[1]//a/@href")[0]
    return int(address.rpartition("/")[2])


def test_words_and_choices_find_entries_and_links_keep_them(app: Flask, drafter: CheckedClient) -> None:
    many = [replace(TEACHING, name=f"培训{number}人次") for number in range(60)]
    fill(engine_of(app), MILEAGE, QUALITY, *many)
    page = drafter.page("/library?" + urlencode({"q": "培训", "field": "教育"}))
    assert "找到 60 条指标" in text(page)
    assert len(page.xpath("//tbody/tr")) == 50
    assert page.xpath("//select[@name='field']/option[@selected]/@value") == ["教育"]
    assert "公路养护" not in text(page, "//tbody")
    (following,) = page.xpath("//nav[@class='pages']//a/@href")
    page = drafter.page(following)
    assert len(page.xpath("//tbody/tr")) == 10
    assert page.xpath("//input[@name='q']/@value") == ["培训"]


def test_an_empty_library_says_how_it_is_filled_and_a_vain_search_what_to_try(
    app: Flask, drafter: CheckedClient
) -> None:
    assert "指标库还是空的" in text(drafter.page("/library"))
    fill(engine_of(app), MILEAGE)
    page = drafter.page("/library?q=公路的养护")
    assert "没有找到" in text(page)
    assert page.xpath("//tbody//a/text()") == ["公路养护里程"]


def test_no_search_breaks_the_page(app: Flask, drafter: CheckedClient) -> None:
    fill(engine_of(app), MILEAGE)
    for name in ("q", "field", "use", "first", "second", "page"):
        for query in (HOSTILE, "\x00", "𠮷" * 300, "'; DROP TABLE", "%"):
            page = drafter.page("/library?" + urlencode({name: query}))
            assert page.xpath("//input[@id='q']")
            assert not page.xpath("//main//b")


def test_an_entry_shows_all_it_says(app: Flask, drafter: CheckedClient) -> None:
    fill(engine_of(app), replace(MILEAGE, evidence="养护合同\n考核表", scoring_method=HOSTILE))
    shown = text(drafter.page("/library/1"))
    for words in (
        "≥200公里",
        "产出指标",
        "公路养护",
        "年内养护并通过考核的里程。",
        "养护合同 考核表",
        HOSTILE,
        "已入库",
    ):
        assert words in shown
    assert "停用这条指标" not in shown


def test_the_form_is_filled_from_a_row_of_a_table(drafter: CheckedClient) -> None:
    row = {"name": "道路 完好率", "first_level": "产出指标", "second_level": "质量指标", "value": "≥ 95 %"}
    filled = values(drafter.page("/library/propose?" + urlencode(row)))
    assert {name: filled[name] for name in (*row, "comparison", "unit")} == {
        **row,
        "value": "95",
        "comparison": "≥",
        "unit": "%",
    }


ROWS: tuple[tuple[dict[str, str], tuple[str, str, str]], ...] = (
    ({"comparison": "大于等于", "value": "9５", "unit": "%"}, ("≥", "9５", "%")),
    ({"comparison": "定性", "value": "较上年提升"}, ("定性", "较上年提升", "")),
    ({"value": "较上年提升"}, ("", "较上年提升", "")),
    ({"value": "90%-95%"}, ("", "90%-95%", "")),
    ({"comparison": "越多越好", "value": HOSTILE}, ("", HOSTILE, "")),
    ({"value": "\x00"}, ("", "", "")),
)


def test_a_value_is_taken_as_it_stands_where_it_is_no_single_quantity(drafter: CheckedClient) -> None:
    for row, shown in ROWS:
        filled = values(drafter.page("/library/propose?" + urlencode(row)))
        assert (filled["comparison"], filled["value"], filled["unit"]) == shown


def test_a_proposal_goes_from_the_drafter_to_the_library(drafter: CheckedClient, keeper: CheckedClient) -> None:
    number = propose(drafter)
    assert "待定" in text(drafter.page("/library/my-proposals"))
    assert "待定的提议（1）" in text(keeper.page("/library"))
    (address,) = keeper.page("/library/proposals").xpath("//tbody//a/@href")
    page = keeper.page(address)
    assert values(page) == typed()
    assert "示例市图书馆" in text(page)
    changed = typed(value="250", evidence="合同", name="公路列养里程")
    page = followed(keeper, send(keeper, f"{address}/accept", **changed))
    assert "“公路列养里程”已入库" in text(page)
    assert keeper.get(address).headers["Location"] == f"/library/{number}"
    assert "≥250公里" in text(drafter.page("/library?q=列养"))


def test_a_refusal_tells_the_department_why(drafter: CheckedClient, keeper: CheckedClient) -> None:
    number = propose(drafter)
    response = send(keeper, f"/library/proposals/{number}/refuse", reason="")
    assert response.status_code == 422
    assert "还没有写原因" in text(page_of(response))
    page = followed(keeper, send(keeper, f"/library/proposals/{number}/refuse", reason=HOSTILE))
    assert "没有等着审定的提议" in text(page)
    for address in ("/library/my-proposals", f"/library/{number}"):
        assert HOSTILE in text(drafter.page(address))
        assert "未采纳" in text(drafter.page(address))


def test_a_proposal_of_another_department_answers_like_a_missing_one(
    app: Flask, drafter: CheckedClient, keeper: CheckedClient
) -> None:
    number = propose(drafter)
    colleague, stranger, nobody = (
        signed_in_client(app, make_user_of(app, name, role, now=NOW, department=department))
        for name, role, department in (
            ("colleague", Role.DRAFTER, "999001"),
            ("stranger", Role.DRAFTER, "999002"),
            ("nobody", Role.AUDITOR, ""),
        )
    )
    assert colleague.get(f"/library/{number}").status_code == 200
    for other in (stranger, nobody):
        hidden, missing = other.get(f"/library/{number}"), other.get("/library/2000000000")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.data == missing.data
    assert "公路养护里程" not in text(stranger.page("/library/my-proposals"))
    send(keeper, f"/library/proposals/{number}/accept", **typed())
    assert stranger.get(f"/library/{number}").status_code == 200


WRONG: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"name": "  "}, "name", "还没有填三级指标"),
    ({"field": ""}, "field", "还没有填行业领域"),
    ({"comparison": ""}, "comparison", "还没有选符号"),
    ({"explanation": ""}, "explanation", "数什么、怎么算"),
    ({"name": "𠮷" * (LIMITS["name"] + 1)}, "name", "最多 60 个字"),
    ({"evidence": "长" * 2001}, "evidence", "最多 2000 个字"),
    ({"value": HOSTILE[:60].strip()}, "value", "补上数字"),
    ({"name": "另一个里程数量", "unit": "%"}, "value", "名称说的是数量"),
    ({"unit": ""}, "unit", "补上单位"),
)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    drafter: CheckedClient, keeper: CheckedClient
) -> None:
    number = propose(drafter)
    for changed, field, words in WRONG:
        sent = typed(**{"name": "另一个里程", **changed})
        kept = {**sent, "name": sent["name"].strip()}
        for client, address in ((drafter, "/library/propose"), (keeper, f"/library/proposals/{number}/accept")):
            response = send(client, address, **sent)
            assert response.status_code == 422
            page = page_of(response)
            assert words in text(page, f"//*[@role='alert']//a[@href='#{field}']")
            assert values(page) == kept
    assert "另一个里程" not in text(drafter.page("/library/my-proposals"))


def test_control_characters_and_line_ends_in_a_short_field_are_taken_out(drafter: CheckedClient) -> None:
    number = propose(drafter, name=" 公路\r\n养护\x00里程 ", explanation="一\r\n二")
    page = drafter.page(f"/library/{number}")
    assert page.xpath("string(//h1)") == "公路 养护里程"
    assert "一\n二" in page.xpath("string(//dl[@class='entry-texts'])")


def test_what_the_library_has_already_is_said_and_shown(app: Flask, drafter: CheckedClient) -> None:
    fill(engine_of(app), MILEAGE)
    response = send(drafter, "/library/propose", **typed())
    assert response.status_code == 422
    page = page_of(response)
    assert "指标库里已经有“公路养护里程”" in text(page, "//*[@role='alert']")
    assert page.xpath("//section[@class='near-entries']//a/@href") == ["/library/1"]


def test_two_who_decide_are_told_and_what_the_second_typed_stays(
    app: Flask, drafter: CheckedClient, keeper: CheckedClient
) -> None:
    number = propose(drafter)
    other = signed_in_client(app, make_user_of(app, "other", Role.FINANCE_PERFORMANCE_REVIEWER, now=NOW))
    send(keeper, f"/library/proposals/{number}/refuse", reason="重复")
    response = send(other, f"/library/proposals/{number}/accept", **typed(value="77"))
    assert response.status_code == 422
    page = page_of(response)
    assert "刚才已经有人处理，现在的状态是“未采纳”" in text(page)
    assert values(page)["value"] == "77"
    assert page.xpath(f"//dl//a[@href='/library/{number}']")


def test_a_double_click_does_everything_once(drafter: CheckedClient, keeper: CheckedClient) -> None:
    assert propose(drafter) == propose(drafter)
    (address,) = keeper.page("/library/proposals").xpath("//tbody//a/@href")
    for _ in range(2):
        assert send(keeper, f"{address}/accept", **typed()).headers["Location"].startswith("/library/")
    number = address.rpartition("/")[2]
    for _ in range(2):
        page = followed(keeper, send(keeper, f"/library/{number}/retire", reason="重复"))
        assert "已停用" in text(page)
    response = send(keeper, f"/library/{number}/retire", reason="别的")
    assert response.status_code == 422
    assert "已经有人处理" in text(page_of(response))


def test_a_retired_entry_is_found_no_more_but_stays_readable(
    app: Flask, drafter: CheckedClient, keeper: CheckedClient
) -> None:
    fill(engine_of(app), MILEAGE)
    response = send(keeper, "/library/1/retire", reason=" ")
    assert response.status_code == 422
    assert "还没有写原因" in text(page_of(response))
    send(keeper, "/library/1/retire", reason="政策已废止")
    assert "公路养护里程" not in text(drafter.page("/library"))
    shown = text(drafter.page("/library/1"))
    assert "已停用" in shown
    assert "政策已废止" in shown


def test_a_doubt_of_the_checks_is_told_to_whoever_decides(drafter: CheckedClient, keeper: CheckedClient) -> None:
    number = propose(drafter, name="道路合格率", unit="%", value="90")
    assert "核对提示" in text(keeper.page(f"/library/proposals/{number}"))
    assert "核对提示" not in text(keeper.page(f"/library/proposals/{propose(drafter)}"))


def test_only_those_who_work_on_targets_are_led_to_the_library(app: Flask, drafter: CheckedClient) -> None:
    system = signed_in_client(app, make_user_of(app, "system", Role.SYSTEM_ADMINISTRATOR, now=NOW))
    link = "//nav[@aria-label='主导航']//a[@href='/library']"
    assert drafter.page("/library").xpath(f"{link}/@aria-current") == ["page"]
    assert drafter.page("/library/propose").xpath(f"{link}/@aria-current") == ["true"]
    assert not system.page("/account").xpath(link)
