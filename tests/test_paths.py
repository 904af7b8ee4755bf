"""The data folders are found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from perf import paths
from perf.paths import Folder, is_checkout, shipped

FOLDERS: tuple[Folder, ...] = ("templates", "migrations", "seed")


@pytest.mark.parametrize("name", FOLDERS)
def test_checkout_has_its_folders_at_the_top(name: Folder) -> None:
    assert is_checkout()
    assert shipped(name).is_dir()
    assert (shipped(name).parent / "pyproject.toml").is_file()


@pytest.mark.parametrize("name", FOLDERS)
def test_installed_wheel_has_them_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: Folder
) -> None:
    (tmp_path / "perf" / "shipped" / name).mkdir(parents=True)
    # A stray pyproject.toml beside the installed package makes no checkout of it.
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "perf")
    monkeypatch.setattr(paths, "_IN_WHEEL", tmp_path / "perf" / "shipped")
    assert not is_checkout()
    assert shipped(name) == tmp_path / "perf" / "shipped" / name
