"""What is built from the project works by itself in another folder: data files travel in the wheel."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the commands' folder of an environment that has the wheel, and beside it only what the lock names."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(PROJECT)]
    subprocess.run(build, check=True, capture_output=True)
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    (wheel,) = folder.glob("*.whl")
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True)
    # The locked packages were installed once already; a second copy would prove nothing more. The project itself
    # is not among them: an editable install is a .pth file, which only counts in its own environment.
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "locked.pth").write_text(sysconfig.get_path("purelib"))
    return environment / "bin"


def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment that knows nothing of the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "XDG_CACHE_HOME") if name in os.environ}
    return kept | {"JIXIAO_DATA_DIR": str(tmp_path / "data")}


def run(installed: Path, tmp_path: Path, *arguments: str | Path) -> str:
    command = [str(part) for part in (installed / "jixiao", *arguments)]
    done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True)
    return done.stdout


def test_the_wheel_is_used_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "python"), "-c", "import perf; print(perf.__file__)"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True)
    assert str(PROJECT / "perf") not in done.stdout


def test_an_installed_wheel_converts(installed: Path, tmp_path: Path) -> None:
    example = PROJECT / "docs/example.txt"
    printed = json.loads(run(installed, tmp_path, "convert", example, "--to", "json"))
    assert [len(table["indicators"]) for table in printed["tables"]] == [36, 32]
    written = run(installed, tmp_path, "convert", example, "--to", "pdf", "-o", tmp_path / "out")
    assert len(written.split()) == 2


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    """Give the address of a server that the wheel runs, its database made and the examples loaded."""
    run(installed, tmp_path, "init", "--seed")
    command = [str(installed / "jixiao"), "serve", "--port", "0"]
    server = subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path) | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        address = re.search(r"http://\S+?:\d+", server.stdout.readline())
        assert address is not None
        yield address.group()
    finally:
        server.terminate()
        server.wait(timeout=10)
        server.stdout.close()


def test_an_installed_wheel_serves_pages_and_their_styles(served: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            page = urllib.request.urlopen(served, timeout=10).read().decode()
            break
        except ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert "156001" in page
    styles = re.findall(r'href="(/[^"]+\.css[^"]*)"', page)
    assert styles
    assert all(urllib.request.urlopen(served + style, timeout=10).status == 200 for style in styles)
