"""The examples of a rule, as TOML: ``cases/<rule>.toml`` holds ``[[passes]]`` and ``[[fails]]``.

A rule over one target says only what the example is about; the rest is left out:

    [[fails]]
    why = "a sentence"
    schema = "gansu-2026-department"                     # the form; this one unless another is named, "" for none
    fiscal_year = 2026                                    # left out: 2026
    fields = { project_name = "道路养护" }
    goals = { annual = "…", medium_term = "…" }
    funding = { total = "8", "medium_term-total" = "24" }
    indicators = [                                        # 一级, 二级, 三级, then the cells of the form's value columns
      ["重点履职指标", "数量指标", "养护里程", "≥", "40", "公里"],
    ]
    weights = { "重点履职指标" = "30" }                    # printed beside the first level
    lists = [["cost_items", { item = "保安", amount = "12" }]]   # rows of the form's lists
    details = { "养护里程" = { points = "10" } }            # further columns, by row
    medium_term = [["产出指标", "数量指标", "养护里程", "≥120公里"]]   # rows of the medium-term half
    finds = ["三级指标“养护里程” 指标值"]                   # row and column of every place, in the order found

A rule over a document says the document's text, tabs between cells, as published files are often kept:

    [[fails]]
    document = '''…'''
    finds = ["30101 基本工资 合计"]

One over two years says the text of the year before as well, as ``last_year``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from perf.checking.files import document_in
from perf.checking.year_chain import year_pair
from perf.conversion.targets_to_files import schema_of
from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import Rule
from perf.domain.checks.runner import Checker
from perf.domain.documents.published import PublishedDocument
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.narrative.document_claims import document_year
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.values import parse_value, value_from_cells
from perf.reading.results import ReadFile
from perf.reading.text import read
from perf.table_schemas import check_settings, schema_by_id

FOLDER = Path(__file__).with_name("cases")
_KEYS = {"why", "schema", "fiscal_year", "fields", "goals", "funding", "indicators", "weights", "details",
         "medium_term", "lists", "document", "last_year", "finds", "severity"}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One example: what it is given, and the places (row and column) where the rule must find something."""

    rule: str
    why: str
    given: Mapping[str, Any]
    finds: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.why}"


def all_cases() -> Iterator[Case]:
    """Give every example of every rule."""
    for path in sorted(FOLDER.glob("*.toml")):
        written = tomllib.loads(path.read_text("utf-8"))
        assert written.keys() == {"passes", "fails"}, path.name
        for kind, examples in written.items():
            for example in examples:
                assert example.keys() <= _KEYS, (path.name, example.keys() - _KEYS)
                assert ("finds" in example) == (kind == "fails"), (path.name, example["why"])
                yield Case(path.stem, example["why"], example, tuple(example.get("finds", ())))


def findings_of(case: Case, rule: Rule[Any]) -> tuple[Finding, ...]:
    """Run one rule over an example."""
    if "last_year" in case.given:
        earlier = _document(case.given["last_year"])
        year = document_year(earlier.paragraphs, earlier.sheets)
        assert year, case
        pair = year_pair(_document(case.given["document"]), earlier, year, "上年.txt")
        return Checker((), (), check_settings(), pair_rules=(rule,)).check_pair(pair)
    if "document" in case.given:
        return Checker((), (rule,), check_settings()).check_document(_document(case.given["document"]))
    target = _target(case.given)
    return Checker((rule,), (), check_settings()).check_target(TargetSheet(target, schema_of(target)))


def _document(text: str) -> PublishedDocument:
    contents = read(text.encode())
    return document_in(ReadFile("example.txt", "text", contents.tables, contents.paragraphs, ()))


def shown(place: Place) -> str:
    """Give a place as examples name it."""
    return " ".join(filter(None, (place.row, place.column))) or place.table


def _target(given: Mapping[str, Any]) -> PerformanceTarget:
    name = given.get("schema", "gansu-2026-department")
    schema = schema_by_id(name)
    assert (schema is not None) == bool(name), given
    rows = [
        _indicator(row, period, given)
        for period, key in ((Period.ANNUAL, "indicators"), (Period.MEDIUM_TERM, "medium_term"))
        for row in given.get(key, ())
    ]
    slots = {(slot.key, slot.period): slot.name for slot in schema.slots if slot.holds == "amount"} if schema else {}
    funding = []
    for written, text in given.get("funding", {}).items():
        key = written.removeprefix("medium_term-")
        period = Period.MEDIUM_TERM if key != written else Period.ANNUAL
        amount, unit, kept = read_amount(text)
        own_unit = unit or (schema.unit if schema else "万元")
        funding.append(Funding(key, slots[key, period] if schema else key, amount, own_unit, kept, period))
    return PerformanceTarget(
        kind=schema.kind if schema else TableKind.PROJECT,
        title=schema.title if schema else "绩效目标表",
        schema=schema.id if schema else None,
        fiscal_year=given.get("fiscal_year", 2026),
        fields=tuple(FieldValue(key, text) for key, text in given.get("fields", {}).items()),
        goals=tuple(Goal(Period(period), text) for period, text in given.get("goals", {}).items()),
        funding=tuple(funding),
        lists=tuple(ListRow(block, tuple(cells.items())) for block, cells in given.get("lists", ())),
        indicators=IndicatorTree(tuple(rows)),
    )


def _indicator(row: list[str], period: Period, given: Mapping[str, Any]) -> Indicator:
    first, second, name, *cells = row
    if len(cells) == 3:
        value = value_from_cells(*(cell or None for cell in cells))
    else:
        value = parse_value(cells[0]) if cells and cells[0] else None
    weight = given.get("weights", {}).get(first)
    details = tuple(given.get("details", {}).get(name, {}).items())
    return Indicator(
        name=name,
        first_level=first or None,
        second_level=second or None,
        value=value,
        first_level_weight=Decimal(weight) if weight else None,
        details=details,
        period=period,
    )
