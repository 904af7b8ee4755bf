"""The list of accounts that both administrators search: by a part of a name, page by page."""

from dataclasses import dataclass

from flask import request

from perf.accounts.queries import accounts_found, count_accounts
from perf.people.queries import Person, people
from perf.web.paging import SEARCH_LIMIT, Paging, asked_page
from perf.web.session import reading_session


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """One page of the accounts that were searched for.

    Attributes:
        searched: what was searched for, ``""`` for all.
        paging: which page of how many.
        people: who is on it.
    """

    searched: str
    paging: Paging
    people: tuple[Person, ...]


def found_people() -> FoundPeople:
    """Give the accounts that the request asks for: ``q`` searches names, ``page`` turns pages."""
    searched = request.args.get("q", "").strip()[:SEARCH_LIMIT]
    session = reading_session()
    paging = asked_page(count_accounts(session, searched))
    accounts = accounts_found(session, searched, offset=paging.offset, limit=paging.size)
    return FoundPeople(searched, paging, people(session, accounts))
