"""The report shows the text first, then every table with its cells marked; nothing personal, nothing lost."""

from dataclasses import replace
from pathlib import Path

from perf.checking.files import CheckedFile, check_file, document_in
from perf.checking.report_page import ReportPage, TableOnPage, report_page
from perf.checking.selection import Selection
from perf.conversion.privacy import HIDDEN
from perf.domain.budget_tables import BudgetTable, BudgetTables
from perf.domain.checks.finding import Finding
from perf.domain.documents.blocks import Cell, FoundTable, Grid, Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import TEXT, Place, indicator_part
from perf.domain.sources import Source
from perf.domain.terms import BudgetTableKind, Severity, Verdict
from perf.reading.results import ReadFile
from perf.reading.text import read
from tests.checking.constructed import checked, claim, finding, place
from tests.pages import CONTACT, PHONE, department_target, text_file

MOBILE = "138" + "0000" + "1234"


def found(*rows: tuple[str, ...]) -> FoundTable:
    """A table as a reader finds it, its cells at lines and columns."""
    cells = tuple(
        Cell(row, column, text, source=Source(line=row + 1, column=column + 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return FoundTable(Grid((1.0,) * len(rows[0]), len(rows), cells), source=Source(line=1))


def in_document(document: PublishedDocument, *findings: Finding) -> CheckedFile:
    return CheckedFile("公开.txt", "text", document, findings)


def a_target() -> PublishedDocument:
    """A department's table with contacts, read from a text file."""
    contents = read(text_file(department_target()))
    return document_in(ReadFile("公开.txt", "text", contents.tables, contents.paragraphs, ()))


def a_budget_table(title: str) -> BudgetTable:
    """A budget table that stands in the first table of the file."""
    return BudgetTable(BudgetTableKind.INCOME, title, "万元", {"amount": "预算数"}, (), table_number=0)


def cell_of(table: TableOnPage, anchor: str | None) -> str:
    """The markup of a marked cell."""
    start = table.form.table.index(f'id="{anchor}"')
    return str(table.form.table[start : table.form.table.index("</t", start)])


def everything(page: ReportPage) -> str:
    """All that is printed."""
    return repr(page)


def test_the_text_comes_first_then_the_tables_in_the_order_of_the_document() -> None:
    tables = PublishedDocument((found(("甲", "1")), found(("乙", "2")), found(("丙", "3"))))
    page = report_page(
        in_document(
            tables,
            finding("文字错了", place(9, table_number=None, table=TEXT)),
            finding("甲错了", place(1, table_number=0, table="甲表")),
            finding("丙错了", place(1, table_number=2, table="丙表")),
        )
    )
    assert [each.message for each in page.text_findings] == ["文字错了"]
    assert [(each.title, each.findings[0].number) for each in page.tables] == [("甲表", 2), ("丙表", 3)]


def test_a_cell_carries_the_numbers_of_its_findings_and_each_leads_to_the_other() -> None:
    document = PublishedDocument((found(("资金使用率", "8 万")),))
    at = Place("目标表", "资金使用率", "指标值", "8 万", 0, None, Source(line=1, column=2))
    weaker = finding("另一处", at, severity=Severity.WARNING)
    (table,) = report_page(in_document(document, finding("单位不对", at), weaker), "f-").tables
    first, second = table.findings
    assert (first.anchor, second.anchor) == ("f-finding-1", "f-finding-2")
    assert first.places[0].mark == second.places[0].mark
    cell = cell_of(table, first.places[0].mark)
    assert "mark-error" in table.form.table
    assert 'href="#f-finding-1"' in cell
    assert 'href="#f-finding-2"' in cell
    assert ">×1<" in cell
    assert ">▲2<" in cell


def test_a_finding_at_a_target_marks_the_cell_of_its_part_in_the_official_layout() -> None:
    document = a_target()
    (sheet,) = document.sheets
    row = sheet.target.indicators.indicators[1]
    blank = sheet.at_indicator(row, "remark")
    page = report_page(in_document(document, finding("太低", sheet.at_indicator(row)), finding("没有写", blank)))
    value, remark = page.tables[0].findings
    assert "90" in cell_of(page.tables[0], value.places[0].mark)
    assert value.places[0].mark != remark.places[0].mark
    assert remark.places[0].read == ""


def test_a_finding_about_a_label_marks_the_cell_that_holds_for_the_row() -> None:
    document = a_target()
    (sheet,) = document.sheets
    at = replace(sheet.at_table(), part=indicator_part(0, "first_level"))
    page = report_page(in_document(document, finding("分类不对", at)))
    assert "重点履职指标" in cell_of(page.tables[0], page.tables[0].findings[0].places[0].mark)


def test_a_finding_about_a_whole_table_leads_to_its_heading() -> None:
    document = a_target()
    page = report_page(in_document(document, finding("表不全", document.sheets[0].at_table())))
    (at,) = page.tables[0].findings[0].places
    assert at.mark == page.tables[0].anchor
    assert at.where == "全表（第5行）"
    assert at.read is None


def test_a_finding_over_two_tables_stands_at_the_first_and_marks_both() -> None:
    document = PublishedDocument((found(("合计", "162.08")), found(("合计", "170.08"))))
    here, there = (
        Place(name, "合计", None, read_there, number, None, Source(line=1, column=2))
        for number, (name, read_there) in enumerate((("目标表", "162.08"), ("预算表", "170.08")))
    )
    first, second = report_page(in_document(document, finding("对不上", here, there))).tables
    assert [each.number for each in first.findings] == [1]
    assert not second.is_clean
    assert [each.number for each in second.mentions] == [1]
    assert 'href="#finding-1"' in cell_of(second, first.findings[0].places[1].mark)


def test_tables_that_stand_in_one_are_told_apart_by_their_places() -> None:
    cells = found(("表一", ""), ("合计", "1"), ("表二", ""), ("合计", "2"))
    budget = (a_budget_table("表一"), a_budget_table("表二"))
    at = Place("表二", "合计", "预算数", "2", 0, None, Source(line=4, column=2))
    document = PublishedDocument((cells,), budget=BudgetTables(budget))
    (table,) = report_page(in_document(document, finding("不对", at))).tables
    assert table.title == "表一等 2 张表"
    assert table.findings[0].places[0].where == "表二：合计，预算数（第4行第2格）"


def test_a_number_is_not_quoted_as_part_of_a_longer_one_and_not_where_it_stands_twice() -> None:
    def quoted(text: str) -> tuple[str, str | None, str]:
        document = PublishedDocument((), (Paragraph(text, Source(line=9)),))
        at = Place(TEXT, None, None, "5%", None, None, Source(line=9))
        (shown,) = report_page(in_document(document, finding("比例不对", at))).text_findings[0].places
        return shown.before, shown.read, shown.after

    assert quoted("基本占 95%，项目占 5 %。") == ("基本占 95%，项目占 ", "5%", "。")
    assert quoted("甲占 5%，乙占 5%。") == ("", "5%", "")


def test_a_sentence_is_quoted_around_what_is_wrong_in_it() -> None:
    text = "前文" * 60 + "项目支出占5%" + "后文" * 60
    document = PublishedDocument((), (Paragraph(text, Source(line=9)),))
    at = Place(TEXT, None, None, "占5%", None, None, Source(line=9))
    (entry,) = report_page(in_document(document, finding("比例不对", at))).text_findings
    (shown,) = entry.places
    assert shown.before.endswith("项目支出")
    assert shown.before.startswith("……")
    assert shown.after.startswith("后文")
    assert len(shown.before + shown.after) < 100


def test_of_an_excerpt_the_words_in_question_are_set_apart() -> None:
    at = Place(TEXT, read="…费用 3 万元，比上年增加（减少）1 万元…", source=Source(line=9))
    (shown,) = report_page(checked(finding("备选用语“增加（减少）”没有选定", at))).text_findings[0].places
    assert (shown.before, shown.read, shown.after) == ("…费用 3 万元，比上年", "增加（减少）", "1 万元…")


def test_the_contents_say_how_many_findings_of_each_weight_a_part_has() -> None:
    in_text = Place(TEXT, read="字", source=Source(line=9))
    weights = (Severity.ERROR, Severity.ERROR, Severity.NOTE)
    findings = (finding(f"第{number}条", in_text, severity=each) for number, each in enumerate(weights))
    page = report_page(checked(*findings))
    assert page.text_title == "错误 2 条，说明 1 条"


def test_found_tables_are_set_as_on_paper_with_codes_like_names() -> None:
    document = PublishedDocument(
        (found(("301", "工资福利支出", "139.72")),), budget=BudgetTables((a_budget_table("表"),))
    )
    (table,) = report_page(in_document(document)).tables
    aligned = [cell.rpartition("align-")[2] for cell in str(table.form.table).split('">')[:-1] if "align-" in cell]
    assert aligned == ["left", "left", "right"]


def test_statements_are_listed_with_their_verdicts_and_counted() -> None:
    document = replace(checked().document, claims=(claim(3, "5%", Verdict.WRONG, "4.70%"), claim(4, "95.3%")))
    page = report_page(in_document(document))
    claims = [each for sentence in page.sentences for each in sentence.claims]
    assert [(each.label, each.shape, each.claimed, each.computed) for each in claims] == [
        ("不符", "×", "5%", "4.70%"),
        ("相符", "√", "95.3%", ""),
    ]
    assert {tally.label: tally.count for tally in page.verdicts if tally.count} == {"相符": 1, "不符": 1}
    assert "2 处说法能核对，1 处对得上" in page.lead


def test_statements_of_one_sentence_stand_together() -> None:
    whole = replace(claim(3, "95.3%"), sentence="基本支出占95.3%，项目支出占5%。")
    part = replace(claim(3, "5%", Verdict.WRONG, "4.70%"), sentence=whole.sentence)
    (sentence, other) = report_page(in_document(PublishedDocument((), claims=(whole, part, claim(4, "1%"))))).sentences
    assert [each.claimed for each in sentence.claims] == ["95.3%", "5%"]
    assert [each.claimed for each in other.claims] == ["1%"]


def test_a_statement_leads_to_the_cell_it_was_compared_with_without_marking_it() -> None:
    against = Place("目标表", "开放天数", None, "300", 0, indicator_part(0, "value"))
    document = replace(a_target(), claims=(replace(claim(3, "300"), against=(against,)),))
    page = report_page(in_document(document))
    assert "300" in cell_of(page.tables[0], page.sentences[0].claims[0].mark)
    assert "is-marked" not in page.tables[0].form.table
    assert page.tables[0].is_clean


def test_what_was_not_read_is_listed_with_the_reason() -> None:
    monitoring = text_file(department_target()).decode().replace("绩效目标表", "绩效监控表")
    contents = read(monitoring.encode())
    document = document_in(ReadFile("公开.txt", "text", contents.tables, contents.paragraphs, ()))
    page = report_page(in_document(document))
    assert page.tables == ()
    assert "不是绩效目标表" in page.unread[0].reason
    assert page.lead == "没有找到能核对的绩效目标表和预算公开表，只看了文字的写法。有 1 张表没有核对，原因见最后。"
    assert page.severities == ()
    assert page.text_title == "没有能核对的数字，写法没有发现问题"


def test_a_file_without_anything_to_check_is_not_said_to_be_clean() -> None:
    page = report_page(in_document(PublishedDocument(())))
    assert page.lead == "没有能核对的内容。"
    assert page.text_title == "没有文字"
    assert page.severities == ()
    assert "没有发现问题" not in everything(page)


def test_without_findings_it_says_so() -> None:
    page = report_page(in_document(a_target()))
    assert page.lead == "没有发现问题。"
    assert page.tables[0].is_clean


def test_what_was_not_asked_for_is_not_said_to_be_missing() -> None:
    tables = PublishedDocument((found(("甲", "1")),), budget=BudgetTables((a_budget_table("甲表"),)))
    weak = finding("甲表里的提醒", place(1, table="甲表"), severity=Severity.WARNING)
    in_text = finding("文字的提醒", place(9, table_number=None, table=TEXT), severity=Severity.WARNING)
    page = report_page(Selection(least=Severity.ERROR).of(in_document(tables, in_text, weak)))
    (table,) = page.tables
    assert not table.is_clean
    assert table.findings_title == page.text_title == "另有 1 条没有列出"
    assert page.lead == "另有 2 条没有要求列出。"


def test_personal_data_is_shown_nowhere() -> None:
    document = a_target()
    listed = found(("经办人", CONTACT), ("手机", MOBILE))
    paragraph = Paragraph(f"联系人：{CONTACT}，电话 {PHONE}，手机 {MOBILE}。", Source(line=99))
    document = replace(document, tables=(*document.tables, listed), paragraphs=(*document.paragraphs, paragraph))
    in_text = Place(TEXT, None, None, "联系人", None, None, Source(line=99))
    phone = document.sheets[0].at_field("contact_phone")
    other = Place("通讯录", "手机", None, MOBILE, 1, None, Source(line=2, column=2))
    page = report_page(in_document(document, *(finding(f"请删去 {MOBILE}", each) for each in (in_text, phone, other))))
    shown = everything(page)
    assert HIDDEN in shown
    for secret in (CONTACT, PHONE, MOBILE):
        assert secret not in shown


def test_a_long_statement_is_cut_around_what_it_claims() -> None:
    long = replace(claim(3, "5%"), sentence="前" * 500 + "占5%" + "后" * 500)
    (entry,) = report_page(in_document(replace(checked().document, claims=(long,)))).sentences
    assert "占5%" in entry.text
    assert len(entry.text) < 200


def test_both_real_documents_show_every_table_and_every_place_of_a_target_has_its_cell(real_documents: Path) -> None:
    for name, tables in (("dingxi-2026.txt", 14), ("linxia-2024.txt", 13)):
        file = check_file(real_documents / "seeds" / name)
        page = report_page(file)
        assert len(page.tables) >= tables
        assert sum(len(each.findings) for each in page.tables) + len(page.text_findings) == len(file.findings)
        worded = [*page.text_findings, *(each for table in page.tables for each in table.findings)]
        for each, entry in zip(file.findings, sorted(worded, key=lambda one: one.number), strict=True):
            assert len(entry.places) == len(each.places)
            for at, shown in zip(each.places, entry.places, strict=True):
                assert (shown.mark is not None) == (at.table_number is not None)
