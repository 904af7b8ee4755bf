"""What holds for every set of budget tables: what adds up is left alone, one wrong amount is one finding."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from perf.checking import check_file
from perf.checking.files import document_in
from perf.domain.budget_tables import BudgetAmount, BudgetRow, BudgetTable, BudgetTables
from perf.domain.checks.budget import BUDGET_RULES
from perf.domain.checks.budget.contradictions import weigh
from perf.domain.checks.finding import Finding
from perf.domain.checks.runner import Checker
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity
from perf.reading.results import ReadFile
from perf.reading.text import read
from perf.table_schemas import check_settings

_CHECKER = Checker((), BUDGET_RULES, check_settings())
_CLASSES = {"201": "一般公共服务支出", "205": "教育支出", "208": "社会保障和就业支出", "221": "住房保障支出"}


@dataclass(frozen=True)
class Item:
    """One 项 of expenditure: its code and its amounts."""

    code: str
    basic: Decimal
    project: Decimal


@st.composite
def _items(draw: st.DrawFn) -> list[Item]:
    amounts = st.decimals(1, 5000, places=2)
    groups = draw(st.lists(st.sampled_from(sorted(_CLASSES)), min_size=1, unique=True))
    sections = [f"{group}{number:02}" for group in groups for number in range(1, draw(st.integers(2, 3)))]
    codes = [f"{section}{number:02}" for section in sections for number in range(1, draw(st.integers(2, 4)))]
    return [Item(code, draw(amounts), draw(amounts)) for code in codes]


def _text(items: list[Item]) -> str:
    """Write the tables that follow from the items."""
    groups = sorted({item.code[:3] for item in items})
    sections = sorted({item.code[:5] for item in items})
    codes = sorted({*groups, *sections, *(item.code for item in items)})
    below = {code: [item for item in items if item.code.startswith(code)] for code in codes}
    names = [_row(_CLASSES.get(code, f"科目{code}"), below[code]) for code in codes]
    rows = [f"{code}\t{row}" for code, row in zip(codes, names, strict=True)]
    total = _sum(items)
    classes = [f"{_CLASSES[group]}\t{_sum([i for i in items if i.code[:3] == group])}" for group in groups]
    income = [f"一、一般公共预算财政拨款收入\t{total}", *["\t"] * (len(classes) - 1), f"本年收入合计\t{total}"]
    spending = [*map("、".join, zip("一二三四", classes, strict=False)), f"本年支出合计\t{total}"]
    sides = [f"{left}\t{right}" for left, right in zip(income, spending, strict=True)]
    units = [_row(f"{name}\t{total}", items) for name in ("总计", "县档案馆")]
    return "".join(
        (
            _table("部门收支总体情况表", "项目\t预算数\t项目\t预算数", *sides, f"收入总计\t{total}\t支出总计\t{total}"),
            _table("财政拨款支出表", "单位名称\t总计\t一般公共预算支出\t\t", "\t\t合计\t基本支出\t项目支出", *units),
            _table(
                "一般公共预算支出情况表", "科目编码\t科目名称\t合计\t基本支出\t项目支出", _row("\t总计", items), *rows
            ),
            _table("部门支出总体情况表", "功能分类科目\t支出合计\t基本支出\t项目支出", _row("总计", items), *names),
        )
    )


def _table(title: str, *lines: str) -> str:
    return "\n".join((title, "", "单位：万元", "", *lines, "", ""))


def _row(name: str, items: list[Item]) -> str:
    basic, project = (sum((getattr(item, key) for item in items), Decimal()) for key in ("basic", "project"))
    return f"{name}\t{basic + project}\t{basic}\t{project}"


def _sum(items: list[Item]) -> Decimal:
    return sum((item.basic + item.project for item in items), Decimal())


def _document(text: str) -> PublishedDocument:
    contents = read(text.encode())
    return document_in(ReadFile("example.txt", "text", contents.tables, contents.paragraphs, ()))


def _findings(budget: BudgetTables) -> tuple[Finding, ...]:
    return _CHECKER.check_document(PublishedDocument((), budget=budget))


def _with_amount(budget: BudgetTables, cell: tuple[int, int, str], number: Decimal) -> BudgetTables:
    tables = list(budget.tables)
    table = tables[cell[0]]
    row = table.rows[cell[1]]
    changed = replace(row, amounts={**row.amounts, cell[2]: BudgetAmount(str(number), number)})
    tables[cell[0]] = _with_row(table, cell[1], changed)
    return BudgetTables(tuple(tables))


def _with_row(table: BudgetTable, place: int, row: BudgetRow) -> BudgetTable:
    rows = [row if number == place else each for number, each in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def _cells(budget: BudgetTables) -> Iterator[tuple[int, int, str]]:
    for number, table in enumerate(budget.tables):
        for place, row in enumerate(table.rows):
            yield from ((number, place, column) for column in row.amounts)


@settings(max_examples=40)
@given(_items())
def test_tables_that_add_up_and_agree_have_no_finding(items: list[Item]) -> None:
    budget = _document(_text(items)).budget

    assert len(budget.tables) == 4
    assert _findings(budget) == ()


@settings(max_examples=40)
@given(_items(), st.data())
def test_one_wrong_amount_is_one_finding_at_a_cell_that_does_not_fit(items: list[Item], data: st.DataObject) -> None:
    right = _document(_text(items)).budget
    cell = data.draw(st.sampled_from(list(_cells(right))))
    before = right.tables[cell[0]].rows[cell[1]].number(cell[2])
    assert before is not None
    number = data.draw(st.decimals(0, before + 3000, places=2).filter(lambda each: abs(each - before) > 1))

    wrong = _with_amount(right, cell, number)

    (finding,) = _findings(wrong)
    broken = [each for contradiction in weigh(wrong).contradictions for each in contradiction.equations]
    cells = weigh(wrong).cells
    assert finding.severity is Severity.ERROR
    assert finding.places[0] in [cells.place(each) for equation in broken for each in equation.cells]


@settings(max_examples=40)
@given(_items(), st.data())
def test_a_wrong_amount_that_two_sums_depend_on_is_named_with_what_should_stand_there(
    items: list[Item], data: st.DataObject
) -> None:
    right = _document(_text(items)).budget
    general = right.tables[2]
    row = data.draw(st.integers(1, len(general.rows) - 1))
    before = general.rows[row].number("basic")
    assert before is not None

    wrong = _with_amount(right, (2, row, "basic"), before + 7)

    (finding,) = _findings(wrong)
    assert finding.places == (wrong.tables[2].place(wrong.tables[2].rows[row], "basic"),)
    assert finding.expected == str(before)


def test_in_the_real_document_of_2024_one_amount_is_wrong_and_four_totals_are_blank(real_documents: Path) -> None:
    checked = check_file(real_documents / "seeds/linxia-2024.txt")
    rules = {rule.id for rule in BUDGET_RULES}
    found = [finding for finding in checked.findings if finding.rule in rules]

    (error,) = [finding for finding in found if finding.severity is Severity.ERROR]
    assert (error.places[0].row, error.places[0].read, error.expected) == ("30101 基本工资", "42.26", "46.26")
    assert "只有 46.26 能使“301 工资福利支出”的“合计”为 143.72" in error.message
    blank = [(place.row, finding.expected) for finding in found for place in finding.places if finding is not error]
    assert blank == [("收入总计", "170.08"), ("支出总计", "170.08"), ("收入合计", "170.08"),
                     ("一般公共预算财政拨款", "170.08")]  # fmt: skip
    assert {finding.severity for finding in found if finding is not error} == {Severity.WARNING}


def test_in_the_real_document_of_2026_sums_are_rounded_and_nothing_is_wrong(real_documents: Path) -> None:
    checked = check_file(real_documents / "seeds/dingxi-2026.txt")
    rules = {rule.id for rule in BUDGET_RULES}
    found = [finding for finding in checked.findings if finding.rule in rules]

    assert {(finding.rule, finding.severity) for finding in found} == {("sums-are-exact-or-rounded", Severity.NOTE)}
    assert [(place.row, place.read) for finding in found for place in finding.places if place.read != "405.31"] == [
        ("合计", "303.31"), ("社会保障和就业支出", "29.17"), ("社会保障和就业支出", "29.17"),
        ("行政事业单位医疗", "10.33"), ("行政事业单位医疗", "10.33"),
        ("合计", "303.31"), ("208 社会保障和就业支出", "29.17"), ("208 社会保障和就业支出", "29.17"),
        ("21011 行政事业单位医疗", "10.33"), ("21011 行政事业单位医疗", "10.33"),
        ("301 工资福利支出", "267.29"), ("301 工资福利支出", "267.29"), ("合计", "10.19"),
    ]  # fmt: skip
