"""What is said of a draft names the cells that people typed in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perf.checking.drafts import check_draft
from perf.domain.drafts.beginning import NewRow, empty_rows
from perf.domain.drafts.rows import INDICATORS, Draft, DraftRow, cell_name, parse_cell_name
from perf.domain.table_schema import TableSchema
from perf.domain.terms import Severity
from perf.table_schemas import all_schemas, schema_by_id
from tests.domain_strategies import HOSTILE

found = schema_by_id("gansu-2026-department")
assert found is not None
SCHEMA = found


def draft_of(schema: TableSchema, *lines: NewRow) -> Draft:
    rows = [row for row in empty_rows(schema) if row.block != INDICATORS]
    kept = tuple(DraftRow(number, 1, row.block, row.texts) for number, row in enumerate([*rows, *lines], 1))
    return Draft(schema.kind, schema.id, schema.title, 2026, kept)


def line(**texts: str) -> NewRow:
    return NewRow(INDICATORS, {"first_level": "重点履职指标", "second_level": "数量指标", **texts})


def test_a_finding_names_the_cell_that_was_typed() -> None:
    draft = draft_of(SCHEMA, line(name="完成率", comparison="≥", value="120", unit="%"))
    row = draft.of_block(INDICATORS)[0]
    checked = check_draft(draft, SCHEMA)
    named = {cell for finding in checked.findings for cell in checked.cells_of(finding)}
    assert cell_name(row.id, "value") in named


def test_what_cannot_be_stated_stands_first_with_its_cell() -> None:
    draft = draft_of(SCHEMA, line(value="300"))
    checked = check_draft(draft, SCHEMA)
    first = next(finding for finding in checked.findings if finding.rule == "rows-have-a-name")
    assert first.severity is Severity.ERROR
    assert checked.cells_of(first) == (cell_name(draft.of_block(INDICATORS)[0].id, "name"),)
    weights = [list(Severity).index(finding.severity) for finding in checked.findings]
    assert weights == sorted(weights)


@pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)
@settings(max_examples=10)
@given(text=st.sampled_from(HOSTILE))
def test_every_cell_that_is_named_is_one_of_the_draft(schema: TableSchema, text: str) -> None:
    keys = ("first_level", "name", "value")
    checked = check_draft(draft := draft_of(schema, NewRow(INDICATORS, dict.fromkeys(keys, text))), schema)
    ids = {row.id for row in draft.rows}
    for finding in checked.findings:
        for cell in checked.cells_of(finding):
            parsed = parse_cell_name(cell)
            assert parsed is not None
            assert parsed[0] in ids
