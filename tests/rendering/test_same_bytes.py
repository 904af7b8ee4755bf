import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from perf.domain.documents.blocks import Document
from perf.rendering.docx import render_docx
from perf.rendering.html import render_html
from perf.rendering.text import render_text
from perf.rendering.xlsx import render_xlsx
from tests.rendering.example_documents import EXAMPLES

WRITERS: dict[str, Callable[[Sequence[Document]], bytes]] = {
    "docx": render_docx,
    "html": render_html,
    "text": render_text,
    "xlsx": render_xlsx,
}

_IN_ANOTHER_PROCESS = """
import hashlib
from tests.rendering.test_same_bytes import WRITERS, EXAMPLES
for name, write in WRITERS.items():
    print(name, hashlib.sha256(write(list(EXAMPLES.values()))).hexdigest())
"""


def _digests() -> dict[str, str]:
    return {name: hashlib.sha256(write(list(EXAMPLES.values()))).hexdigest() for name, write in WRITERS.items()}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_the_same_documents_give_the_same_bytes(write: Callable[[Sequence[Document]], bytes]) -> None:
    assert write(list(EXAMPLES.values())) == write(tuple(EXAMPLES.values()))


def test_another_process_at_another_hour_gives_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_PROCESS],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert dict(line.split() for line in done.stdout.splitlines()) == _digests()
