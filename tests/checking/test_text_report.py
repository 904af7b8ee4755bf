"""The report at a terminal: what stands first, that nothing runs over the edge, that nothing steers the terminal."""

from dataclasses import replace

from perf.checking.files import CheckedFile
from perf.checking.selection import Tally
from perf.checking.terminal_lines import columns_of, wrapped
from perf.checking.text_report import text_report
from perf.domain.places import TEXT, Place
from perf.domain.sources import Source
from perf.domain.terms import Severity, Verdict
from tests.checking.constructed import HOSTILE, checked, claim, finding, place


def lines_of(*files: CheckedFile, width: int = 80, in_colour: bool = False) -> list[str]:
    return list(text_report(Tally(files), width=width, in_colour=in_colour))


def test_a_finding_says_what_where_what_was_read_what_is_expected_how_to_mend_and_why() -> None:
    assert "\n".join(lines_of(checked(finding("名称是“率”，单位却不是百分比", place(17), place(21, "=8 万"))))) == (
        """公开.txt：错误 1 条，提醒 0 条，说明 0 条

项目支出绩效目标表
  错误  名称是“率”，单位却不是百分比 [rates-have-no-money-unit]
        · 三级指标“指标17”，指标值（第17行第4格）：“8 万”
        · 三级指标“指标21”，指标值（第21行第4格）：“=8 万”
        应为  百分比，如 ≥95%
        改法  把指标值改成百分比

共 1 个文件：错误 1 条，提醒 0 条，说明 0 条；1 个文件里没有能核对的表"""
    )


def test_a_place_in_another_table_is_named_with_its_table() -> None:
    other = place(90, "170.08", table_number=4, table="表三、部门支出总体情况表")
    lines = lines_of(checked(finding("两处金额不一样", place(17, "162.08"), other)))
    assert "        · 表三、部门支出总体情况表：三级指标“指标90”，指标值（第90行第4格）：" in lines


def test_a_blank_cell_and_a_whole_table_have_no_quotation() -> None:
    lines = lines_of(checked(finding("没有填", place(17, ""), Place("表", table_number=0))))
    assert "        · 三级指标“指标17”，指标值（第17行第4格）" in lines
    assert "        · 全表" in lines


def test_what_names_the_row_is_not_said_twice() -> None:
    assert "        · 三级指标“指标17”，指标值（第17行第4格）" in lines_of(
        checked(finding("列了两次", place(17, "指标17")))
    )


def test_many_places_are_cut_with_their_number() -> None:
    lines = lines_of(checked(finding("没有填", *(place(line) for line in range(40)))))
    assert sum(line.startswith("        · 三级") for line in lines) == 5
    assert "        · 另有 35 处（用 --format html 看全部）" in lines


def test_statements_are_counted_the_doubtful_explained_and_the_confirmed_listed() -> None:
    right = (claim(8, "95.3%"), claim(8, "5%"), claim(7, "100%"), claim(8, "5%"))
    claims = (claim(9, "5%", Verdict.WRONG, "4.71%"), *right)
    text = "\n".join(lines_of(checked(claims=claims)))
    assert "文字里的数核对了 5 处：相符 4 处，不符 1 处" in text
    assert "· 第9行 5%：算得 4.71%（8 ÷ 170 = 4.71%）" in text
    assert "        第8行 95.3%、5%；第7行 100%" in text


def test_a_named_basis_is_said() -> None:
    assert "        依据  财预〔2021〕101号" in lines_of(checked(finding(basis="财预〔2021〕101号")))


def test_errors_stand_before_warnings_and_each_table_is_counted_first() -> None:
    other = place(3, table_number=1, table="乙表")
    findings = (finding("提醒一", severity=Severity.WARNING), finding("错误一"), finding("错误二", other))
    lines = lines_of(checked(*findings))
    assert lines[2:4] == ["  项目支出绩效目标表：错误 1，提醒 1", "  乙表：错误 1"]
    assert [line.split()[1] for line in lines if line.startswith(("  错误", "  提醒"))] == [
        "错误一",
        "错误二",
        "提醒一",
    ]


def test_a_statement_that_a_finding_speaks_of_is_only_counted() -> None:
    wrong = claim(9, "5%", Verdict.WRONG, "4.71%")
    lines = lines_of(checked(finding("比例不对", wrong.place), claims=(wrong, claim(8, "3%", Verdict.WRONG, "4%"))))
    assert "  不符（1 处见上面）" in lines
    assert sum("算得" in line for line in lines) == 1


def test_statements_that_cannot_be_decided_for_one_reason_stand_together() -> None:
    how = "没有说上年数，无法核对"
    claims = (replace(claim(line, "减少 2 万元", Verdict.CANNOT_DECIDE), how=f"科目{line}：{how}") for line in (3, 4))
    assert f"        · 第3行 减少 2 万元；第4行 减少 2 万元：{how}" in lines_of(checked(claims=tuple(claims)))


def test_a_long_text_is_cut_around_the_words_in_question() -> None:
    at = Place(TEXT, read="前" * 200 + "增加（减少）" + "后" * 200, source=Source(line=12))
    (line,) = (
        line for line in lines_of(checked(finding("备选用语“增加（减少）”没有选定", at)), width=200) if "第12行" in line
    )
    assert "前增加（减少）后" in line
    assert len(line) < 80


def test_a_file_without_anything_to_check_is_not_said_to_be_clean() -> None:
    lines = lines_of(checked())
    assert lines[0] == "公开.txt：没有能核对的表"
    assert lines[-1].endswith("；1 个文件里没有能核对的表")


def test_the_last_line_counts_all_files() -> None:
    files = (checked(finding()), checked(finding(severity=Severity.NOTE)), checked())
    assert lines_of(*files)[-1] == "共 3 个文件：错误 1 条，提醒 0 条，说明 1 条；3 个文件里没有能核对的表"


def test_no_line_is_wider_than_the_terminal() -> None:
    long = "按照年度工作安排，完成河道清淤 12.5 公里（含支流 3 条），验收合格率≥95%；" * 9
    report = lines_of(checked(finding(long, place(1, HOSTILE * 4)), claims=(claim(3, "5%"),) * 40), width=60)
    assert max(map(columns_of, report)) <= 60


def test_colours_are_for_terminals_only() -> None:
    assert not any("\x1b" in line for line in lines_of(checked(finding())))
    assert any("\x1b[1;31m" in line for line in lines_of(checked(finding()), in_colour=True))


def test_nothing_from_a_file_steers_the_terminal() -> None:
    steering = "\x1b[2J\x07\u202e逆\r\n换"
    at = Place(f"表{steering}", f"行{steering}", None, steering, 0, None, Source(sheet=steering, cell="A1"))
    report = lines_of(checked(finding("有误", at), name=f"名{steering}\udcff.txt"))
    assert not any(set(line) & set("\x1b\x07\u202e\r\n\udcff") for line in report)
    assert "\n".join(report).encode()


def test_hostile_text_stands_as_it_is() -> None:
    assert any(HOSTILE in line for line in lines_of(checked(finding("有误", place(1, HOSTILE))), width=200))


def test_a_finding_of_the_text_stands_under_the_text() -> None:
    lines = lines_of(checked(finding("留着模板的字样", Place(TEXT, read="增加（减少）", source=Source(line=12)))))
    assert lines[2] == "正文"
    assert "        · 第12行：“增加（减少）”" in lines


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = list(wrapped("完成“三公”经费控制，" * 30, 41, "    "))
    assert not any(line.strip().startswith(("，", "”")) for line in lines)
