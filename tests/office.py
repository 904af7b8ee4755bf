"""LibreOffice, to make files that only an office program writes. Each start takes seconds, whatever it converts."""

import subprocess
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import Program

Office = Callable[[Mapping[str, bytes], str], list[bytes]]


@pytest.fixture(scope="session")
def office(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The function from files by name and an ending to their contents as LibreOffice saves them, all in one start.

    The ending may be followed by a colon and the filter's name. The names differ before their endings.
    """
    soffice, home, numbers = program("soffice"), tmp_path_factory.mktemp("office"), count()
    # A first start makes the profile, which takes longer than the work.
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"

    def convert(files: Mapping[str, bytes], target: str) -> list[bytes]:
        folder = home / str(next(numbers))
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        paths = [folder / name for name in files]
        command: list[str | Path] = [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            folder / "out",
            *paths,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        ending = target.partition(":")[0]
        return [(folder / "out" / f"{path.stem}.{ending}").read_bytes() for path in paths]

    return convert
