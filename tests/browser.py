"""One browser for all tests of a process: Playwright allows no second one beside it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import Program


@pytest.fixture(scope="session")
def browser(program: Program) -> Iterator[Browser]:
    """Chromium without a window."""
    path = program("chromium")
    with sync_playwright() as playwright:
        # The tests may run as root in a container, where the browser cannot set up its sandbox.
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()
