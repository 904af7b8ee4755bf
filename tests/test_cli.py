"""The command line as a clerk uses it: files in, files out, one clear sentence when something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perf.cli import main

TABLE = """项目支出绩效目标表

（2027年度）

项目名称\t河道清淤\t\t\t
主管部门及代码\t水务局\t实施单位\t河道管理所\t
项目资金（万元）\t年度资金总额：\t\t10,606.7522\t
\t其中：当年财政拨款\t\t10606.7522\t
\t上年结转资金\t\t\t
\t其他资金\t\t0\t
总体目标\t完成清淤 12 公里，<b>A&B</b> {{7*7}}\t\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t清淤长度\t≥12公里
\t\t质量指标\t验收合格率\t不低于95%
\t效益指标\t社会效益指标\t=cmd|' /C calc'!A0\t及时
\t满意度指标\t服务对象满意度指标\t居民张𬭎满意度\t>=90％
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "河道.txt"
    path.write_text(TABLE, "utf-8")
    return path


def test_json_is_printed_for_people_and_machines(table: Path) -> None:
    result = run("convert", table, "--to", "json")
    assert result.exit_code == 0
    (printed,) = json.loads(result.stdout)["tables"]
    assert (printed["schema"], printed["kind"], printed["fiscal_year"]) == ("gansu-2024-project", "project", 2027)
    assert printed["funding"][0] == {
        "key": "total",
        "label": "年度资金总额",
        "period": "annual",
        "amount": "10606.7522",
        "unit": "万元",
        "text": "10,606.7522",
        "source": {"line": 7, "column": 4},
    }
    assert [row["name"] for row in printed["indicators"]][2] == "=cmd|' /C calc'!A0"
    assert printed["questions"] == []


@pytest.mark.parametrize("file_format", ["json", "pdf", "xlsx", "docx", "html", "text"])
def test_every_format_is_written_by_name_kind_and_number_and_reads_back_the_same(
    table: Path, tmp_path: Path, file_format: str
) -> None:
    folder = tmp_path / "输出"
    result = run("convert", table, "--to", file_format, "-o", folder)
    assert result.exit_code == 0, result.output
    (written,) = folder.iterdir()
    assert written.stem == "河道-project-1"
    original, back = (json.loads(run("convert", path, "--to", "json").stdout) for path in (table, written))
    assert without_sources(back) == without_sources(original)


def without_sources(printed: dict[str, object]) -> object:
    """Take the places of origin away; they differ from format to format."""
    return json.loads(
        json.dumps(printed),
        object_hook=lambda part: {key: value for key, value in part.items() if key not in ("source", "sources")},
    )


def test_an_office_format_needs_a_folder(table: Path) -> None:
    result = run("convert", table, "--to", "pdf")
    assert result.exit_code == 2
    assert "-o" in result.output


def test_two_documents_of_one_name_do_not_overwrite_each_other(table: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    twin = tmp_path / "b/河道.txt"
    twin.write_text(TABLE, "utf-8")
    folder = tmp_path / "out"
    assert run("convert", table, twin, "--to", "text", "-o", folder).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["河道(2)-project-1.txt", "河道-project-1.txt"]


def test_a_bad_file_gets_one_sentence_and_exit_code_2_and_nothing_is_written(tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    result = run("convert", empty, "--to", "pdf", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "空.xlsx" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_file_without_target_tables_says_so(tmp_path: Path) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("各单位：\n请于月底前报送。\n", "utf-8")
    result = run("convert", letter, "--to", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "信.txt" in result.stderr
    assert "没有找到" in result.stderr


def test_good_files_are_converted_beside_bad_ones(table: Path, tmp_path: Path) -> None:
    result = run("convert", tmp_path / "没有.docx", table, "--to", "json", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "没有.docx" in result.stderr
    assert (tmp_path / "out/河道-project-1.json").exists()


def test_the_schemas_are_listed() -> None:
    lines = run("schemas").stdout.splitlines()
    assert {line.split("\t")[0] for line in lines} >= {
        *("gansu-2024-department", "gansu-2024-project", "gansu-2026-department", "gansu-2026-project"),
        *("national-2015-department", "national-2015-project"),
    }


def test_help_loads_nothing_heavy() -> None:
    heavy = [
        "flask",
        "sqlmodel",
        "sqlalchemy",
        "reportlab",
        "pikepdf",
        "pdfplumber",
        "docx",
        "lxml",
        "xlsxwriter",
        "jsonschema",
    ]
    script = f"""
import sys
from click.testing import CliRunner
from perf.cli import main
assert CliRunner().invoke(main, ["--help"]).exit_code == 0
print(*[name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["convert"], "缺少 文件…"),
        (["convert", "x", "--to", "doc"], "--to 只能是 json、pdf、xlsx、docx、html、text"),
        (["convret"], "没有 convret 这个命令"),
        (["convert", "x", "--too", "pdf"], "没有 --too 这个选项"),
        (["render", "--year", "今年"], "--year 的值不对"),
    ],
)
def test_a_command_written_wrongly_is_explained_in_chinese(arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "--help" in result.stderr


def test_a_folder_that_cannot_be_written_ends_with_a_sentence(table: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("不是文件夹", "utf-8")
    result = run("convert", table, "--to", "text", "-o", tmp_path / "out/里面")
    assert result.exit_code == 1
    assert "读写不了" in result.stderr


def test_a_font_that_is_not_there_ends_with_a_sentence(table: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from perf.cli import main; main()",
        "convert",
        str(table),
        "--to",
        "pdf",
        "-o",
        "out",
    ]
    environment = os.environ | {"JIXIAO_FONT_SONG": "/没有/字体.ttf", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "字体" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_self_evaluations_is_named_as_such_and_gives_no_file(tmp_path: Path) -> None:
    path = tmp_path / "自评.txt"
    path.write_text(TABLE.replace("项目支出绩效目标表", "项目支出绩效自评表"), "utf-8")
    listed = run("convert", path, "--to", "json")
    assert listed.exit_code == 0
    assert [table["stage"] for table in json.loads(listed.stdout)["not_read"]] == ["self_evaluation"]
    written = run("convert", path, "--to", "pdf", "-o", tmp_path / "out")
    assert written.exit_code == 2
    assert "绩效自评表" in written.stderr
    assert not (tmp_path / "out").exists()
