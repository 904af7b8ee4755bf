"""What every test may ask for: the machine's programs, and the real documents beside the project.

A test that asks for :func:`program` is marked ``system``, one that asks for :func:`real_documents`
is marked ``real``, whether or not it says so itself: ``pytest -m "not system and not real"`` is the
set that runs anywhere.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser", "tests.databases", "tests.office", "tests.pages"]

PROJECT = Path(__file__).parents[1]
REAL_DOCUMENTS = PROJECT / "../shared"

PACKAGES = {
    "chromium": "chromium",
    "make": "make",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer-nogui libreoffice-calc-nogui",
}
"""The Debian packages that bring each program a test may use."""

Program = Callable[[str], str]

# Machines are slow at times, which says nothing about what is tested. Where CI=true the same examples are tried each
# time, so that no change fails by the chance of another's examples; new ones are found wherever else the tests run.
settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("anywhere"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "anywhere")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it asks for, so that no mark can be forgotten."""
    marks = {"program": pytest.mark.system, "real_documents": pytest.mark.real}
    for item in items:
        for fixture, mark in marks.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def find_program(name: str) -> str:
    """Give the path of a program; where it is missing, skip saying what to install, and fail when ``CI=true``."""
    path = shutil.which(name)
    if path is not None:
        return path
    sentence = f"{name} is not on this machine; on Debian: apt-get install {PACKAGES[name]}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def program() -> Program:
    """Give the function from a program's name to its path: ``program("pdftotext")``."""
    return find_program


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """Give the folder of real documents (``seeds/``, ``samples/``) that may stand beside the project."""
    if not REAL_DOCUMENTS.is_dir():
        pytest.skip("real documents are not beside the project")
    return REAL_DOCUMENTS.resolve()
