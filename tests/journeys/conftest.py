"""The application served to a browser."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.journeys.browsing import served


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
