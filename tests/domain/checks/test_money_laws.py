"""The money block of any department: what adds up is right, and a wrong amount is found where it stands."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perf.domain.checks.finding import Finding
from perf.domain.checks.money import MONEY_RULES
from perf.domain.checks.runner import Checker
from perf.domain.funding import Funding
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Severity, TableKind
from perf.table_schemas import check_settings, schema_by_id

_CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
_Parts = tuple[Decimal, Decimal, Decimal, Decimal]
_PARTS = st.tuples(_CENTS, _CENTS, _CENTS, _CENTS)
_TOTALS = ("basic_total", "expenditure_total", "income_total")


def _check(amounts: dict[str, Decimal]) -> tuple[Finding, ...]:
    """Check a department's table of 2024 with these amounts."""
    schema = schema_by_id("gansu-2024-department")
    assert schema
    funding = tuple(
        Funding(slot.key, slot.name, amounts[slot.key], "万元") for slot in schema.slots if slot.key in amounts
    )
    target = PerformanceTarget(TableKind.DEPARTMENT, schema.title, schema.id, 2024, funding=funding)
    return Checker(MONEY_RULES, (), check_settings()).check_target(TargetSheet(target, schema))


def _adding_up(personnel: Decimal, operation: Decimal, project: Decimal, carried_over: Decimal) -> dict[str, Decimal]:
    """Give a block in which everything adds up."""
    basic = personnel + operation
    total = basic + project
    return {
        "basic_personnel": personnel,
        "basic_operation": operation,
        "basic_total": basic,
        "project_total": project,
        "expenditure_total": total,
        "income_total": total,
        "appropriation": total - carried_over,
        "carried_over": carried_over,
    }


@given(_PARTS)
def test_a_block_that_adds_up_has_no_findings(parts: _Parts) -> None:
    assert not _check(_adding_up(*parts))


@given(_PARTS, st.sampled_from(_TOTALS), st.integers(3, 10**6))
def test_a_total_that_is_off_by_more_than_rounding_is_an_error_at_that_total(
    parts: _Parts, key: str, cents: int
) -> None:
    amounts = _adding_up(*parts)
    amounts[key] += Decimal(cents).scaleb(-2)

    findings = _check(amounts)

    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert all(f"funding-annual-{key}" in {place.part for place in finding.places} for finding in findings)


@given(_PARTS)
def test_amounts_rounded_one_by_one_are_never_an_error(parts: _Parts) -> None:
    personnel, operation, project, carried_over = (part / 1000 for part in parts)
    exact = _adding_up(personnel, operation, project, carried_over)
    printed = {key: amount.quantize(Decimal("0.01")) for key, amount in exact.items()}

    assert all(finding.severity is Severity.NOTE for finding in _check(printed))


def test_amounts_without_a_unit_are_not_compared_with_others() -> None:
    schema = schema_by_id("gansu-2024-project")
    assert schema
    known = Funding("total", "年度资金总额", Decimal(30), "万元")
    target = PerformanceTarget(TableKind.PROJECT, schema.title, schema.id, funding=(known,))
    rows = (known, Funding("appropriation", "其中：当年财政拨款", Decimal(200_000)))

    sheet = TargetSheet(replace(target, funding=rows), schema)

    assert not Checker(MONEY_RULES, (), check_settings()).check_target(sheet)
