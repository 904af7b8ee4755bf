"""The public budget tables of a document, whatever file they come in."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from perf.checking.files import document_in
from perf.domain.budget_tables import BudgetTables
from perf.domain.terms import BudgetTableKind as Kind
from perf.reading.files import read_file
from perf.rendering.docx import render_docx
from perf.rendering.html import render_html
from perf.rendering.pdf.publishing import render_pdf
from perf.rendering.xlsx import render_xlsx
from tests import budget_documents as written
from tests.reading.files_written_here import read_bytes

KINDS = [Kind.BALANCE, Kind.FISCAL_EXPENDITURE, Kind.GENERAL_EXPENDITURE, Kind.THREE_PUBLIC, Kind.OPERATION,
         Kind.GOVERNMENT_FUNDS, Kind.PROCUREMENT]  # fmt: skip

FILES: dict[str, Callable[[], bytes]] = {
    "text": written.as_text,
    "a sheet a table": written.as_sheets,
    "all on one sheet": written.as_one_sheet,
    "Word": written.as_word,
    "own Word": lambda: render_docx(written.as_documents()),
    "own workbook": lambda: render_xlsx(written.as_documents()),
    "own HTML": lambda: render_html(written.as_documents()),
    "own PDF": lambda: render_pdf(written.as_documents()),
}


def _budget(folder: Path, data: bytes) -> BudgetTables:
    return document_in(read_bytes(folder, data)).budget


@pytest.mark.parametrize("write", FILES.values(), ids=FILES)
def test_the_same_tables_are_read_from_every_kind_of_file(tmp_path: Path, write: Callable[[], bytes]) -> None:
    budget = _budget(tmp_path, write())
    plain = _budget(tmp_path, written.as_text())

    assert [table.kind for table in budget.tables] == KINDS
    assert {table.unit for table in budget.tables} == {"万元"}
    for table, expected in zip(budget.tables, plain.tables, strict=True):
        assert list(table.columns) == list(expected.columns)
        assert table.rows == expected.rows
        assert table.note == expected.note
        assert all(row.source for row in table.rows)


def _plain(tmp_path: Path) -> BudgetTables:
    return _budget(tmp_path, written.as_text())


def test_income_and_expenditure_side_by_side_are_two_sides_with_a_total_each(tmp_path: Path) -> None:
    balance = _plain(tmp_path).tables[0]

    income, expenditure = balance.total("income"), balance.total("expenditure")
    assert income
    assert expenditure
    assert (income.name, income.label) == ("收入总计", "收 入 总 计")
    assert expenditure.number("amount") == Decimal("90.50")
    first = balance.rows[0]
    assert (first.name, first.side, first.fund) == ("一般公共预算财政拨款收入", "income", "general")
    assert first.parent is not None
    assert balance.rows[first.parent].name == "本年收入合计"


def test_headings_under_a_group_are_told_from_those_of_the_next_group(tmp_path: Path) -> None:
    fiscal = _plain(tmp_path).tables[1]

    assert list(fiscal.columns) == ["total", "general_total", "general_basic", "general_project",
                                    "funds_total", "funds_basic", "funds_project"]  # fmt: skip
    assert fiscal.columns["funds_total"] == "政府性基金预算支出 合计"
    total = fiscal.total()
    assert total is not None
    assert (total.number("general_basic"), total.number("funds_total")) == (Decimal("70.50"), None)


def test_codes_say_which_row_is_part_of_which_also_where_a_level_is_missing(tmp_path: Path) -> None:
    general = _plain(tmp_path).tables[2]

    parents = {row.code: None if row.parent is None else general.rows[row.parent].code for row in general.rows}
    assert parents == {None: None, "201": None, "20126": "201", "2012601": "20126", "2012604": "20126", "208": None,
                       "2080505": "208"}  # fmt: skip


def test_codes_in_brackets_before_a_name_are_codes(tmp_path: Path) -> None:
    operation = _plain(tmp_path).tables[4]

    assert [(row.code, row.name) for row in operation.rows] == [(None, "总计"), ("30201", "办公费"), ("30205", "水费")]


def test_a_place_names_table_row_column_and_line(tmp_path: Path) -> None:
    operation = _plain(tmp_path).tables[4]

    place = operation.place(operation.rows[1], "project")
    assert (place.table, place.row, place.column, place.read) == (
        "表5 一般公共预算机关运行经费表", "30201 办公费", "项目支出", "5"
    )  # fmt: skip
    assert place.source
    assert place.source.line


def test_a_table_of_which_only_title_and_headings_were_published_is_empty_with_its_note(tmp_path: Path) -> None:
    text = "表十\n\n政府性基金预算支出情况表\n\n单位：元\n\n项目\t预算数\n\n备注：没有这项预算，本表为空表。\n"

    (table,) = _budget(tmp_path, text.encode()).tables

    assert (table.kind, table.title, table.rows) == (Kind.GOVERNMENT_FUNDS, "表十 政府性基金预算支出情况表", ())
    assert (table.unit, table.note, table.table_number) == ("元", "备注：没有这项预算，本表为空表。", None)


def test_a_list_of_contents_is_no_table(tmp_path: Path) -> None:
    text = "目录\n\n九、一般公共预算机关运行经费表\n\n十、政府性基金预算支出情况表\n\n十一、政府采购预算表\n"

    assert not _budget(tmp_path, text.encode()).tables


def test_headings_alone_tell_a_table_without_title(tmp_path: Path) -> None:
    text = "科目编码\t科目名称\t合计\t人员经费\t公用经费\n301\t工资福利支出\t5\t5\t\n"

    (table,) = _budget(tmp_path, text.encode()).tables

    assert (table.kind, table.title) == (Kind.BASIC_EXPENDITURE, Kind.BASIC_EXPENDITURE.label)


def test_a_table_with_a_budget_title_but_other_headings_is_left_alone(tmp_path: Path) -> None:
    text = "政府采购预算表\n\n日期\t经办\n3月\t办公室\n4月\t办公室\n"

    assert not _budget(tmp_path, text.encode()).tables


def test_class_section_and_item_in_columns_of_their_own_are_one_code(tmp_path: Path) -> None:
    text = (
        "一般公共预算支出表\n\n科目编码\t\t\t科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"
        "201\t\t\t一般公共服务支出\t9\t9\t\n201\t26\t\t档案事务\t9\t9\t\n201\t26\t01\t行政运行\t9\t9\t\n"
    )

    (table,) = _budget(tmp_path, text.encode()).tables

    assert [row.code for row in table.rows] == ["201", "20126", "2012601"]


def test_rows_without_codes_take_their_places_from_the_table_that_has_codes(tmp_path: Path) -> None:
    rows = "\n".join("\t".join(row[1:]) for row in written.PRINTED[2].rows[4:])
    text = f"部门支出总体情况表\n\n功能分类科目\t支出合计\t基本支出\t项目支出\n总计\t90.50\t70.50\t20\n{rows}\n\n"

    expenditure, *_, general = _budget(tmp_path, text.encode() + written.as_text(written.PRINTED[2:3])).tables

    assert [row.parent for row in expenditure.rows] == [row.parent for row in general.rows]
    assert all(row.code is None for row in expenditure.rows)


def test_rows_without_codes_anywhere_hang_below_their_class_but_nobody_adds_them_up(tmp_path: Path) -> None:
    text = (
        "部门支出总体情况表\n\n功能分类科目\t支出合计\n总计\t90\n教育支出\t60\n普通教育\t60\n小学教育\t60\n"
        "住房保障支出\t30\n住房公积金\t30\n"
    )

    (table,) = _budget(tmp_path, text.encode()).tables

    assert [row.parent for row in table.rows] == [None, None, 1, 1, None, 4]
    assert [row.parts_known for row in table.rows] == [True, False, False, False, False, False]


def test_fillers_and_blank_rows_are_no_rows_but_hostile_names_are(tmp_path: Path) -> None:
    text = "政府性基金预算支出情况表\n\n项目\t预算数\n.....\t\n……\t\n<b>\t1\n=cmd|'/C calc'!A0\t２，０００．５\n𠮷\t-\n"

    (table,) = _budget(tmp_path, text.encode()).tables

    assert [(row.name, row.number("amount")) for row in table.rows] == [
        ("<b>", Decimal(1)), ("=cmd|'/Ccalc'!A0", Decimal("2000.5")), ("𠮷", None)
    ]  # fmt: skip


def test_the_real_document_of_2024_gives_eleven_tables(real_documents: Path) -> None:
    budget = document_in(read_file(real_documents / "seeds/linxia-2024.txt")).budget

    assert [table.kind for table in budget.tables] == [
        kind for kind in Kind if kind not in (Kind.TRANSFERS, Kind.PROCUREMENT)
    ]
    assert {table.unit for table in budget.tables} == {"万元"}
    basic = budget.of(Kind.BASIC_EXPENDITURE)
    assert basic is not None
    salary = next(row for row in basic.rows if row.code == "30101")
    assert (salary.number("total"), salary.number("personnel")) == (Decimal("42.26"), Decimal("46.26"))
    empty = [table for table in budget.tables if not any(row.amounts for row in table.rows)]
    assert [table.kind for table in empty] == [Kind.THREE_PUBLIC, Kind.GOVERNMENT_FUNDS, Kind.STATE_CAPITAL]


def test_the_real_document_of_2026_gives_all_thirteen(real_documents: Path) -> None:
    budget = document_in(read_file(real_documents / "seeds/dingxi-2026.txt")).budget

    assert {table.kind for table in budget.tables} == set(Kind)
    assert len(budget.tables) == 13
    funds = budget.of(Kind.GOVERNMENT_FUNDS)
    assert funds is not None
    assert (funds.title, funds.rows, funds.source.line) == ("表十 政府性基金预算支出情况表", (), 489)
    totals = {table.kind: table.total() for table in budget.tables}
    procurement, public = totals[Kind.PROCUREMENT], totals[Kind.THREE_PUBLIC]
    assert procurement
    assert procurement.number("amount") == Decimal("10.19")
    assert public
    assert public.number("reception") == Decimal("0.27")
    basic = budget.of(Kind.BASIC_EXPENDITURE)
    assert basic is not None
    wages = [row.code for row in basic.rows if row.parent is not None and basic.rows[row.parent].code == "301"]
    assert sorted(filter(None, wages))[:3] == ["30101", "30102", "30103"]
