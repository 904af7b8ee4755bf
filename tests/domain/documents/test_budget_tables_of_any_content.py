"""Whatever stands in the cells of a budget table, reading and checking it comes to an end without an error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perf.checking.files import document_in
from perf.domain.checks.budget import BUDGET_RULES
from perf.domain.checks.runner import Checker
from perf.domain.documents.blocks import Cell, FoundTable, Grid
from perf.domain.documents.budget_reading import read_budget_tables
from perf.domain.terms import BudgetTableKind
from perf.reading.results import ReadFile
from perf.reading.text import read
from perf.table_schemas import budget_wordings, check_settings
from tests.reading.files_written_here import HOSTILE_TEXTS

_CHECKER = Checker((), BUDGET_RULES, check_settings())
_WORDS = (
    *("项目", "科目编码", "科目名称", "单位名称", "合计", "总计", "基本支出", "项目支出", "预算数", "政府采购预算表"),
    *(
        "一、本年收入",
        "（一）教育支出",
        "本年支出合计",
        "收入总计",
        "支出总计",
        "其中：办公费",
        "[30201]办公费",
        ".....",
    ),
    *("201", "20111", "201", "1", "2", "**", "²", "٣", "-5", "1e9", "9" * 40, "12.50", "１２．５", "1,000.5"),
    *("备注：", "单位：元", "表二"),
)

_texts = st.sampled_from((*_WORDS, *HOSTILE_TEXTS)) | st.text(max_size=8)
_titles = st.sampled_from([kind.label for kind in BudgetTableKind])


@st.composite
def _tables(draw: st.DrawFn) -> FoundTable:
    columns = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(_texts, min_size=columns, max_size=columns), min_size=1, max_size=9))
    cells = tuple(Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line) if text)
    return FoundTable(Grid((1.0,) * columns, len(rows), cells), (draw(_titles), "单位：万元"), (draw(_texts),))


@settings(max_examples=80)
@given(st.lists(_tables(), max_size=4))
def test_any_cells_under_budget_titles_are_read_and_checked(tables: list[FoundTable]) -> None:
    document = document_in(ReadFile("example.txt", "text", tuple(tables), (), ()))

    for finding in _CHECKER.check_document(document):
        assert finding.places
        assert all((finding.message, finding.expected, finding.fix))
    for table in document.budget.tables:
        for place, row in enumerate(table.rows):
            assert row.parent is None or row.parent != place
            assert row.amounts.keys() <= table.columns.keys()


def test_time_is_not_lost_on_very_long_texts() -> None:
    lines = ["科目编码\t科目名称\t合计\t基本支出", "（" * 19_000 + "\t" + "一" * 19_000 + "、\t" + "1," * 9_000 + "\t5"]
    above = ("表" + " " * 19_000 + "，", "金额" + " " * 19_000 + "单位", "一般公共预算支出情况表")
    contents = read("\n\n".join((*above, "\n".join(lines), "")).encode())

    (table,) = read_budget_tables(contents.tables, contents.paragraphs, budget_wordings()).tables

    assert table.rows[0].number("total") is None


def test_ten_thousand_rows_in_two_tables_are_one_finding_when_one_is_wrong() -> None:
    rows = [f"201{number:04}\t科目{number}\t3\t1\t2" for number in range(4_900)]
    total = f"\t总计\t{3 * 4_900}\t{4_900}\t{2 * 4_900}"
    head = "\n".join(("", "单位：万元", "", "科目编码\t科目名称\t合计\t基本支出\t项目支出", total, ""))
    text = "".join(
        f"{title}\n{head}" + "\n".join((f"201\t一般公共服务支出{total.removeprefix(chr(9) + '总计')}", *lines)) + "\n\n"
        for title, lines in (
            ("一般公共预算支出情况表", rows),
            ("部门支出总体情况表", [*rows[:-1], rows[-1].replace("3\t1\t2", "8003\t1\t2")]),
        )
    )
    contents = read(text.encode())
    document = document_in(ReadFile("example.txt", "text", contents.tables, contents.paragraphs, ()))

    (finding,) = _CHECKER.check_document(document)

    assert (finding.rule, finding.expected) == ("amounts-of-a-row-add-up", "3")
