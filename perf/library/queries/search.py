"""Searching the library: by words, field, use of funds and levels, with how many there are of each.

Two queries answer a search, one more where nothing was found.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlmodel import Session, col

from perf.domain.library_entry import EntryState, folded
from perf.domain.text import is_clean
from perf.library.queries.entries import Entry, entries, near_misses
from perf.library.records import LibraryEntry

_MOST_WORDS = 8
_BETWEEN_WORDS = re.compile(r"[\s,，、;；。]+")
_FACETS = {"field": "行业领域", "use_of_funds": "资金用途", "first_level": "一级指标", "second_level": "二级指标"}

_Choice = tuple[str, ...]
_Group = tuple[_Choice, int]
"""Field, use of funds and levels, and how many entries stand there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; an empty text asks for all.

    Attributes:
        text: words that must all occur in name, use of funds, keywords or explanation.
        field: 行业领域.
        use_of_funds: 资金用途.
        first_level: 一级指标.
        second_level: 二级指标.
    """

    text: str = ""
    field: str = ""
    use_of_funds: str = ""
    first_level: str = ""
    second_level: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words, folded as the library keeps its own."""
        return tuple(filter(None, _BETWEEN_WORDS.split(folded(self.text))))[:_MOST_WORDS]

    @property
    def choice(self) -> _Choice:
        """Give what is chosen of each facet."""
        return tuple(getattr(self, name) for name in _FACETS)


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to choose by.

    Attributes:
        name: the attribute of an entry.
        label: what it is called.
        chosen: what is chosen, empty for all.
        options: each value with how many entries it has among those found by all else, in the library's order.
    """

    name: str
    label: str
    chosen: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes:
        count: how many entries there are in all.
        entries: those of the page that was asked for.
        facets: what can be chosen further.
        near: entries that hold most of what was typed, where nothing was found.
    """

    count: int
    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]
    near: tuple[Entry, ...]


def search(session: Session, wanted: Wanted, page: Callable[[int], tuple[int, int]]) -> Found:
    """Search the accepted entries; those with the words in their names come first.

    ``page`` says from the number of entries which are shown: how many to pass over, and how many then.
    """
    words = wanted.words
    if not all(map(is_clean, (*words, *filter(None, wanted.choice)))):
        return Found(0, (), tuple(_facets(wanted, [])), ())  # PostgreSQL refuses to compare some texts, such as a NUL.
    groups = _groups(session, words)
    count = sum(size for place, size in groups if _fits(place, wanted.choice))
    offset, limit = page(count)
    shown = entries(session, *_conditions(wanted), order=[_words_missing(words)], offset=offset, limit=limit)
    near = near_misses(session, words) if words and not count else ()
    return Found(count, shown, tuple(_facets(wanted, groups)), near)


def known_places(session: Session) -> dict[str, tuple[str, ...]]:
    """Give what accepted entries name as field, use of funds and levels, each once, in the library's order."""
    places = [place for place, _ in _groups(session, ())]
    return {name: tuple(dict.fromkeys(place[at] for place in places)) for at, name in enumerate(_FACETS)}


def _groups(session: Session, words: Sequence[str]) -> list[_Group]:
    """Count the entries that hold the words by place, as the places first come in the library."""
    places = [col(getattr(LibraryEntry, name)) for name in _FACETS]
    first = func.min(col(LibraryEntry.id))
    counting = select(*places, func.count()).where(*_holding(words)).group_by(*places).order_by(first)
    return [(tuple(row[:-1]), row[-1]) for row in session.connection().execute(counting)]


def _holding(words: Sequence[str]) -> list[ColumnElement[bool]]:
    """Write the conditions that an accepted entry holds all words."""
    held = [col(LibraryEntry.search_text).contains(word, autoescape=True) for word in words]
    return [col(LibraryEntry.state) == EntryState.ACCEPTED, *held]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen = [
        col(getattr(LibraryEntry, name)) == value for name, value in zip(_FACETS, wanted.choice, strict=True) if value
    ]
    return [*_holding(wanted.words), *chosen]


def _words_missing(words: Sequence[str]) -> ColumnElement[int]:
    """Count the words that do not stand in the name."""
    missing = [case((col(LibraryEntry.name).icontains(word, autoescape=True), 0), else_=1) for word in words]
    return sum(missing, literal(0))


def _fits(place: Sequence[str], choice: _Choice, *, except_at: int | None = None) -> bool:
    """Tell whether a place is what was chosen; one of the choices may be left out."""
    return all(
        not want or have == want or at == except_at for at, (have, want) in enumerate(zip(place, choice, strict=True))
    )


def _facets(wanted: Wanted, groups: Sequence[_Group]) -> list[Facet]:
    """Count each facet's values under what was chosen of the others; a chosen value stays though it has none."""
    made = []
    for at, (name, label) in enumerate(_FACETS.items()):
        counted: Counter[str] = Counter()
        for place, size in groups:
            if _fits(place, wanted.choice, except_at=at):
                counted[place[at]] += size
        chosen = wanted.choice[at]
        if chosen and is_clean(chosen):
            counted[chosen] += 0
        made.append(Facet(name, label, chosen, tuple(counted.items())))
    return made
