"""The process that reads: ``python -m perf.reading.child``, started and watched by :mod:`perf.reading.sandbox`.

It takes one line of JSON for each file (``path``, ``name``) and answers with a length and that many bytes. It can
write no file, and it ends when its memory or time is used up: whatever a file does to a parser, it does it here.
"""

import json
import os
import resource
import sys
from pathlib import Path

from perf.reading.files import TOO_MUCH_MEMORY, read_file
from perf.reading.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS
from perf.reading.results import UnreadableFile
from perf.reading.wire import pack


def main() -> None:
    """Answer requests until there are no more."""
    # The answers' way out is kept apart from standard output, where a library might print.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory_and_files()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _allow_time()
        written = _answer(Path(os.fsdecode(bytes.fromhex(request["path"]))), request["name"])
        answers.write(len(written).to_bytes(8, "big") + written)
        answers.flush()


def _answer(path: Path, name: str) -> bytes:
    try:
        return pack(read_file(path, name=name))
    except UnreadableFile as unreadable:
        return pack(unreadable)
    except MemoryError:
        return pack(UnreadableFile(name, TOO_MUCH_MEMORY))


def _limit_memory_and_files() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow_time() -> None:
    """Give each file its own share of processor time; the whole process ends when it is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CHILD_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
