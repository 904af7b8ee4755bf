"""A draft on paper: the preview is the PDF itself, and every file states exactly what was typed."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask

from perf.conversion import FORMATS
from perf.conversion.files_to_targets import recognise_file
from perf.database import transaction
from perf.domain.drafts.reading import read_draft
from perf.domain.placing import without_places
from perf.domain.roles import Role
from perf.domain.targets import PerformanceTarget
from perf.drafting.operations.saving import RowEdit
from perf.drafting.records import TargetDraft
from perf.reading import read_file
from perf.table_schemas import schema_by_id
from tests.drafting.tables import Table, a_table
from tests.pages import HOSTILE, NOW, CheckedClient, engine_of
from tests.signing_in import make_user, signed_in_client


@pytest.fixture
def table(app: Flask) -> Table:
    """A department's table as people type it: several lines, hostile text, a contact, a value that is none."""
    drafter = make_user(engine_of(app), "drafter", Role.DRAFTER, now=NOW, department="999001")
    table = a_table(engine_of(app), "开放天数", HOSTILE, person=drafter.id)
    slots = {
        "fields-department_name": "示例市图书馆𬭎",
        "fields-contact_name": "某某某",
        "fields-contact_phone": "138 0000 1234",
        "goals-annual": f"第一段。\n第二段：{HOSTILE}",
        "funding-annual-expenditure_total": "405.310",
    }
    edits = [RowEdit(table.slot(part).id, 1, {"text": text}) for part, text in slots.items()]
    first, second = table.lines()
    level = {"first_level": "重点履职指标", "second_level": "数量指标"}
    edits.append(RowEdit(first.id, 1, {**level, "comparison": "≥", "value": "300", "unit": "天"}))
    edits.append(RowEdit(second.id, 1, {**level, "value": "三百左右"}))
    assert table.save_all(*edits).is_whole
    return table


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A browser of the unit's leader, who reads and signs."""
    return signed_in_client(app, make_user(engine_of(app), "leader", Role.UNIT_LEADER, now=NOW, department="999001"))


def stated(table: Table) -> PerformanceTarget:
    draft = table.draft()
    schema = schema_by_id(draft.schema)
    assert schema is not None
    return read_draft(draft, schema).target


def test_the_preview_is_the_pdf_itself_and_reads_back_as_typed(
    table: Table, client: CheckedClient, tmp_path: Path
) -> None:
    response = client.get(f"/drafts/{table.id}/print")
    assert response.mimetype == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    kind, _, name = response.headers["Content-Disposition"].partition(";")
    assert kind == "inline"
    assert unquote(name).endswith("示例市图书馆𬭎-2026年度-部门（单位）整体绩效目标表-草稿.pdf")
    assert read(tmp_path / "print.pdf", response.data) == stated(table)


def test_the_draft_as_every_file_states_what_was_typed_contacts_and_all(
    table: Table, client: CheckedClient, tmp_path: Path
) -> None:
    for chosen in FORMATS.values():
        response = client.get(f"/drafts/{table.id}/download/{chosen.name}")
        assert response.mimetype == chosen.media_type
        kind, plain, _ = response.headers["Content-Disposition"].split("; ")
        assert (kind, plain) == ("attachment", f"filename=target-{table.id}.{chosen.ending}")
        target = read(tmp_path / f"table.{chosen.ending}", response.data)
        assert target == stated(table), chosen.name
        assert {"某某某", "138 0000 1234"} <= {field.text for field in target.fields}


def test_an_approved_table_is_no_draft_by_name_and_an_unknown_format_is_not_found(
    table: Table, client: CheckedClient
) -> None:
    with transaction(table.engine) as session:
        session.get_one(TargetDraft, table.id).state = "approved"
    assert "草稿" not in unquote(client.get(f"/drafts/{table.id}/print").headers["Content-Disposition"])
    assert client.get(f"/drafts/{table.id}/download/exe").status_code == 404


def test_an_empty_table_can_be_printed(table: Table, client: CheckedClient) -> None:
    empty = a_table(table.engine, person=table.person, project="修缮")
    for file_format in FORMATS:
        assert client.get(f"/drafts/{empty.id}/download/{file_format}").status_code == 200


def read(path: Path, content: bytes) -> PerformanceTarget:
    """Read a file back and forget where in it things stood."""
    path.write_bytes(content)
    [target] = recognise_file(read_file(path)).targets
    return without_places(target)
