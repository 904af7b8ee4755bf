"""``jixiao check`` and ``jixiao rules`` as a clerk uses them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from perf.checking.json_report import report_schema
from perf.cli import main
from perf.conversion import render_target
from perf.conversion.files_to_targets import recognise_file
from perf.domain.checks.all_rules import RULES
from perf.reading.results import ReadFile
from perf.reading.text import read
from tests.checking.whole_document import DEPARTMENT, PROJECT, whole_document
from tests.reading.bad_files import BAD_FILES, bad_file

WRONG = PROJECT.replace("图书验收合格率\t≥98%", "图书验收合格率\t98 万")
RULE = "rates-have-no-money-unit"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def report(*arguments: str | Path) -> dict[str, list[dict[str, object]]]:
    result = run("check", *arguments, "--format", "json")
    data: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    Draft202012Validator(report_schema()).validate(data)
    return data


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "项目.txt"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "公开.txt"
    path.write_text(whole_document(), "utf-8")
    return path


def test_a_document_without_errors_gives_exit_code_0_and_says_what_was_checked(right: Path) -> None:
    result = run("check", right)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "核对了 2 张绩效目标表、13 张预算公开表" in result.stdout
    assert "错误 0 条" in result.stdout.splitlines()[-1]


def test_an_error_is_shown_with_its_place_and_gives_exit_code_1(wrong: Path) -> None:
    result = run("check", wrong)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "三级指标“图书验收合格率”，指标值（第15行第5格）：“98 万”" in result.stdout
    assert f"[{RULE}]" in result.stdout


def test_json_holds_each_finding_with_its_place_in_the_file(wrong: Path) -> None:
    (found,) = (found for found in report(wrong)["findings"] if found["rule"] == RULE)
    place = found["place"]
    assert isinstance(place, dict)
    assert (found["severity"], found["read"], place["source"]) == ("error", "98 万", {"line": 15, "column": 5})
    assert (place["row"], place["column"]) == ("三级指标“图书验收合格率”", "指标值")


def test_html_is_one_page(wrong: Path, tmp_path: Path) -> None:
    result = run("check", wrong, "--format", "html", "-o", tmp_path / "新/核对.html")
    assert (result.exit_code, result.output) == (1, "")
    page = (tmp_path / "新/核对.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "98 万" in page


def test_only_what_was_asked_for_is_shown_and_counts(wrong: Path) -> None:
    other = next(rule.id for rule in RULES if rule.id != RULE)
    assert {found["rule"] for found in report(wrong, "--rule", RULE)["findings"]} == {RULE}
    assert run("check", wrong, "--rule", other).exit_code == 0
    assert run("check", wrong, "--rule", other, "--rule", RULE).exit_code == 1
    assert {found["severity"] for found in report(wrong, "--severity", "error")["findings"]} == {"error"}
    assert run("check", wrong, "--severity", "error").exit_code == 1


def test_an_unknown_rule_is_answered_with_the_nearest(wrong: Path) -> None:
    result = run("check", wrong, "--rule", "rates-have-no-money-units")
    assert (result.exit_code, result.stdout) == (2, "")
    assert RULE in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_own_limits_come_before_the_usual_ones(wrong: Path, tmp_path: Path) -> None:
    limits = tmp_path / "阈值.toml"
    limits.write_text('[rates_have_no_money_unit]\nrate_units = ["%", "万"]\n', "utf-8")
    assert RULE not in run("check", wrong, "--limits", limits).stdout
    limits.write_text("[rates_have_no_money_unit]\nrate_units = 5\n", "utf-8")
    result = run("check", wrong, "--limits", limits)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rate_units" in result.stderr


def test_several_files_are_reported_one_after_the_other(wrong: Path, right: Path) -> None:
    data = report(right, wrong)
    assert [file["name"] for file in data["files"]] == ["公开.txt", "项目.txt"]
    assert "共 2 个文件" in run("check", right, wrong).stdout


def test_what_is_said_of_last_year_is_looked_up_in_last_years_file(tmp_path: Path) -> None:
    now, before = tmp_path / "2027.txt", tmp_path / "2026.txt"
    now.write_text(whole_document(), "utf-8")
    before.write_text(whole_document().replace("2026", "2025").replace("2027", "2026"), "utf-8")
    # Last year's file still has this year's amounts.
    found = [each for each in report(now, before)["findings"] if each["rule"] == "last-years-figures-are-last-years"]
    assert [(each["file"], each["severity"]) for each in found] == [("2027.txt", "warning")] * 2
    assert run("check", now, before, "--rule", "last-years-figures-are-last-years").exit_code == 0
    assert "“2026.txt”" in run("check", before, now).stdout
    assert "“2026.txt”" not in run("check", now).stdout


def test_an_unreadable_file_gives_exit_code_2_and_the_others_are_checked(wrong: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "没有.docx", wrong)
    assert result.exit_code == 2
    assert "没有.docx" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "图书验收合格率" in result.stdout


@pytest.mark.parametrize("report_format", ["text", "json", "html"])
@pytest.mark.parametrize("kind", [*sorted(BAD_FILES)[::3], "directory", "letter"])
def test_where_nothing_can_be_read_one_sentence_is_said_and_nothing_written(
    tmp_path: Path, kind: str, report_format: str
) -> None:
    path = tmp_path / "坏的.docx"
    if kind == "directory":
        path.mkdir()
    else:
        path.write_bytes("各单位：\n请于月底前报送。\n".encode() if kind == "letter" else bad_file(kind))
    result = run("check", path, "--format", report_format, "-o", tmp_path / "报告")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("文件“坏的.docx”读不了：")
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "报告").exists()


def test_a_self_evaluation_table_is_named_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "自评.txt"
    path.write_text(
        "项目支出绩效自评表\n\n一级指标\t三级指标\t年度指标值\t实际完成值\t得分\n产出\t里程\t≥5\t5\t10\n", "utf-8"
    )
    result = run("check", path)
    assert result.exit_code == 0
    assert "绩效自评表" in "".join(result.stdout.split())
    unread = report(path)["files"][0]["not_read"]
    assert isinstance(unread, list)
    assert [table["stage"] for table in unread] == ["self_evaluation"]


def test_json_of_our_own_is_checked_without_places_of_another_file(tmp_path: Path) -> None:
    contents = read(WRONG.encode())
    (target,) = recognise_file(ReadFile("项目.txt", "text", contents.tables, (), ())).targets
    path = tmp_path / "项目.json"
    path.write_bytes(render_target(target, "json"))
    (found,) = (found for found in report(path)["findings"] if found["rule"] == RULE)
    place = found["place"]
    assert isinstance(place, dict)
    assert (place["source"], place["part"]) == (None, "indicators-2-value")


@pytest.mark.parametrize("file_format", ["docx", "html", "pdf", "text", "xlsx"])
def test_the_same_is_found_in_every_format_at_its_place(tmp_path: Path, file_format: str) -> None:
    contents = read(WRONG.encode())
    (target,) = recognise_file(ReadFile("项目.txt", "text", contents.tables, (), ())).targets
    path = tmp_path / "项目.bin"
    path.write_bytes(render_target(target, file_format))
    (found,) = (found for found in report(path)["findings"] if found["rule"] == RULE)
    place = found["place"]
    assert isinstance(place, dict)
    assert (found["read"], place["part"]) == ("98 万", "indicators-2-value")
    assert place["source"]


@pytest.mark.parametrize(
    "name", ["<b>&.txt", "=cmd|'C calc'!A0.txt", "长" * 80 + ".txt", "逆\u202e序\x1b[2J.txt", "-o.txt"]
)
def test_hostile_names_are_harmless(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(DEPARTMENT, "utf-8")
    for report_format in ("text", "json", "html"):
        result = run("check", tmp_path / name, "--format", report_format)
        assert result.exit_code in {0, 1}
        assert not set(result.stdout) & set("\u202e\x1b")


def test_a_name_that_is_no_text_is_harmless(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(DEPARTMENT.encode())
    for report_format in ("text", "json", "html"):
        assert run("check", Path(os.fsdecode(path)), "--format", report_format).exit_code in {0, 1}


def test_the_file_that_is_checked_is_never_written_over(wrong: Path) -> None:
    result = run("check", wrong, "-o", wrong)
    assert (result.exit_code, wrong.read_text("utf-8")) == (2, WRONG)


def test_a_wrong_option_is_explained_in_chinese(wrong: Path) -> None:
    for arguments in (["--format", "pdf"], ["--severity", "fatal"], ["--rules"], []):
        result = run("check", *([] if not arguments else [wrong]), *arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("命令写得不对：")


def _jixiao(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", "from perf.cli import main; main()", *map(str, arguments)]


def test_a_pipe_that_is_closed_early_is_no_error(wrong: Path) -> None:
    files = [wrong] * 60
    process = subprocess.Popen(_jixiao("check", *files), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert said == b""


def test_colours_are_seen_at_a_terminal_only(wrong: Path) -> None:
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80"}
    subprocess.run(_jixiao("check", wrong), stdout=follower, check=False, env=environment)
    os.close(follower)
    assert b"\x1b[1;31m" in os.read(leader, 65536)
    os.close(leader)
    piped = subprocess.run(_jixiao("check", wrong), capture_output=True, check=False)
    assert b"\x1b" not in piped.stdout


def test_rules_are_listed_and_each_has_a_page() -> None:
    listed = run("rules")
    assert listed.exit_code == 0
    assert all(rule.id in listed.stdout for rule in RULES)
    page = run("rules", RULE)
    assert page.exit_code == 0
    assert "不对：" in page.stdout
    assert "rate_units = [" in page.stdout


def test_the_page_of_an_unknown_rule_is_answered_with_the_nearest() -> None:
    result = run("rules", "rates-have-no-money")
    assert (result.exit_code, result.stdout) == (2, "")
    assert RULE in result.stderr
