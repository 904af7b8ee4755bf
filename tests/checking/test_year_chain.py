"""Files of one unit and of consecutive years, checked together: what is said of last year is looked up in last year."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from perf.checking.files import CheckedFile, check_file, checker
from perf.checking.html_report import render_html_report
from perf.checking.json_report import render_json_report, report_schema
from perf.checking.selection import Selection, Tally
from perf.checking.text_report import text_report
from perf.checking.year_chain import with_year_chains
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Verdict
from perf.domain.unit_names import misspellings
from tests.checking.whole_document import whole_document

RULE = "last-years-figures-are-last-years"
UNIT = "示例县水务局河道管理中心"


def last_year(unit: str = UNIT, total: str = "100", year: int = 2026, more: str = "") -> str:
    return f"""{unit}{year}年部门预算公开说明

{more}

表六、一般公共预算支出情况表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t总计\t{total}\t65\t35
213\t农林水支出\t{total}\t65\t35
"""


def this_year(unit: str = UNIT, year: int = 2027, more: str = "") -> str:
    return f"""{unit}{year}年部门预算公开说明

{more}

一般公共预算支出 120 万元，与上年 100 万元相比增加 20 万元，增长 20%。

项目支出 40 万元，比上年增加 5 万元，增长 14.29%。
"""


def chained(folder: Path, *texts: str) -> list[CheckedFile]:
    checked = []
    for number, text in enumerate(texts, 1):
        path = folder / f"{number}.txt"
        path.write_text(text, "utf-8")
        checked.append(check_file(path))
    return list(with_year_chains(checked, checker()))


def breaks(file: CheckedFile) -> list[str]:
    return [finding.message for finding in file.findings if finding.rule == RULE]


def compared(file: CheckedFile) -> list[Verdict]:
    return [claim.verdict for claim in file.document.claims if claim.kind is ClaimKind.LAST_YEAR]


def test_last_years_figures_that_agree_are_confirmed(tmp_path: Path) -> None:
    earlier, later = chained(tmp_path, last_year(), this_year())

    assert compared(earlier) == []
    assert compared(later) == [Verdict.CONFIRMED, Verdict.CONFIRMED]
    assert breaks(later) == []


def test_a_break_names_both_figures_and_both_files_whatever_their_order(tmp_path: Path) -> None:
    later, _ = chained(tmp_path, this_year(), last_year(total="95"))

    (message,) = breaks(later)
    assert all(part in message for part in ("与上年 100 万元相比", "“2.txt”", "95 万元"))
    (finding,) = (each for each in later.findings if each.rule == RULE)
    stated, held = finding.places
    assert (stated.file, stated.source and stated.source.line) == (None, 5)
    assert (held.file, held.read, held.source and held.source.line) == ("2.txt", "95", 10)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (last_year("示例县水务局水库管理中心", "95"), this_year()),
        (last_year(total="95", year=2025), this_year()),
        (last_year(total="95", year=2027), this_year()),
        (last_year("示例县第一中学", "95"), this_year("示例县第二中学")),
        (last_year(total="95", more="单位代码：101001"), this_year(more="单位代码：101002")),
    ],
    ids=["another unit", "two years before", "the same year", "units that an ordinal tells apart", "other codes"],
)
def test_other_files_are_left_apart(tmp_path: Path, earlier: str, later: str) -> None:
    assert [compared(file) for file in chained(tmp_path, earlier, later)] == [[], []]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (last_year("示例县水务局河管理中心"), this_year()),
        (last_year(), this_year("示例县水务局河管理中心")),
        (last_year(more="单位代码：101001"), this_year("示例县河湖事务中心", more="单位代码：101001")),
    ],
    ids=["a character lost last year", "a character lost this year", "a new name, the same code"],
)
def test_a_unit_is_known_in_spite_of_a_slip_in_its_name(tmp_path: Path, before: str, now: str) -> None:
    assert compared(chained(tmp_path, before, now)[1]) == [Verdict.CONFIRMED, Verdict.CONFIRMED]


def test_every_report_says_which_file_a_place_is_in(tmp_path: Path) -> None:
    files = chained(tmp_path, last_year(total="95"), this_year())

    report = json.loads(render_json_report(files))
    Draft202012Validator(report_schema()).validate(report)
    (finding,) = (each for each in report["findings"] if each["rule"] == RULE)
    assert (finding["file"], "file" in finding["place"], finding["also"][0]["place"]["file"]) == (
        "2.txt",
        False,
        "1.txt",
    )
    assert {claim["verdict"] for claim in report["claims"] if claim["kind"] == "last_year"} == {
        "confirmed",
        "cannot_decide",
    }
    text = "\n".join(text_report(Tally(files), width=200, in_colour=False))
    assert "· “1.txt”表六、一般公共预算支出情况表：总计，合计（第10行第3格）：“95”" in text
    assert "“1.txt”表六" in render_html_report(files).decode()


def test_only_the_rule_asked_for_is_reported(tmp_path: Path) -> None:
    _, later = chained(tmp_path, last_year(total="95"), this_year())

    assert [each.rule for each in Selection((RULE,)).of(later).findings] == [RULE]


def test_a_document_beside_itself_a_year_on_says_what_changed(tmp_path: Path) -> None:
    now = whole_document()
    before = now.replace("2026", "2025").replace("2027", "2026")

    _, later = chained(tmp_path, before, now)

    # Basic expenditure is said to have been 400, and projects 100, which last year's tables have as 420 and 80.
    assert [("算得 420 − 20 = 400" in each, "算得 80 + 20 = 100" in each) for each in breaks(later)] == [
        (True, False),
        (False, True),
    ]
    assert compared(later).count(Verdict.CONFIRMED) == 1


def test_the_two_real_documents_are_of_two_units(real_documents: Path) -> None:
    checked = [check_file(real_documents / "seeds" / name) for name in ("linxia-2024.txt", "dingxi-2026.txt")]

    for before, after in zip(checked, with_year_chains(checked, checker()), strict=True):
        assert after is before


@given(st.text("甲乙丙丁戊己庚辛第一二中学 <b>\U00020000", min_size=8, max_size=40))
def test_a_misspelling_lacks_one_or_two_characters(name: str) -> None:
    assert all(0 < len(name) - len(each) <= 2 for each in misspellings(name))
