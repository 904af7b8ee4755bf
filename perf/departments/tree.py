"""The departments in the order in which pages list them: each one right below the one that supervises it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department as it is kept."""

    id: int
    code: str
    name: str
    supervising_id: int | None


@dataclass(frozen=True, slots=True)
class ListedDepartment:
    """A department in the list.

    Attributes:
        above: those above it, from the top down.
        below_count: how many it supervises directly.
    """

    row: DepartmentRow
    above: tuple[DepartmentRow, ...]
    below_count: int

    @property
    def level(self) -> int:
        """Give how deep it stands, 1 at the top."""
        return len(self.above) + 1

    def has(self, searched: str) -> bool:
        """Tell whether its name or code holds a text, upper or lower case."""
        wanted = searched.casefold()
        return wanted in self.row.name.casefold() or wanted in self.row.code.casefold()


def in_tree_order(rows: Iterable[DepartmentRow]) -> tuple[ListedDepartment, ...]:
    """List every department once, those of one level by code.

    Departments in a circle, as older versions let them be kept, stand at the top one after the other, so that they are
    seen and can be mended.
    """
    ordered = sorted(rows, key=lambda row: row.code)
    below: dict[int | None, list[DepartmentRow]] = defaultdict(list)
    known = {row.id for row in ordered}
    for row in ordered:
        below[row.supervising_id if row.supervising_id in known else None].append(row)
    listed = {entry.row.id: entry for entry in _walk(below, below[None], ())}
    for row in ordered:
        if row.id not in listed:
            listed[row.id] = ListedDepartment(row, (), len(below[row.id]))
    return tuple(listed.values())


def _walk(
    below: dict[int | None, list[DepartmentRow]], rows: list[DepartmentRow], above: tuple[DepartmentRow, ...]
) -> Iterator[ListedDepartment]:
    for row in rows:
        yield ListedDepartment(row, above, len(below[row.id]))
        yield from _walk(below, below[row.id], (*above, row))
