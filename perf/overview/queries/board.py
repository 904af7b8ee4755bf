"""Who submitted what for a year: each unit with how many of its tables are how far."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from perf.deadlines.queries import calendar_of
from perf.departments.queries import department_list
from perf.departments.tree import ListedDepartment
from perf.domain.deadlines import Due
from perf.domain.duties import Duty
from perf.domain.progress import Progress, TableCounts
from perf.domain.review import State
from perf.overview.queries.not_begun import not_begun
from perf.overview.queries.tables import TableFilter, TableOnList, tables_found


@dataclass(frozen=True, slots=True)
class UnitOnBoard:
    """A unit.

    Attributes:
        department: it, with those above it.
        counts: how many of its tables are how far.
        day: the last day on which it is to submit, if there is one.
    """

    department: ListedDepartment
    counts: TableCounts
    day: date | None

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.counts.progress

    def due(self, today: date) -> Due | None:
        """Say until when it is to submit; nothing once it has."""
        return Due(self.day, today) if self.day and self.progress.is_missing_something else None


def board(session: Session, department_ids: frozenset[int] | None, fiscal_year: int) -> tuple[UnitOnBoard, ...]:
    """Give some departments (``None``: all) with their progress for a year, each below the one that supervises it."""
    counts = _counts(session, department_ids, fiscal_year)
    calendar = calendar_of(session, [fiscal_year])
    return tuple(
        UnitOnBoard(each, counts[each.row.id], calendar.day(fiscal_year, Duty.DRAFTING, each.row.id))
        for each in department_list(session)
        if department_ids is None or each.row.id in department_ids
    )


def _counts(session: Session, department_ids: frozenset[int] | None, fiscal_year: int) -> defaultdict[int, TableCounts]:
    """Count the tables of each department."""
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for table in tables_found(session, TableFilter(department_ids, fiscal_year=fiscal_year)):
        counted[table.department_id][_heading(table)] += 1
        counted[table.department_id]["late"] += table.days_late > 0
    for missing in not_begun(session, department_ids, [fiscal_year]):
        counted[missing.subject.department_id]["not_begun"] += not missing.has_ended
    counts = {department_id: TableCounts(**found) for department_id, found in counted.items()}
    return defaultdict(TableCounts, counts)


def _heading(table: TableOnList) -> str:
    """Say under which count a table stands."""
    if table.is_adjusting or table.state is State.APPROVED:
        return "approved"
    if table.step is not None:
        return "in_review"
    return "returned" if table.was_returned else "drafting"


def count_by_progress(units: Iterable[UnitOnBoard]) -> dict[Progress, int]:
    """Count units by how far they are."""
    counted = Counter(unit.progress for unit in units)
    return {progress: counted[progress] for progress in Progress}
