"""How far somebody's permissions reach: whose tables they may read, draft, sign and review.

This is the one answer to it. A permission that is not in :data:`SCOPES` is about no department's tables, such as those
of administrators.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from perf.domain.roles import Permission


class Scope(Enum):
    """The departments that a permission is about."""

    OWN = "own"
    """The department one belongs to."""

    OWN_AND_BELOW = "own and below"
    """The department one belongs to and all that it supervises, directly or not (主管部门及所属单位)."""

    ALL = "all"
    """Every department."""


SCOPES: Mapping[Permission, Scope] = {
    Permission.DRAFT_TARGETS: Scope.OWN,
    Permission.SIGN_TARGETS: Scope.OWN,
    Permission.REVIEW_SUPERVISED_TARGETS: Scope.OWN_AND_BELOW,
    Permission.REVIEW_TARGETS_FOR_BUDGET: Scope.ALL,
    Permission.REVIEW_TARGETS_FOR_PERFORMANCE: Scope.ALL,
    Permission.READ_ALL_TARGETS: Scope.ALL,
}
"""Which departments' tables each permission is about. Whoever may do something to a table may read it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The departments whose tables somebody may work with.

    Attributes:
        permissions: what they may do at all.
        own: number of the department they belong to, if any.
        own_and_below: numbers of that department and of all below it; empty without one.
    """

    permissions: frozenset[Permission]
    own: int | None
    own_and_below: frozenset[int]

    def __post_init__(self) -> None:
        """Refuse a department that is not among its own."""
        if self.own is not None and self.own not in self.own_and_below:
            raise ValueError(f"department {self.own} is one of its own")

    def ids_for(self, permission: Permission) -> frozenset[int] | None:
        """Give the departments to whose tables they may do this, ``None`` for every one; for a ``WHERE`` clause."""
        if permission not in self.permissions:
            return frozenset()
        match SCOPES.get(permission):
            case Scope.ALL:
                return None
            case Scope.OWN_AND_BELOW:
                return self.own_and_below
            case Scope.OWN:
                return frozenset() if self.own is None else frozenset({self.own})
            case None:
                return frozenset()

    @property
    def readable_ids(self) -> frozenset[int] | None:
        """Give the departments whose tables they may read, ``None`` for every one; for a ``WHERE`` clause."""
        readable: frozenset[int] = frozenset()
        for permission in SCOPES:
            ids = self.ids_for(permission)
            if ids is None:
                return None
            readable |= ids
        return readable

    def may(self, permission: Permission, department_id: int) -> bool:
        """Tell whether they may do this to the tables of a department."""
        ids = self.ids_for(permission)
        return ids is None or department_id in ids

    def may_read(self, department_id: int) -> bool:
        """Tell whether they may read the tables of a department; where not, these look as if they were missing."""
        ids = self.readable_ids
        return ids is None or department_id in ids


def needs_departments_below(permissions: frozenset[Permission]) -> bool:
    """Tell whether it matters which departments are below one's own."""
    return any(SCOPES.get(permission) is Scope.OWN_AND_BELOW for permission in permissions)
