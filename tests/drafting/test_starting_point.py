"""What a table was begun from, on the page of its editor: questions at their cells, last year's texts beside them."""

from pathlib import Path

import pytest
from flask import Flask
from lxml.html import HtmlElement

from perf.conversion import read_targets
from perf.conversion.targets_to_files import render_target, schema_of
from perf.database import reading, transaction
from perf.domain.drafts.beginning import rows_of
from perf.domain.places import indicator_part
from perf.domain.review import Action
from perf.domain.roles import Role
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.drafting.questions import open_questions
from perf.drafting.read_tables import Asked, ReadTable, tables_in
from perf.drafting.starting import Start, empty_start, start_from_file, start_from_former
from perf.reading import Reader
from perf.reviews.operations.moving import Move, move
from perf.reviews.operations.refusals import NotReady
from perf.table_schemas import shipped_schema
from tests.drafting.tables import DEPARTMENT, Table
from tests.pages import HOSTILE, NOW, CheckedClient, department_target, engine_of
from tests.signing_in import TestUser, make_user, signed_in_client

JSON = {"Accept": "application/json"}


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """A drafter of 999001, whose own tables of 2024 and 2026 are published."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001")


@pytest.fixture
def client(app: Flask, drafter: TestUser) -> CheckedClient:
    """The drafter's browser."""
    return signed_in_client(app, drafter)


def begun(app: Flask, drafter: TestUser, start: Start, year: int = 2027) -> Table:
    with transaction(engine_of(app)) as session:
        new = NewDraft(1, year, shipped_schema(DEPARTMENT))
        number = begin_draft(session, new, start.rows, start.questions, user_id=drafter.id, now=NOW)
    return Table(engine_of(app), number, drafter.id)


def asking(app: Flask, drafter: TestUser) -> Table:
    """A table of a file, with a question at a merged label and one without a cell."""
    label = Asked("似乎缺字，请核对", "重点履职指标", "重点履职指标", "第9行第1格", indicator_part(0, "first_level"))
    loose = Asked("没有读入，请看是否需要", HOSTILE, None, "第3页", None)
    return begun(
        app,
        drafter,
        start_from_file(ReadTable(department_target(2027), (label, loose)), shipped_schema(DEPARTMENT), 2027),
    )


def questions(page: HtmlElement) -> list[HtmlElement]:
    return page.xpath("//ol[@class='questions']/li")  # type: ignore[no-any-return]


def test_a_question_stands_beside_the_table_and_at_its_cell_with_what_was_read(
    app: Flask, drafter: TestUser, client: CheckedClient
) -> None:
    table = asking(app, drafter)
    page = client.page(f"/drafts/{table.id}")
    first, second = questions(page)
    assert [dd.text_content() for dd in first.xpath(".//dd")] == ["第9行第1格", "重点履职指标", "（照原文保留）"]
    assert [dd.text_content() for dd in second.xpath(".//dd")] == ["第3页", HOSTILE, "（没有读入）"]
    (link,) = first.xpath("a/@href")
    cell = page.get_element_by_id(link[1:])
    assert first.get("id") in cell.get("aria-describedby").split()
    assert cell.getparent().xpath(f".//a[@href='#{first.get('id')}']")
    assert "待核对 2 处" in client.page("/drafts").text_content()


def test_a_button_answers_a_question_and_saves_what_was_typed(
    app: Flask, drafter: TestUser, client: CheckedClient
) -> None:
    table = asking(app, drafter)
    row = table.lines()[0]
    button = questions(client.page(f"/drafts/{table.id}"))[1].xpath(".//button")[0]
    typed = {"csrf_token": client.token(), f"v{row.id}": str(row.version), f"r{row.id}-value": "301"}
    response = client.post(f"/drafts/{table.id}", data=typed | {button.get("name"): button.get("value")})
    assert response.headers["Location"] == f"/drafts/{table.id}"
    assert table.lines()[0].text("value") == "301"
    assert len(questions(client.page(f"/drafts/{table.id}"))) == 1


def test_a_script_is_answered_with_the_questions_that_are_left(
    app: Flask, drafter: TestUser, client: CheckedClient
) -> None:
    table = asking(app, drafter)
    row = table.lines()[0]
    typed = {"csrf_token": client.token(), f"v{row.id}": str(row.version), f"r{row.id}-first_level": "履职指标"}
    answer = client.post(f"/drafts/{table.id}", data=typed, headers=JSON).json
    assert answer is not None
    assert "第9行第1格" not in answer["panel"]
    assert "第3页" in answer["panel"]
    with reading(table.engine) as session:
        (left,) = open_questions(session, table.id)
    asked = {"csrf_token": client.token(), "do": f"confirm-{left.id}"}
    again = client.post(f"/drafts/{table.id}", data=asked, headers=JSON).json
    assert again is not None
    assert (again["row"], again["refusal"]) == (None, None)
    assert "第3页" not in again["panel"]
    wrong = client.post(f"/drafts/{table.id}", data=asked | {"do": "confirm-999999"}, headers=JSON).json
    assert wrong is not None
    assert "没有找到这一处核对" in wrong["refusal"]


def test_last_years_texts_stand_beside_their_cells(app: Flask, drafter: TestUser, client: CheckedClient) -> None:
    former = start_from_former(
        department_target(2026), schema_of(department_target()), shipped_schema(DEPARTMENT), with_values=False
    )
    table = begun(app, drafter, former)
    page = client.page(f"/drafts/{table.id}")
    beside = {
        cell.getparent().xpath("string(.//*[@name]/@name)"): cell.text_content()
        for cell in page.xpath("//*[@class='cell-beside']")
    }
    first = table.lines()[0]
    assert beside[f"r{first.id}-value"] == "去年：300"
    assert beside[f"r{table.slot('goals-annual').id}-text"] == "去年：办好图书馆。"


def test_a_year_that_is_not_last_year_is_named(app: Flask, drafter: TestUser, client: CheckedClient) -> None:
    table = begun(app, drafter, empty_start(shipped_schema(DEPARTMENT)), 2026)
    page = client.page(f"/drafts/{table.id}")
    assert "2024年：办好图书馆。" in page.xpath("//*[@class='cell-beside']/text()")


def test_what_found_no_place_is_listed_to_be_copied(app: Flask, drafter: TestUser, client: CheckedClient) -> None:
    target = department_target(2026)
    start = start_from_former(target, schema_of(target), shipped_schema("gansu-2024-department"), with_values=False)
    table = begun(app, drafter, Start(empty_start(shipped_schema(DEPARTMENT)).rows, start.questions))
    listed = client.page(f"/drafts/{table.id}").xpath("//details[@class='leftovers']//dt/text()")
    assert "联系人" in listed
    assert questions(client.page(f"/drafts/{table.id}")) == []


def test_open_questions_keep_a_table_from_being_submitted(app: Flask, drafter: TestUser) -> None:
    table = asking(app, drafter)
    with pytest.raises(NotReady) as refused, transaction(table.engine) as session:
        move(session, table.id, Move(Action.SUBMIT, 0), user_id=drafter.id, now=NOW)
    assert [each.sentence.startswith("待核对：") for each in refused.value.blockers].count(True) == 2


@pytest.mark.parametrize("name", ["dingxi-2026", "linxia-2024"])
def test_the_real_documents_begin_as_they_were_read_in_every_format(
    real_documents: Path, tmp_path: Path, name: str
) -> None:
    with Reader() as reader:
        for table in tables_in(read_targets(real_documents / "seeds" / f"{name}.txt", reader=reader)).tables:
            schema = shipped_schema(table.target.schema or "")
            start = start_from_file(table, schema, table.target.fiscal_year or 0)
            assert start.rows == rows_of(table.target, schema)
            assert len(start.questions) == len(table.asked)
            for file_format in ("pdf", "xlsx", "docx"):
                path = tmp_path / f"table.{file_format}"
                path.write_bytes(render_target(table.target, file_format))
                (again,) = tables_in(read_targets(path, reader=reader)).tables
                assert start_from_file(again, schema, table.target.fiscal_year or 0).rows == start.rows
