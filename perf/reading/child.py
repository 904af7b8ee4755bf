"""The process that reads: ``python -m perf.reading.child``, started and watched by :mod:`perf.reading.sandbox`.

It takes one line of JSON for each file (``path``, ``name``) and answers with a length and that many bytes. It can
write no file, and it ends when its memory or time is used up: whatever a file does to a parser, it does it here.
"""

import json
import os
import resource
import sys
from pathlib import Path

from perf.reading.files import read_file
from perf.reading.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS
from perf.reading.results import ReadFile, UnreadableFile
from perf.reading.wire import pack

TOO_MUCH_MEMORY = "读它需要的内存超过512MB，内容过大或已损坏，请拆小或重新另存后再试"
TOO_DEEP = "内容嵌套太深，不像正常的文档，请重新另存后再试"
BROKEN = "内容有读不懂的地方，可能已损坏，请用 WPS 或 Office 打开后另存一份再试"


def main() -> None:
    """Answer requests until there are no more."""
    # The answers' way out is kept apart from standard output, where a library might print.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory_and_files()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _allow_time()
        written = pack(_answer(Path(os.fsdecode(bytes.fromhex(request["path"]))), request["name"]))
        answers.write(len(written).to_bytes(8, "big") + written)
        answers.flush()


def _answer(path: Path, name: str) -> ReadFile | UnreadableFile:
    try:
        return read_file(path, name=name)
    except UnreadableFile as unreadable:
        return unreadable
    except MemoryError:
        return UnreadableFile(name, TOO_MUCH_MEMORY)
    except RecursionError:
        return UnreadableFile(name, TOO_DEEP)
    except Exception:
        # Parsers fail in ways of their own on broken input; one file must not end the others' reading.
        return UnreadableFile(name, BROKEN)


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
