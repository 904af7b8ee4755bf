"""The editor without scripts: everything is a form, nothing typed is lost, nobody is written over unseen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from perf.app import create_app
from perf.settings import Settings
from tests.drafting.sheets import opened, somebody
from tests.drafting.tables import Table, a_table
from tests.pages import HOSTILE, CheckedClient, engine_of

LONG = "长" * 2000


@pytest.fixture
def site(engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """The application on either database."""
    url = engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(data_dir=tmp_path, database_url=url, given_secret_key="only-for-tests-" * 3))
    yield app
    engine_of(app).dispose()


@pytest.fixture
def mine(site: Flask) -> CheckedClient:
    """The browser of whoever began the table."""
    return somebody(site, "drafter", "某甲")


@pytest.fixture
def theirs(site: Flask, mine: CheckedClient) -> CheckedClient:
    """The browser of a colleague."""
    assert mine
    return somebody(site, "colleague", "某乙")


@pytest.fixture
def table(engine: Engine, mine: CheckedClient) -> Table:
    """A table with three indicators, two of them in one group."""
    assert mine
    made = a_table(engine, "开放天数", "读者满意度", HOSTILE, person=1)
    for row, group in zip(made.lines(), ("数量指标", "数量指标", "满意度"), strict=True):
        made.save(row, first_level="产出指标", second_level=group)
    return made


def test_what_is_typed_is_kept_and_a_reload_sends_nothing_again(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    assert sheet.text("第3行 三级指标") == HOSTILE
    response = sheet.send(
        "", {"第1行 三级指标": f"\n {HOSTILE}\r\n第二行", "第1行 指标值": LONG, "单位（部门）名称": "图书馆𬭎\x00"}
    )
    assert response.status_code == 302
    after = sheet.after(response)
    assert after.text("第1行 三级指标") == f"{HOSTILE}\n第二行"
    assert after.text("第1行 指标值") == LONG
    assert after.text("单位（部门）名称") == "图书馆𬭎"
    assert "已保存。" in after.said()


def test_a_merged_label_is_one_cell_and_stands_for_all_its_rows(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    assert sheet.page.xpath("count(//td[@data-label='二级指标'])") == 2
    sheet.send("", {"第1行 二级指标": "数量", "第1行 一级指标": "产出"})
    assert [row.text("second_level") for row in table.lines()] == ["数量", "数量", "满意度"]
    assert {row.text("first_level") for row in table.lines()} == {"产出"}


def test_rows_are_added_moved_removed_and_brought_back_by_buttons(mine: CheckedClient, table: Table) -> None:
    first = table.lines()[0].id
    sheet = opened(mine, table)
    sheet = sheet.after(sheet.send(f"below-{first}", {"第1行 指标值": "300"}))
    assert [row.text("second_level") for row in table.lines()] == ["数量指标"] * 3 + ["满意度"]
    assert table.names() == ["开放天数", "", "读者满意度", HOSTILE]
    assert table.lines()[0].text("value") == "300"
    sheet = sheet.after(sheet.send(f"down-{first}"))
    assert table.names()[:2] == ["", "开放天数"]
    response = sheet.send(f"remove-{first}")
    assert response.headers["Location"].endswith(f"#r{table.lines()[1].id}")
    sheet = sheet.after(response)
    assert table.names() == ["", "读者满意度", HOSTILE]
    assert "已删除“开放天数”这一行" in sheet.said()
    sheet.send(f"back-{first}")
    assert table.names() == ["", "开放天数", "读者满意度", HOSTILE]


def test_a_new_group_begins_below_the_whole_group(mine: CheckedClient, table: Table) -> None:
    sheet = opened(mine, table)
    offered = {says: asks for asks, says in sheet.buttons().items()}
    sheet = sheet.after(sheet.send(f"group-{table.lines()[1].id}-second_level"))
    assert "下面另起二级指标" in offered
    assert [row.text("second_level") for row in table.lines()] == ["数量指标", "数量指标", "", "满意度"]
    assert {row.text("first_level") for row in table.lines()} == {"产出指标"}
    sheet.send(f"group-{table.lines()[-1].id}-first_level")
    assert table.lines()[-1].texts == {}


def test_a_table_whose_rows_were_all_removed_can_be_begun_anew(mine: CheckedClient, table: Table) -> None:
    for row in table.lines():
        sheet = opened(mine, table)
        sheet.send(f"remove-{row.id}")
    sheet = opened(mine, table)
    assert sheet.buttons()["first-indicators"] == "＋"
    sheet.send("first-indicators")
    assert len(table.lines()) == 1


def test_a_double_click_counts_once(mine: CheckedClient, table: Table) -> None:
    first, second, *_ = table.lines()
    for do in (f"below-{first.id}", f"down-{second.id}", f"remove-{second.id}"):
        sheet = opened(mine, table)
        count = len(table.lines())
        once = sheet.after(sheet.send(do)).table.names()
        assert sheet.send(do).status_code == 302
        assert table.names() == once
        assert abs(len(table.lines()) - count) <= 1


def test_a_conflict_shows_both_texts_and_stays_until_it_is_decided(
    mine: CheckedClient, theirs: CheckedClient, table: Table
) -> None:
    before = opened(mine, table)
    other = opened(theirs, table)
    other.send("", {"第1行 指标值": "300", "第3行 指标值": "3"})
    response = before.send("", {"第1行 指标值": "310", "第3行 指标值": "4", "第1行 度量单位": "天"})
    assert response.status_code == 409
    page = before.after(response)
    assert "有 2 格没有保存，其余的已经保存" in page.said()
    assert "某乙也改了这一格" in page.said()
    assert [dd.text for dd in page.page.xpath("//dl[@class='both']//dd")] == ["300", "310", "3", "4"]
    assert table.lines()[0].text("unit") == "天"
    assert page.text("第1行 指标值") == "310"
    again = page.send("", {"第2行 备注": "保存别的"})
    assert again.status_code == 409
    assert [row.text("value") for row in table.lines()] == ["300", "", "3"]
    page = page.after(again)
    page = page.after(page.send(f"mine-{page.name('第1行 指标值')}"))
    assert [row.text("value") for row in table.lines()] == ["310", "", "3"]
    assert "有 1 格没有保存" in page.said()
    last = page.send(f"take-{page.name('第3行 指标值')}")
    assert last.status_code == 302
    assert [row.text("value") for row in table.lines()] == ["310", "", "3"]


def test_a_conflict_in_a_merged_label_is_told_once(mine: CheckedClient, theirs: CheckedClient, table: Table) -> None:
    before = opened(mine, table)
    opened(theirs, table).send("", {"第1行 二级指标": "产出数量"})
    page = before.after(before.send("", {"第1行 二级指标": "数量"}))
    assert [dd.text for dd in page.page.xpath("//dl[@class='both']//dd")] == ["产出数量", "数量"]
    page.send(f"mine-{page.name('第1行 二级指标')}")
    assert [row.text("second_level") for row in table.lines()] == ["数量", "数量", "满意度"]


def test_what_was_typed_in_a_removed_row_can_bring_it_back(
    mine: CheckedClient, theirs: CheckedClient, table: Table
) -> None:
    row = table.lines()[1]
    before = opened(mine, table)
    opened(theirs, table).send(f"remove-{row.id}")
    page = before.after(before.send("", {"第2行 指标值": "95"}))
    assert "已删除的一行 指标值：这一行刚被删除" in page.said()
    assert page.send("", {"第1行 备注": "别的"}).status_code == 409
    assert page.send(f"back-{row.id}").status_code == 302
    assert table.lines()[1].texts["value"] == "95"


def test_a_button_that_is_refused_says_why_and_what_was_typed_is_saved(
    mine: CheckedClient, theirs: CheckedClient, table: Table
) -> None:
    row = table.lines()[0]
    before = opened(mine, table)
    opened(theirs, table).send("", {"第1行 指标值": "300"})
    page = before.after(before.send(f"remove-{row.id}", {"第2行 备注": "留着"}))
    assert "某乙刚才改过这一行，没有删除" in page.said()
    assert table.lines()[1].text("remark") == "留着"
