"""What forms say about their sums names slots, lists and columns that exist: a slip of the pen would check nothing."""

import pytest

from perf.domain.table_schema import TableSchema
from perf.domain.terms import BudgetTableKind
from perf.table_schemas import all_schemas, check_settings

SCHEMAS = pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)


@SCHEMAS
def test_sums_of_a_form_are_over_its_own_slots(schema: TableSchema) -> None:
    slots = {slot.key for slot in schema.slots if slot.holds == "amount"}

    for each in schema.checks.get("amounts_add_up", {}).get("sums", ()):
        assert {each["total"], *each["parts"]} <= slots


@SCHEMAS
def test_lists_that_add_up_are_lists_of_the_form(schema: TableSchema) -> None:
    slots = {slot.key for slot in schema.slots if slot.holds == "amount"}
    columns = {(block.key, column.key) for block in schema.lists for column in block.columns}

    for each in schema.checks.get("list_rows_add_up", {}).get("lists", ()):
        assert (each["block"], each["column"]) in columns
        assert each["total"] in slots


def test_targets_are_held_against_tables_that_exist() -> None:
    department = check_settings()["department_targets_match_the_budget"]
    project = check_settings()["project_targets_match_the_budget"]
    slots = {slot.key for schema in all_schemas() for slot in schema.slots if slot.holds == "amount"}
    cells = [cell for row in department["rows"] for cell in (*row["cells"], *row.get("only_if_equal", ()))]

    assert {row["amount"] for row in department["rows"]} <= slots
    for cell in (*cells, *project["cells"], *project["also_covered_by"]):
        assert BudgetTableKind(cell["kind"])
