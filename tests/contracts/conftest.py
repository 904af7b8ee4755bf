"""The office that all contracts about tables look at."""

from collections.abc import Iterator

import pytest

from tests.contracts.staffed_office import Office, staffed_office
from tests.pages import application_of, settings_in


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, filled_database: bytes) -> Iterator[Office]:
    """The office, with everybody signed in; whoever changes anything in it takes it back."""
    for app in application_of(settings_in(tmp_path_factory.mktemp("office")), filled_database):
        yield staffed_office(app)
