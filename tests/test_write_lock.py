"""Writers of one SQLite file go one after the other, and a dead one holds nobody up."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from perf.write_lock import write_lock


def test_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    steps: list[str] = []
    is_held = threading.Event()

    def second() -> None:
        is_held.wait()
        with write_lock(tmp_path / "a.db"):
            steps.append("second writes")

    thread = threading.Thread(target=second)
    thread.start()
    with write_lock(tmp_path / "a.db"):
        is_held.set()
        thread.join(0.2)
        steps.append("first is done")
    thread.join()
    assert steps == ["first is done", "second writes"]


def test_writers_of_different_files_do_not_wait(tmp_path: Path) -> None:
    with write_lock(tmp_path / "a.db"), write_lock(tmp_path / "b.db"):
        assert (tmp_path / "a.db.lock").exists()


def test_failing_writer_lets_go(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), write_lock(tmp_path / "a.db"):
        raise RuntimeError
    with write_lock(tmp_path / "a.db"):
        pass


def test_killed_writer_lets_go(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys\n"
        "from perf.write_lock import write_lock\n"
        "with write_lock(pathlib.Path(sys.argv[1])):\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.db")], check=False)
    assert killed.returncode == -9
    with write_lock(tmp_path / "a.db"):
        pass
