"""One browser for all journeys, and the application served to it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import Program
from tests.journeys.browsing import served


@pytest.fixture(scope="session")
def browser(program: Program) -> Iterator[Browser]:
    """Chromium without a window."""
    path = program("chromium")
    with sync_playwright() as playwright:
        # The tests may run as root in a container, where the browser cannot set up its sandbox.
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the application with tables."""
    with served(app) as address:
        yield address


@pytest.fixture
def empty_site(empty_app: Flask) -> Iterator[str]:
    """The address of the application before ``jixiao init``."""
    with served(empty_app) as address:
        yield address
