"""Laws of the rules about values and texts: good rows pass, one cause is said once, nothing personal leaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.checks.all_rules import TARGET_RULES
from perf.domain.checks.finding import Finding
from perf.domain.checks.runner import Checker
from perf.domain.checks.text import TEXT_DOCUMENT_RULES, TEXT_RULES
from perf.domain.checks.values import VALUE_RULES
from perf.domain.documents.blocks import Cell, FoundTable, Grid, Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.values import TargetValue, parse_value, show_value, value_cells, value_from_cells
from perf.table_schemas import check_settings, schema_by_id

OWN_RULES = (*VALUE_RULES, *TEXT_RULES)
MOBILE = "138" + "0000" + "1234"
HOSTILE = (
    "明显" * 10_000, "×" * 19_999 + "a", "：…" * 10_000, "<p>" * 6_000, "2026年" * 4_000, "1次" * 10_000, "1" * 20_000,
    "“" * 20_000, "（1字" * 6_000, "提升、" * 6_000, "a" * 20_000, "*" * 20_000, "安排资金" * 5_000, "138-" * 5_000,
)  # fmt: skip


def _checked(sheet: TargetSheet) -> tuple[Finding, ...]:
    return Checker(OWN_RULES, (), check_settings()).check_target(sheet)


def _sheet(schema_id: str, *rows: Indicator, **parts: object) -> TargetSheet:
    """Give a table of 2026 with these rows."""
    schema = schema_by_id(schema_id)
    assert schema
    fields = tuple(FieldValue(key, str(text)) for key, text in parts.items() if key != "goal")
    goals = (Goal(Period.ANNUAL, str(parts["goal"])),) if "goal" in parts else ()
    target = PerformanceTarget(
        TableKind.PROJECT, schema.title, schema.id, 2026, fields=fields, goals=goals, indicators=IndicatorTree(rows)
    )
    return TargetSheet(target, schema)


quantities = st.builds(
    TargetValue,
    st.sampled_from([sign for sign in Comparison if sign is not Comparison.QUALITATIVE]),
    st.decimals("0.01", "99", places=2),
    st.sampled_from(["次", "公里", "万元", "个工作日", "‰"]),
)


@given(quantities)
def test_sign_number_and_unit_as_they_should_be_have_nothing_wrong(value: TargetValue) -> None:
    split = value_from_cells(*value_cells(value))
    together = parse_value(show_value(value))

    assert not _checked(_sheet("gansu-2026-department", Indicator("巡河", "重点履职指标", "数量指标", split)))
    assert not _checked(_sheet("gansu-2024-project", Indicator("巡河", "产出指标", "数量指标", together)))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=4), st.integers(2, 5))
def test_counts_times_the_years_of_the_plan_have_nothing_wrong(counts: list[int], years: int) -> None:
    rows = [
        Indicator(f"第{number}类巡查", "产出指标", "数量指标", parse_value(f"≥{count * times}次"), period=period)
        for period, times in ((Period.ANNUAL, 1), (Period.MEDIUM_TERM, years))
        for number, count in enumerate(counts)
    ]
    plan = f"2026-{2025 + years}年"

    assert not _checked(_sheet("gansu-2026-project", *rows, medium_term_years=plan))
    wrong = _checked(_sheet("gansu-2026-project", *rows, medium_term_years=f"2026-{2026 + years}年"))
    assert {finding.rule for finding in wrong} == {"medium-term-counts-add-up-the-years"}
    assert len({place.row for finding in wrong for place in finding.places}) == len(counts)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("推动园区发展", "推动", "values-do-not-repeat-the-name"),
        ("提升办件及时率", "提升", "values-do-not-repeat-the-name"),
        ("办件及时率", "≥良好", "quantities-are-numbers"),
        ("办件及时率", "不低于95%以上", "signs-are-written-once"),
        ("群众满意度", "≥100%", "satisfaction-is-credible"),
        ("办件及时率", (None, "≥95%", None), "number-cells-hold-only-the-number"),
        ("办件及时率", ("定性", "不低于95%", None), "qualitative-values-are-words"),
        ("办件及时率", ("定性", None, None), "values-are-filled"),
    ],
)
def test_one_mistake_is_said_once(name: str, value: str | tuple[str | None, str | None, str | None], rule: str) -> None:
    schema = "gansu-2024-project" if isinstance(value, str) else "gansu-2026-department"
    read = parse_value(value) if isinstance(value, str) else value_from_cells(*value)

    found = _checked(_sheet(schema, Indicator(name, "产出指标", "质量指标", read)))

    assert [finding.rule for finding in found] == [rule]


def test_no_rule_gives_a_telephone_number_away() -> None:
    row = Indicator(f"回访，{MOBILE}", "产出指标", "数量指标", parse_value(f"××{MOBILE}"), remark=f"<b>{MOBILE}</b>")
    sheet = _sheet("gansu-2026-department", row, contact_name="张三", contact_phone=MOBILE, goal=f"请填写 {MOBILE}")

    findings = Checker(TARGET_RULES, (), check_settings()).check_target(sheet)

    assert {"no-personal-data-in-targets", "no-leftovers-of-the-form"} <= {finding.rule for finding in findings}
    assert MOBILE not in repr(findings)
    assert "张三" not in repr(findings)
    assert "138****1234" in repr(findings)


def test_personal_data_in_a_line_of_signatures_and_in_other_tables_is_found() -> None:
    signed = Cell(9, 0, f"填报人电话：{MOBILE}", source=Source(table=1, row=10, column=1))
    other = Cell(0, 0, f"经办人 {MOBILE}", source=Source(table=2, row=1, column=1))
    grid = Grid((1.0,), 10, (signed,))
    bare = _sheet("gansu-2024-project", Indicator("巡河", "产出指标", "数量指标", parse_value("≥40次")))
    sheet = TargetSheet(bare.target, bare.schema, 0, grid)
    tables = (FoundTable(grid), FoundTable(Grid((1.0,), 1, (other,)), before=("通讯录",)))
    paragraphs = (Paragraph("前言" * 100 + MOBILE, Source(paragraph=1)),)
    document = PublishedDocument(tables, paragraphs, sheets=(sheet,))

    findings = Checker(TEXT_RULES, TEXT_DOCUMENT_RULES, check_settings()).check_document(document)

    places = [place for finding in findings for place in finding.places]
    assert [(place.table, place.source) for place in places] == [
        ("正文", Source(paragraph=1)),
        (sheet.name, signed.source),
        ("通讯录", other.source),
    ]
    assert all("138****1234" in place.read and len(place.read) <= 80 for place in places)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_very_long_texts_are_looked_through_in_one_go(text: str) -> None:
    value = TargetValue(Comparison.AT_LEAST, text=text)
    row = Indicator(text, "产出指标", text, value, remark=text)

    assert _checked(_sheet("gansu-2026-project", row, project_period=text, medium_term_years=text, goal=text))


def test_a_word_list_that_is_left_empty_finds_nothing() -> None:
    lists = {
        rule: {name: [] if isinstance(value, list) else value for name, value in section.items()}
        for rule, section in check_settings().items()
    }
    row = Indicator("推动办件、提升办件率", "产出指标", "质量指标", parse_value("≥95%"))
    sheet = _sheet("gansu-2024-project", row, goal="办件3次，安排资金8万元，请填写")

    assert not Checker(OWN_RULES, (), lists).check_target(sheet)
