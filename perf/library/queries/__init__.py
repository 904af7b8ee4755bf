"""What pages ask of the indicator library: one entry, those that are searched for, those that wait."""

from perf.library.queries.entries import (
    Entry,
    Reader,
    count_own,
    count_waiting,
    known_entry,
    library_entry,
    own_proposals,
    similar_entries,
    waiting_proposals,
)
from perf.library.queries.search import Facet, Found, Wanted, known_places, search

__all__ = [
    "Entry",
    "Facet",
    "Found",
    "Reader",
    "Wanted",
    "count_own",
    "count_waiting",
    "known_entry",
    "known_places",
    "library_entry",
    "own_proposals",
    "search",
    "similar_entries",
    "waiting_proposals",
]
