"""The commands that keep tables: from a file into the database and out again, on SQLite and PostgreSQL."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from perf.cli import main
from perf.conversion.json_format import load_targets
from perf.domain.targets import PerformanceTarget

EXAMPLE = Path(__file__).parents[1] / "docs/example.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an installation of its own that nothing has been done to."""
    monkeypatch.delenv("JIXIAO_DATABASE_URL", raising=False)
    monkeypatch.setenv("JIXIAO_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def database(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point the commands to each kind of database in turn."""
    monkeypatch.setenv("JIXIAO_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("JIXIAO_DATA_DIR", str(tmp_path / "data"))


def rendered(folder: Path) -> list[PerformanceTarget]:
    return [target for path in sorted(folder.iterdir()) for target in load_targets(path.read_bytes())]


@pytest.mark.usefixtures("database")
def test_what_is_imported_is_rendered_the_same(tmp_path: Path) -> None:
    imported = run("import", EXAMPLE, "--unit", "901001")
    assert imported.exit_code == 0, imported.output
    assert "登记了新单位 901001" in imported.stdout
    assert imported.stdout.count("已存入") == 2
    folder = tmp_path / "out"
    assert run("render", "--year", "2026", "--unit", "901001", "--to", "json", "-o", folder).exit_code == 0
    assert run("convert", EXAMPLE, "--to", "json", "-o", tmp_path / "direct").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "901001-2026-department-1.json",
        "901001-2026-project-1.json",
    ]
    assert rendered(folder) == rendered(tmp_path / "direct")


@pytest.mark.usefixtures("database")
def test_importing_the_same_file_again_changes_nothing() -> None:
    assert run("import", EXAMPLE, "--unit", "901001").exit_code == 0
    again = run("import", EXAMPLE, "--unit", "901001")
    assert (again.exit_code, again.stdout.count("没有改动")) == (0, 2)


@pytest.mark.usefixtures("database")
def test_a_unit_that_is_known_by_name_needs_no_code() -> None:
    assert run("import", EXAMPLE, "--unit", "901001").exit_code == 0
    by_name = run("import", EXAMPLE)
    assert by_name.exit_code == 0, by_name.output
    assert "901001 2026 年" in by_name.stdout


@pytest.mark.usefixtures("database")
def test_a_unit_that_nothing_names_is_asked_for() -> None:
    result = run("import", EXAMPLE)
    assert result.exit_code == 2
    assert "--unit" in result.stderr


@pytest.mark.usefixtures("database")
def test_a_table_without_year_is_refused_and_nothing_of_its_file_is_kept(tmp_path: Path) -> None:
    undated = tmp_path / "无年度.txt"
    undated.write_text(EXAMPLE.read_text("utf-8").replace("（2026年度）", "", 1), "utf-8")
    result = run("import", undated, "--unit", "901002")
    assert result.exit_code == 2
    assert "年度" in result.stderr
    missing = run("render", "--year", "2026", "--unit", "901002", "--to", "json", "-o", tmp_path / "out")
    assert missing.exit_code == 1
    assert "jixiao import" in missing.stderr


def test_init_makes_the_database_and_loads_the_examples_once(data_folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("init", "--seed").exit_code == 0
    with sqlite3.connect(data_folder / "jixiao.db") as connection:
        assert connection.execute("SELECT count(*) FROM target_table").fetchone() == (4,)
    connection.close()
    assert run("render", "--year", "2026", "--unit", "156001", "--to", "text", "-o", tmp_path / "out").exit_code == 0


def test_init_without_examples_leaves_the_database_empty(data_folder: Path) -> None:
    assert run("init").exit_code == 0
    with sqlite3.connect(data_folder / "jixiao.db") as connection:
        assert connection.execute("SELECT count(*) FROM target_table").fetchone() == (0,)
    connection.close()


@pytest.mark.usefixtures("data_folder")
def test_without_a_database_one_is_told_to_make_it(tmp_path: Path) -> None:
    result = run("render", "--year", "2026", "--unit", "156001", "--to", "json", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "jixiao init" in result.stderr


@pytest.mark.usefixtures("data_folder")
def test_a_wrong_setting_stops_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_DATABASE_URL", "mysql://somewhere/else")
    result = run("init")
    assert result.exit_code == 1
    assert "JIXIAO_DATABASE_URL" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("data_folder")
def test_seed_tables_are_the_json_that_is_handed_out() -> None:
    seed = Path(__file__).parents[1] / "seed"
    documents = [json.loads(path.read_text("utf-8")) for path in sorted(seed.glob("*/*.json"))]
    assert [len(document["tables"]) for document in documents] == [1, 1, 1, 1]
    assert all(not table.get("questions") for document in documents for table in document["tables"])
