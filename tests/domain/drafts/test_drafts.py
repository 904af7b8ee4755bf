"""Drafts: a target begun as a draft is stated by it; any texts whatever can be typed, read and laid out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perf.domain.documents.blocks import Grid, Role
from perf.domain.documents.compose import compose
from perf.domain.drafts.beginning import NewRow, empty_rows, rows_of
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.merging import merge
from perf.domain.drafts.reading import read_draft
from perf.domain.drafts.rows import INDICATORS, Draft, DraftRow, cell_name, parse_cell_name
from perf.domain.drafts.sheet import draft_sheet
from perf.domain.placing import without_places
from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.table_schemas import all_schemas
from tests.domain_strategies import HOSTILE, WRITTEN_AMOUNTS, WRITTEN_VALUES, targets, texts

SCHEMAS = pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)


def draft_of(schema: TableSchema, rows: tuple[NewRow, ...], fiscal_year: int = 2026) -> Draft:
    kept = tuple(DraftRow(number, 1, row.block, row.texts) for number, row in enumerate(rows, 1))
    return Draft(schema.kind, schema.id, schema.title, fiscal_year, kept)


@st.composite
def any_drafts(draw: st.DrawFn, schema: TableSchema) -> Draft:
    """Drafts of a form with anything typed anywhere, in any number of lines."""
    typed = st.just("") | st.sampled_from((*HOSTILE, *WRITTEN_VALUES, *WRITTEN_AMOUNTS, "一", "二")) | texts()
    lines = []
    for block, keys in cell_labels(schema).items():
        count = 1 if "-" in block else draw(st.integers(0, 5))
        for _ in range(count):
            written = {key: draw(typed) for key in keys}
            lines.append(NewRow(block, {key: text for key, text in written.items() if text}))
    return draft_of(schema, tuple(lines))


@SCHEMAS
@settings(max_examples=25)
@given(data=st.data())
def test_a_target_begun_as_a_draft_is_what_the_draft_states(schema: TableSchema, data: Any) -> None:
    target = replace(without_places(data.draw(targets(schema))), title=schema.title, fiscal_year=2026)
    reading = read_draft(draft_of(schema, rows_of(target, schema)), schema)
    assert reading.target == target
    assert reading.findings == () or not len(target.indicators)


@SCHEMAS
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_typed_can_be_read_laid_out_and_printed(schema: TableSchema, data: Any) -> None:
    draft = data.draw(any_drafts(schema))
    reading = read_draft(draft, schema)
    compose(reading.target, schema)
    grid = draft_sheet(draft, schema)
    named = [cell.part for cell in grid.cells if cell.part is not None]
    assert len(named) == len(set(named))
    assert covered_once(grid)
    names = {cell_name(row.id, key) for row in draft.rows for key in cell_labels(schema)[row.block]}
    assert set(named) <= names
    assert set(reading.cells.values()) <= names


@SCHEMAS
@settings(max_examples=25)
@given(data=st.data())
def test_every_typed_name_is_an_indicator_or_a_finding(schema: TableSchema, data: Any) -> None:
    draft = data.draw(any_drafts(schema))
    reading = read_draft(draft, schema)
    keys = [key for key in cell_labels(schema)[INDICATORS] if key in ("name", "medium_term_name")]
    typed = [row.text(key) for row in draft.of_block(INDICATORS) for key in keys if row.text(key)]
    assert sorted(typed) == sorted(row.name for row in reading.target.indicators)
    blamed = {place.part for finding in reading.findings for place in finding.places}
    for row in draft.of_block(INDICATORS):
        if row.texts and not any(row.text(key) for key in keys):
            assert blamed & {cell_name(row.id, key) for key in keys}


@SCHEMAS
def test_an_empty_table_has_every_cell_of_its_form(schema: TableSchema) -> None:
    draft = draft_of(schema, empty_rows(schema))
    values = [cell for cell in draft_sheet(draft, schema).cells if cell.role is Role.VALUE]
    assert values
    assert all(cell.part for cell in values)


@SCHEMAS
def test_amounts_of_a_form_have_names_of_their_own(schema: TableSchema) -> None:
    names = [labels["text"] for block, labels in cell_labels(schema).items() if block.startswith("funding-")]
    assert len(names) == len(set(names))


def test_wrong_cells_are_named_and_kept() -> None:
    schema = next(schema for schema in all_schemas() if schema.id == "gansu-2026-department")
    rows = (
        NewRow(INDICATORS, {"first_level": "重点履职指标", "first_level_weight": "三十", "name": "开放天数"}),
        NewRow(INDICATORS, {"name": "到馆人次", "comparison": "约", "value": "3", "unit": "万人次"}),
        NewRow(INDICATORS, {"value": "95", "unit": "%"}),
        NewRow(INDICATORS, {"second_level": "质量指标"}),
    )
    reading = read_draft(draft_of(schema, rows), schema)
    assert [(finding.places[0].part, finding.places[0].read) for finding in reading.findings] == [
        ("r1-first_level_weight", "三十"),
        ("r2-comparison", "约"),
        ("r3-name", ""),
        ("r4-name", ""),
    ]
    assert [row.first_level for row in reading.target.indicators] == ["重点履职指标", "重点履职指标"]
    assert [row.value and row.value.text for row in reading.target.indicators] == [None, "约3"]


def covered_once(grid: Grid) -> bool:
    places = [
        (cell.row + down, cell.column + right)
        for cell in grid.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    ]
    return len(places) == len(set(places)) == grid.row_count * len(grid.widths)


CELLS = st.dictionaries(st.sampled_from(("name", "value", "unit")), st.sampled_from(("", "甲", "乙", "丙")))


@given(CELLS, CELLS, CELLS)
def test_merging_loses_no_change_of_either(base: dict[str, str], kept: dict[str, str], typed: dict[str, str]) -> None:
    merged = merge(base, kept, typed)
    for key, text in typed.items():
        mine, theirs = text != base.get(key, ""), kept.get(key, "") != base.get(key, "")
        after = merged.changes.get(key, kept.get(key, ""))
        if key in merged.conflicts:
            assert mine
            assert theirs
            assert text != kept.get(key, "")
        else:
            assert after == (text if mine else kept.get(key, ""))
            assert not (theirs and after != kept.get(key, ""))


@given(st.integers(0, 10**9 - 1), st.sampled_from(("name", "medium_term_name", "text")))
def test_names_of_cells_are_read_back(row: int, key: str) -> None:
    assert parse_cell_name(cell_name(row, key)) == (row, key)


@pytest.mark.parametrize(
    "name", ["", "r", "r1", "r1-", "x1-name", "r-name", "r١-name", "r1e3-name", "r9999999999-name"]
)
def test_other_names_are_no_cells(name: str) -> None:
    assert parse_cell_name(name) is None


def test_kinds_of_all_forms_can_be_drafted() -> None:
    assert {schema.kind for schema in all_schemas()} == set(TableKind)
