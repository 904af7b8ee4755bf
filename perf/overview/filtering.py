"""What lists are narrowed down by: the address says it, so that a list can be kept as a bookmark and sent on."""

from collections.abc import Sequence
from dataclasses import dataclass

from perf.departments.tree import ListedDepartment
from perf.domain.progress import Progress
from perf.overview.queries.tables import Standing
from perf.web.paging import SEARCH_LIMIT

MINE = "mine"
"""Where tables stand that wait for whoever looks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; what makes no sense there is left out.

    Attributes:
        year: the budget year, ``None`` for all.
        unit: code of the department whose tables, and those of all below it, are asked for; ``""`` for all.
        standing: a :class:`Standing` or :data:`MINE`, ``""`` for all.
        progress: how far units are, ``None`` for all.
        words: words that occur in names or codes.
    """

    year: int | None
    unit: str
    standing: str
    progress: Progress | None
    words: str

    @property
    def narrows(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.year or self.unit or self.standing or self.progress or self.words)

    @property
    def stands(self) -> Standing | None:
        """Give where tables stand, ``None`` for all and for those that wait for whoever looks."""
        return Standing(self.standing) if self.standing and self.standing != MINE else None

    @property
    def is_mine(self) -> bool:
        """Whether only what waits for whoever looks is asked for."""
        return self.standing == MINE


def asked(address: dict[str, str]) -> Asked:
    """Read the part of an address behind the question mark."""
    year, standing, progress = (address.get(name, "").strip() for name in ("year", "standing", "progress"))
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    return Asked(
        int(year) if is_year else None,
        address.get("unit", "").strip()[:SEARCH_LIMIT],
        standing if standing in {MINE, *Standing} else "",
        Progress(progress) if progress in set(Progress) else None,
        " ".join(address.get("q", "").split())[:SEARCH_LIMIT],
    )


def units_with_others(departments: Sequence[ListedDepartment]) -> tuple[ListedDepartment, ...]:
    """Give the departments that others stand below: whole branches are looked at, single units are searched for."""
    return tuple(each for each in departments if each.below_count)


def ids_below(departments: Sequence[ListedDepartment], code: str) -> frozenset[int]:
    """Give the department of a code and all below it; none for a code that is not among them."""
    return frozenset(
        each.row.id for each in departments if code in (each.row.code, *(above.code for above in each.above))
    )
