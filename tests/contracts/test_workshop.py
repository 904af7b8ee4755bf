"""The two commands of a fresh machine, and what stands behind them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Program, find_program

STAMPS = (".created", ".locked", ".project", ".tests")


def _make(program: Program, folder: Path, *words: str, **variables: str) -> str:
    """Give what make would do, without doing it."""
    # The tests are run by make themselves: what it hands on to a make below it would change what that one says.
    handed_on = {"PORT", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    environment = {name: value for name, value in os.environ.items() if name not in handed_on}
    return subprocess.run(
        [program("make"), "--dry-run", *words],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Give a folder as after cloning, as far as make looks at it."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "tests/requirements.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def test_make_run_installs_what_is_locked_then_prepares_and_serves(program: Program, fresh: Path) -> None:
    steps = _make(program, fresh, "run", PYTHON="python3")

    order = [
        'create-venv "python3" .venv',
        "--require-hashes -r requirements.lock",
        "--no-deps --editable .",
        "jixiao init --seed",
        "jixiao serve --port 8000",
    ]
    places = [steps.find(step) for step in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "tests/requirements.lock" not in steps


def test_another_port_is_taken_from_the_environment(program: Program, fresh: Path) -> None:
    assert "serve --port 8765" in _make(program, fresh, "run", PORT="8765")


def test_a_second_run_installs_nothing_until_a_lock_changes(program: Program, fresh: Path) -> None:
    (fresh / ".venv").mkdir()
    for stamp in STAMPS:
        (fresh / ".venv" / stamp).touch()

    assert _make(program, fresh, "run").splitlines() == [
        ".venv/bin/jixiao init --seed",
        ".venv/bin/jixiao serve --port 8000",
    ]

    newest = max(path.stat().st_mtime for path in (fresh / ".venv").iterdir())
    os.utime(fresh / "requirements.lock", (newest + 5, newest + 5))
    assert "--require-hashes -r requirements.lock" in _make(program, fresh, "run")


def test_make_test_looks_with_every_tool_before_the_tests_run(program: Program, fresh: Path) -> None:
    steps = _make(program, fresh, "test")

    order = ["install-programs", "ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"]
    places = [steps.find(step) for step in order]
    assert -1 not in places
    assert places == sorted(places)


def test_ci_runs_make_test_and_forgives_no_missing_program() -> None:
    script = PROJECT / ".ci/run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-2:] == ["export CI=true", "exec make test"]


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_locks_pin_with_hashes_and_name_no_host(lock: str) -> None:
    written = (PROJECT / lock).read_text()

    pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==\S+(?: ;.*)? \\$", written, re.MULTILINE)
    lines = [line for line in written.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) == len(lines) > 20
    assert not re.search(r"://|--index-url|--find-links", written)


def _pins(lock: str) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", (PROJECT / lock).read_text(), re.MULTILINE)
    return dict(found)


def test_tests_run_on_the_very_versions_that_are_served() -> None:
    assert _pins("requirements.lock").items() <= _pins("tests/requirements.lock").items()


def test_every_dependency_is_locked() -> None:
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    runtime = {re.split(r"[\[<>=~! ]", wanted)[0].lower() for wanted in stated["project"]["dependencies"]}
    testing = {re.split(r"[\[<>=~! ]", wanted)[0].lower() for wanted in stated["dependency-groups"]["test"]}

    assert runtime <= _pins("requirements.lock").keys()
    assert testing <= _pins("tests/requirements.lock").keys()


def test_the_licence_is_the_whole_of_apache_2() -> None:
    licence = (PROJECT / "LICENSE").read_text()

    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["license"] == "Apache-2.0"


def _stub(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _run_script(name: str, path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the workshop's scripts where only the given folder of programs can be found."""
    return subprocess.run(
        ["/bin/sh", PROJECT / ".ci" / name, *words],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_rights_the_missing_programs_are_named_and_nothing_fails(tmp_path: Path) -> None:
    _stub(tmp_path, "id", "echo 1000")

    done = _run_script("install-programs", tmp_path)

    assert done.returncode == 0
    packages = "chromium poppler-utils libreoffice-writer-nogui libreoffice-calc-nogui"
    assert done.stdout.strip().endswith(f"Debian 上请安装：apt-get install {packages}")


def test_as_root_on_debian_the_missing_programs_are_installed(tmp_path: Path) -> None:
    _stub(tmp_path, "id", "echo 0")
    _stub(tmp_path, "chromium", "")
    _stub(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked')

    done = _run_script("install-programs", tmp_path)

    asked = (tmp_path / "asked").read_text().splitlines()
    assert done.returncode == 0
    assert asked[-1].endswith("poppler-utils libreoffice-writer-nogui libreoffice-calc-nogui")
    assert "chromium" not in asked[-1]


def test_an_installation_that_fails_only_leaves_a_sentence(tmp_path: Path) -> None:
    _stub(tmp_path, "id", "echo 0")
    _stub(tmp_path, "apt-get", "exit 100")

    done = _run_script("install-programs", tmp_path)

    assert done.returncode == 0
    assert "缺少测试要用的程序" in done.stdout


def _stub_python(folder: Path) -> None:
    """A Python whose venv works only after apt-get was asked."""
    _stub(folder, "python", f'[ "$1" = -c ] && exec {sys.executable} "$@"\n[ -e {folder}/asked ] && : > "$3/made"')
    _stub(folder, "rm", f'exec {shutil.which("rm")} "$@"')


def test_a_debian_without_venv_gets_it_first(tmp_path: Path) -> None:
    _stub_python(tmp_path)
    _stub(tmp_path, "id", "echo 0")
    _stub(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked; {shutil.which("mkdir")} -p {tmp_path}/venv')

    done = _run_script("create-venv", tmp_path, str(tmp_path / "python"), str(tmp_path / "venv"))

    assert done.returncode == 0
    assert (tmp_path / "asked").read_text().endswith("install -y -qq python3-venv\n")
    assert (tmp_path / "venv/made").exists()


def test_elsewhere_the_missing_venv_is_named(tmp_path: Path) -> None:
    _stub_python(tmp_path)
    _stub(tmp_path, "id", "echo 1000")

    done = _run_script("create-venv", tmp_path, str(tmp_path / "python"), str(tmp_path / "venv"))

    assert done.returncode == 1
    assert "请先安装 Python 3.11 和 python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_that_is_too_old_is_refused_with_a_sentence(tmp_path: Path) -> None:
    _stub(tmp_path, "python", "exit 1")

    done = _run_script("create-venv", tmp_path, str(tmp_path / "python"), str(tmp_path / "venv"))

    assert done.returncode == 1
    assert "需要 Python 3.11 或更新的版本" in done.stderr


def test_a_missing_program_skips_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match=r"pdftotext .* apt-get install poppler-utils"):
        find_program("pdftotext")


def test_a_missing_program_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        find_program("chromium")


def test_whoever_asks_for_programs_or_real_documents_is_marked(
    request: pytest.FixtureRequest, program: Program
) -> None:
    assert program is find_program
    assert request.node.get_closest_marker("system") is not None
