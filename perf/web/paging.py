"""Long lists, a page at a time."""

from dataclasses import dataclass

from flask import request

SEARCH_LIMIT = 100
"""So many characters of what is searched for count."""

_LAST = 100_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is shown.

    Attributes:
        number: the page, from 1 on.
        count: how many entries there are in all.
        size: how many entries a page has.
    """

    number: int
    count: int
    size: int = 50

    @property
    def last(self) -> int:
        """Give the number of the last page."""
        return max(1, -(-self.count // self.size))

    @property
    def offset(self) -> int:
        """Give how many entries stand before this page."""
        return (self.number - 1) * self.size


def asked_page(count: int) -> Paging:
    """Give the page that the address asks for with ``page``, the nearest one where there is no such page."""
    written = request.args.get("page", "1")
    number = min(int(written), _LAST) if written.isascii() and written.isdigit() and len(written) < 10 else 1
    return Paging(min(max(number, 1), Paging(1, count).last), count)
