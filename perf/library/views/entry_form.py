"""What the page for proposing and the page for deciding share: the form of an entry, and what is beside it."""

from collections.abc import Iterable
from typing import Any

from perf.accounts.forms import first_errors
from perf.domain.library_entry import LibraryIndicator
from perf.domain.places import Place
from perf.domain.terms import Severity
from perf.library.forms import EntryForm
from perf.library.one_row import findings_of
from perf.library.queries import Entry, known_places, similar_entries
from perf.web.session import reading_session


def wrong_in(form: EntryForm) -> list[tuple[str, str]]:
    """Give the name of each wrong field with what is wrong: what is missing, then what the rules call an error."""
    if not form.validate():
        return first_errors(form)
    errors = [each for each in findings_of(form.indicator()) if each.severity is Severity.ERROR]
    return [(_field_of(each.places[0]), f"{each.message}。{each.fix}") for each in errors]


def doubts_about(indicator: LibraryIndicator) -> list[str]:
    """Give what the rules advise to look at again, without being errors."""
    return [f"{each.message}。{each.fix}" for each in findings_of(indicator) if each.severity is not Severity.ERROR]


def beside(form: EntryForm, own: Iterable[int] = ()) -> dict[str, Any]:
    """Give what the template shows with a form: words to choose from, and entries of nearly the same name."""
    session = reading_session()
    left_out = frozenset(own)
    near: tuple[Entry, ...] = similar_entries(session, form.name.data) if form.name.data else ()
    return {"choices": known_places(session), "near": [entry for entry in near if entry.id not in left_out]}


def _field_of(place: Place) -> str:
    """Give the field that a finding speaks of: cells and fields are called the same."""
    return (place.part or "").rpartition("-")[2]
