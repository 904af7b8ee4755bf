"""Beginning a table on its page: from last year's, from a file, or empty; whatever is wrong, nothing typed is lost."""

from dataclasses import replace
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from flask import Flask
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from perf.conversion import FORMATS
from perf.conversion.targets_to_files import render_target
from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.drafts.beginning import rows_of
from perf.domain.roles import Role
from perf.drafting.former_tables import tables_of_department
from perf.drafting.queries import drafts_of
from perf.drafting.questions import open_questions
from perf.drafting.read_tables import tables_from_page
from perf.table_schemas import schema_by_id
from perf.targets.operations import store_target
from perf.web import file_form
from tests.drafting.tables import DEPARTMENT, PROJECT, Table, a_table
from tests.pages import (
    HOSTILE,
    NOW,
    UPLOAD_LIMIT,
    CheckedClient,
    department_target,
    engine_of,
    page_of,
    project_target,
    shifted_text_file,
    text_file,
)
from tests.signing_in import TestUser, make_user, signed_in_client

pytestmark = pytest.mark.usefixtures("stopped_clock")

NEW = "/drafts/new"


@pytest.fixture
def drafter(app: Flask) -> TestUser:
    """A drafter of 999001, which has published its own tables of 2024 and 2026 and one of a project of 2026."""
    return make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001")


@pytest.fixture
def client(app: Flask, drafter: TestUser) -> CheckedClient:
    """The drafter's browser."""
    return signed_in_client(app, drafter)


def fields(**changed: object) -> dict[str, object]:
    """The form as it is sent for an empty table of the department."""
    filled = {
        "fiscal_year": "2027",
        "kind": "department",
        "department_schema": DEPARTMENT,
        "project_schema": PROJECT,
        "project": "",
        "new_project": "",
        "start": "empty",
    }
    return filled | changed


def press(client: CheckedClient, file: bytes | None = None, /, **changed: object) -> TestResponse:
    """Press 新建, a file chosen or none."""
    sent = fields(**changed) | {"csrf_token": client.token()}
    sent["document"] = (BytesIO(file or b""), "去年.txt" if file is not None else "")
    return client.post(NEW, data=sent)


def begun(app: Flask, response: TestResponse) -> Table:
    """The table that was begun."""
    assert response.status_code == 302
    number = response.headers["Location"].rpartition("/")[2]
    return Table(engine_of(app), int(number), 0)


def texts(table: Table) -> list[tuple[str, dict[str, str]]]:
    return sorted(((row.block, dict(row.texts)) for row in table.draft().rows), key=str)


def said(response: TestResponse, status: int = 422) -> str:
    """What the error summary says."""
    assert response.status_code == status
    return str(page_of(response).xpath("string(//*[@role='alert'])"))


def chosen(page: HtmlElement) -> dict[str, str]:
    """What the form shows as chosen and typed."""
    found = {each.get("name"): each.get("value") for each in page.xpath("//main//input[@type='radio'][@checked]")}
    found |= {each.get("name"): each.value for each in page.xpath("//main//select")}
    return found | {"new_project": page.xpath("string(//input[@name='new_project']/@value)")}


def test_what_the_department_used_last_is_chosen_before_anybody_chose(client: CheckedClient) -> None:
    page = client.page(NEW)
    now = chosen(page)
    assert (now["kind"], now["start"], now["department_schema"], now["project_schema"]) == (
        "project",
        "former",
        DEPARTMENT,
        PROJECT,
    )
    assert [group.get("label") for group in page.xpath("//select[@name='department_schema']/optgroup")] == [
        "本单位用过的表样",
        "其他表样",
    ]
    projects = page.xpath("//select[@name='project']/option")
    assert [option.text_content() for option in projects] == [
        "请选择",
        f"{HOSTILE}（最近一张：2026年）",
        "新项目（在下面写名称）",
    ]


def test_the_list_leads_to_a_table_that_was_published(client: CheckedClient) -> None:
    page = client.page("/drafts")
    (link,) = (each for each in page.xpath("//a/@href") if "project=" in each)
    now = chosen(client.page(link))
    assert (now["kind"], now["project"], now["start"]) == ("project", "1", "former")


def test_an_empty_table_has_what_its_form_prints(app: Flask, client: CheckedClient) -> None:
    table = begun(app, press(client))
    assert table.lines()[0].text("first_level") == "基本运行指标"
    assert table.draft().fiscal_year == 2027


def test_last_years_table_gives_its_indicators_and_only_when_asked_its_values(
    app: Flask, client: CheckedClient
) -> None:
    table = begun(app, press(client, start="former"))
    assert table.names() == ["开放天数", "读者满意度"]
    assert {row.text("value") for row in table.lines()} == {""}
    assert table.slot("fields-department_name").texts
    whole = begun(app, press(client, start="former", fiscal_year="2026", with_values="y"))
    schema = schema_by_id(DEPARTMENT)
    assert schema is not None
    wanted = rows_of(department_target(2024), schema)
    assert texts(whole) == sorted(((row.block, dict(row.texts)) for row in wanted), key=str)


def test_what_another_form_has_no_place_for_waits_beside_the_table(app: Flask, client: CheckedClient) -> None:
    table = begun(app, press(client, start="former", department_schema="gansu-2024-department"))
    with reading(table.engine) as session:
        left = open_questions(session, table.id)
    assert ("联系人", False) in [(each.place, each.must_be_answered) for each in left]


def test_a_known_project_is_chosen_and_a_new_one_is_named(app: Flask, client: CheckedClient) -> None:
    known = begun(app, press(client, kind="project", project="1", start="former"))
    assert known.slot("fields-project_name").text("text") == HOSTILE
    new = begun(app, press(client, kind="project", project="new", new_project=" 修缮 "))
    assert new.slot("fields-project_name").text("text") == "修缮"


WRONG: list[tuple[dict[str, object], str]] = [
    ({"fiscal_year": ""}, "预算年度"),
    ({"fiscal_year": "1999"}, ""),
    ({"kind": ""}, "还没有选哪一张表"),
    ({"kind": "<b>"}, ""),
    ({"department_schema": "nowhere"}, ""),
    ({"start": ""}, "从哪里开始"),
    ({"kind": "project"}, "还没有选项目"),
    ({"kind": "project", "project": "new"}, "还没有选项目"),
    ({"kind": "project", "project": "new", "new_project": "字" * 201}, "最多 200 字"),
    ({"kind": "project", "project": "1", "new_project": "修缮"}, "这里又写了“修缮”"),
    ({"kind": "project", "project": "new", "new_project": f"{HOSTILE} ："}, "名称只差空格"),
    (
        {"kind": "project", "project": "new", "new_project": "修缮", "start": "former"},
        "没有项目“修缮”2027年以前的表",
    ),
    ({"start": "file"}, "还没有选择文件"),
    ({"start": "file", "reading": "{}"}, "重新选择文件"),
    ({"start": "file", "reading": '{"tables": [' * 5_000}, "重新选择文件"),
]
"""What may be wrong with a sent form, and what is then said."""


def test_what_is_wrong_is_said_and_everything_typed_stays(client: CheckedClient) -> None:
    offered = {"fiscal_year": ("2027", "2026"), "kind": ("department", "project"), "start": ("empty", "former", "file")}
    for changed, sentence in WRONG:
        response = press(client, **changed)
        assert sentence in said(response)
        shown = chosen(page_of(response))
        for name, value in fields(**changed).items():
            if name in offered:
                assert shown.get(name, "") == (value if value in offered[name] else "")
            elif name in ("project", "new_project"):
                assert shown[name] == value
    with reading(engine_of(client.application)) as session:
        assert drafts_of(session, None) == ()


def test_a_year_that_is_offered_no_more_is_refused_in_chinese(client: CheckedClient) -> None:
    response = press(client, fiscal_year="2025", new_project="不能丢的名称")
    assert "不是有效的选择" in said(response)
    assert "不能丢的名称" in response.text


def test_a_table_that_is_there_already_is_led_to(app: Flask, client: CheckedClient) -> None:
    first = begun(app, press(client))
    response = press(client)
    assert "已经有一张绩效目标表" in said(response, 409)
    assert page_of(response).xpath(f"//main//a[@href='/drafts/{first.id}']")


def test_a_file_in_any_format_begins_the_table_that_it_states(app: Flask, client: CheckedClient) -> None:
    schema = schema_by_id(PROJECT)
    assert schema is not None
    for file_format in FORMATS:
        target = replace(project_target(file_format), fiscal_year=2027)
        named = {"kind": "project", "project": "new", "new_project": file_format, "start": "file"}
        table = begun(app, press(client, render_target(target, file_format), **named))
        assert texts(table) == sorted(((row.block, dict(row.texts)) for row in rows_of(target, schema)), key=str)
        with reading(table.engine) as session:
            assert [each.read for each in open_questions(session, table.id) if each.taken is None] == []


def test_a_shifted_row_is_begun_in_its_place_with_a_question_at_its_cell(app: Flask, client: CheckedClient) -> None:
    table = begun(app, press(client, shifted_text_file(), start="file", fiscal_year="2026"))
    with reading(table.engine) as session:
        asked = open_questions(session, table.id)
    row = next(row for row in table.lines() if row.text("name") == "读者满意度")
    assert any((each.cell or "").startswith(f"r{row.id}-") for each in asked)
    assert all(each.must_be_answered and each.place for each in asked)


def test_of_several_tables_one_is_chosen_without_sending_the_file_again(app: Flask, client: CheckedClient) -> None:
    file = text_file(project_target("修缮"), project_target("购书"), department_target())
    response = press(client, file, kind="project", project="new", new_project="购书", start="file")
    assert response.status_code == 200
    page = page_of(response)
    labels = [label.text_content() for label in page.xpath("//fieldset[@id='table']//label")]
    assert [label.split(" · ")[0] for label in labels] == ["修缮", "购书", "部门（单位）整体绩效目标表"]
    kept = page.xpath("string(//input[@name='reading']/@value)")
    now = chosen(page)
    assert (now["table"], now["new_project"]) == ("1", "购书")
    table = begun(
        app,
        press(
            client, kind="project", project="new", new_project="购书", start="file", reading=kept, table=now["table"]
        ),
    )
    assert table.slot("fields-project_name").text("text") == "购书"
    assert table.draft().fiscal_year == 2027


def test_a_project_that_is_not_chosen_is_named_by_the_file(app: Flask, client: CheckedClient) -> None:
    table = begun(app, press(client, text_file(project_target()), kind="project", start="file"))
    assert table.slot("fields-project_name").text("text") == HOSTILE


def test_a_project_that_only_the_file_knows_is_begun_once_somebody_says_so(app: Flask, client: CheckedClient) -> None:
    response = press(client, text_file(project_target("修缮")), kind="project", start="file")
    assert "文件里的项目“修缮”系统里还没有" in said(response)
    page = page_of(response)
    now = chosen(page)
    assert (now["project"], now["new_project"]) == ("new", "修缮")
    kept = page.xpath("string(//input[@name='reading']/@value)")
    again = press(client, kind="project", project="new", new_project="修缮", start="file", reading=kept)
    assert begun(app, again).slot("fields-project_name").text("text") == "修缮"


def test_a_table_of_another_form_is_shown_before_it_is_put_into_the_chosen_one(
    app: Flask, client: CheckedClient
) -> None:
    old = "gansu-2024-department"
    response = press(client, text_file(department_target()), start="file", department_schema=old)
    page = page_of(response)
    assert response.status_code == 200
    kept = page.xpath("string(//input[@name='reading']/@value)")
    again = press(client, start="file", department_schema=old, reading=kept, table=chosen(page)["table"])
    table = begun(app, again)
    assert table.draft().schema == old
    assert [row.text("value") for row in table.lines()] == ["≥300天", "≥90%"]
    with reading(table.engine) as session:
        assert {"联系人", None} <= {each.place for each in open_questions(session, table.id)}


def test_a_table_of_no_known_form_is_put_into_the_chosen_one(app: Flask, client: CheckedClient) -> None:
    lines = [
        "某县绩效目标表（2027年度）",
        "一级指标\t二级指标\t三级指标\t指标值\t说不清的一栏",
        "产出指标\t数量指标\t里程\t≥3公里\t旧",
    ]
    table = begun(app, press(client, "\n".join(lines).encode(), start="file"))
    assert tuple(table.lines()[0].text(key) for key in ("name", "comparison", "value", "unit")) == (
        "里程",
        "≥",
        "3",
        "公里",
    )
    with reading(table.engine) as session:
        assert [each.read for each in open_questions(session, table.id)] == ["旧"]


def test_other_errors_keep_what_was_read_of_the_file(client: CheckedClient) -> None:
    response = press(client, text_file(department_target()), start="file", fiscal_year="")
    assert "预算年度" in said(response)
    page = page_of(response)
    kept = tables_from_page(page.xpath("string(//input[@name='reading']/@value)"))
    assert kept is not None
    assert [table.target.title for table in kept.tables] == ["部门（单位）整体绩效目标表"]
    assert "已经读过“去年.txt”" in page.xpath("string(//*[@id='document-hint'])")


def test_a_file_of_no_use_is_refused_in_plain_words(client: CheckedClient) -> None:
    useless = [
        (b"", "空"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "读不了"),
        ("没有表格".encode(), "没有找到绩效目标表"),
        (text_file(project_target("修缮")), "只有项目支出的 1 张"),
    ]
    for content, sentence in useless:
        assert sentence in said(press(client, content, start="file"))


def test_a_file_that_is_too_large_or_comes_when_all_readers_are_busy(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"--x\r\nContent-Disposition: form-data; name=document; filename=a\r\n\r\n" + b"x" * (UPLOAD_LIMIT + 100_000)
    too_large = client.post(NEW, data=body, content_type="multipart/form-data; boundary=x")
    assert "文件太大，超过了 2 MB" in said(too_large, 413)
    monkeypatch.setattr(file_form, "READING_TURNS", BoundedSemaphore(1))
    monkeypatch.setattr(file_form, "_PATIENCE_SECONDS", 0.01)
    with file_form.READING_TURNS:
        assert "一时轮不到" in said(press(client, text_file(department_target()), start="file"), 503)


def test_what_belongs_to_others_is_not_found(app: Flask, client: CheckedClient) -> None:
    engine = engine_of(app)
    with transaction(engine) as session:
        store_target(session, "999002", replace(project_target("别人的"), schema=None), source_name="a.txt", now=NOW)
    with reading(engine) as session:
        others = next(each.project_id for each in tables_of_department(session, 2) if each.project_name == "别人的")
    for project in (str(others), "4000000000", "９"):
        assert client.get(f"{NEW}?project={project}").status_code == 404
    assert press(client, kind="project", project=str(others), start="former").status_code == 404
    assert "别人的" not in client.get(NEW).text


def test_a_table_is_deleted_after_asking_with_its_history(app: Flask, drafter: TestUser, client: CheckedClient) -> None:
    table = a_table(engine_of(app), "甲", person=drafter.id, project=HOSTILE)
    page = client.page(f"/drafts/{table.id}/delete")
    assert page.xpath("string(//h1)") == "删除这张表？"
    assert client.page("/drafts").xpath(f"//a[@href='/drafts/{table.id}/delete']")
    response = client.post(f"/drafts/{table.id}/delete", data={"csrf_token": client.token()})
    assert response.headers["Location"] == "/drafts"
    assert f"已删除“{HOSTILE}”" in client.page("/drafts").text_content()
    assert client.get(f"/drafts/{table.id}/delete").status_code == 404
    assert client.post(f"/drafts/{table.id}/delete", data={"csrf_token": client.token()}).status_code == 404


def test_a_table_that_is_under_way_or_of_others_is_not_deleted(app: Flask, drafter: TestUser) -> None:
    table = a_table(engine_of(app), "甲", person=drafter.id)
    table.close()
    own = signed_in_client(app, drafter)
    response = own.post(f"/drafts/{table.id}/delete", data={"csrf_token": own.token()})
    assert "没有删除" in said(response, 409)
    assert not own.page("/drafts").xpath(f"//a[@href='/drafts/{table.id}/delete']")
    with transaction(engine_of(app)) as session:
        register_department(session, "999002", "乙", now=NOW)
    other = signed_in_client(app, make_user(engine_of(app), "other", Role.DRAFTER, now=NOW, department="999002"))
    assert other.get(f"/drafts/{table.id}/delete").status_code == 404
    assert other.post(f"/drafts/{table.id}/delete", data={"csrf_token": other.token()}).status_code == 404
