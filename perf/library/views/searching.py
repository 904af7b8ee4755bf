"""Searching the library from a page: what the address asks for, and what was found."""

from dataclasses import dataclass

from flask import request
from flask_login import current_user

from perf.domain.roles import Permission
from perf.library.queries import Entry, Found, Reader, Wanted, known_entry, search
from perf.web.paging import SEARCH_LIMIT, Paging, asked_page
from perf.web.session import reading_session

_ASKED_WITH = {"text": "q", "field": "field", "use_of_funds": "use", "first_level": "first", "second_level": "second"}
"""Under which names the address holds what is searched for."""


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """One page of a search.

    Attributes:
        wanted: what is searched for.
        found: what was found.
        paging: which page of how many.
    """

    wanted: Wanted
    found: Found
    paging: Paging

    @property
    def asked(self) -> dict[str, str]:
        """Give what is searched for as the address holds it, for links to other pages of the same."""
        texts = {name: getattr(self.wanted, attribute) for attribute, name in _ASKED_WITH.items()}
        return {name: text for name, text in texts.items() if text}

    def asked_as(self, attribute: str) -> str:
        """Give the name under which the address holds one thing."""
        return _ASKED_WITH[attribute]


def library_search() -> LibrarySearch:
    """Search as the address says: ``q``, ``field``, ``use``, ``first``, ``second``, ``page``."""
    given = {key: request.args.get(name, "").strip()[:SEARCH_LIMIT] for key, name in _ASKED_WITH.items()}
    wanted = Wanted(**given)
    pages: list[Paging] = []

    def page(count: int) -> tuple[int, int]:
        pages.append(asked_page(count))
        return pages[0].offset, pages[0].size

    found = search(reading_session(), wanted, page)
    return LibrarySearch(wanted, found, pages[0] if pages else asked_page(0))


def reader() -> Reader:
    """Give who looks at proposals."""
    account = current_user.account
    return Reader(account.id, account.department_id, current_user.may(Permission.KEEP_LIBRARY))


def entry_for_reader(entry_id: int) -> Entry | None:
    """Find an entry that whoever asks may look at."""
    return known_entry(reading_session(), entry_id, reader())
