"""Files from outside are read in a child process with limits, so that none can harm the process that asked."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from perf.reading.files import TOO_MUCH_MEMORY
from perf.reading.limits import ANSWER_BYTES, CHILD_SECONDS
from perf.reading.results import ReadFile, UnreadableFile
from perf.reading.wire import unpack

TOO_SLOW = f"读了{CHILD_SECONDS}秒还没有读完，内容过大或过于复杂，请拆小后再试"

_PACKAGE_ROOT = Path(__file__).parents[2]
_CHUNK = 1 << 20


class Reader:
    """Reads many files in one child process, which is started again when a file brings it down.

    Use it as a context manager; outside of it no process is left. Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, path: Path, *, name: str | None = None) -> ReadFile:
        """Read a file as :func:`perf.reading.read_file` does, within the limits of time and memory.

        ``name`` is the name that people know the file by. Raises :class:`UnreadableFile` for a refusal,
        and when time or memory is used up.
        """
        shown = name or path.name
        deadline = time.monotonic() + CHILD_SECONDS
        try:
            return unpack(self._ask(path, shown, deadline))
        except TimeoutError as error:
            self._stop()
            raise UnreadableFile(shown, TOO_SLOW) from error
        except (EOFError, BrokenPipeError, ValueError) as error:
            reason = TOO_SLOW if self._stop() == -signal.SIGXCPU else TOO_MUCH_MEMORY
            raise UnreadableFile(shown, reason) from error

    def _ask(self, path: Path, name: str, deadline: float) -> bytes:
        requests, answers = self._pipes()
        # A path may be any bytes; the current folder is the asking process's own.
        request = {"path": os.fsencode(path.absolute()).hex(), "name": name}
        requests.write(json.dumps(request).encode("ascii") + b"\n")
        requests.flush()
        length = int.from_bytes(_receive(answers, 8, deadline), "big")
        if length > ANSWER_BYTES:
            raise ValueError("the answer is too long")
        return _receive(answers, length, deadline)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child is None:
            self._child = _start()
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise BrokenPipeError
        return child.stdin, child.stdout

    def _stop(self) -> int:
        """End the child; give how it ended."""
        child, self._child = self._child, None
        if child is None:
            return 0
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)
        try:
            return child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def read_safely(path: Path, *, name: str | None = None) -> ReadFile:
    """Read one file from outside in a child process: within the limits of time and memory.

    ``name`` is the name that people know the file by, when that is not the path's. Raises :class:`UnreadableFile`
    for a refusal, and when time or memory is used up. Nothing is written to disk.
    """
    with Reader() as reader:
        return reader.read(path, name=name)


def _start() -> subprocess.Popen[bytes]:
    # The child gets none of this process's environment, which may hold passwords.
    environment = {"PYTHONPATH": str(_PACKAGE_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "perf.reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
    )


def _receive(pipe: IO[bytes], length: int, deadline: float) -> bytes:
    """Read so many bytes from the pipe before the deadline."""
    parts = []
    while length:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(length, _CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # The child went before it took what was still to be written.
        return
