"""Whose turn it is: what somebody owes on the tables of which departments."""

from collections.abc import Mapping
from dataclasses import dataclass

from perf.domain.reach import Reach
from perf.domain.review import State, Step
from perf.domain.roles import Permission
from perf.domain.terms import Labelled


class Duty(Labelled):
    """What has to be done next to a table; each step of the chain is a duty of its own name."""

    DRAFTING = ("drafting", "填报")
    UNIT_LEADER = (Step.UNIT_LEADER.value, "单位负责人审签")
    SUPERVISING_DEPARTMENT = (Step.SUPERVISING_DEPARTMENT.value, "主管部门审核")
    FINANCE_BUSINESS = (Step.FINANCE_BUSINESS.value, "业务科室审核")
    FINANCE_PERFORMANCE = (Step.FINANCE_PERFORMANCE.value, "绩效科审核、批复")

    @property
    def step(self) -> Step | None:
        """Give the step of the chain, ``None`` for drafting."""
        return None if self is Duty.DRAFTING else Step(self.value)


REVIEWING = tuple(duty for duty in Duty if duty is not Duty.DRAFTING)
"""The duties of those who review."""

EDITABLE_STATES = frozenset(state for state in State if state.is_editable)
"""The states in which a table is in its drafters' hands."""


def duty_of(state: State, step: Step | None) -> Duty | None:
    """Say what a table waits for, ``None`` when it waits for nothing."""
    if state in EDITABLE_STATES:
        return Duty.DRAFTING
    return Duty(step.value) if step is not None else None


@dataclass(frozen=True, slots=True)
class Duties:
    """What somebody owes.

    Attributes:
        departments: for each duty the departments on whose tables it is theirs, ``None`` for every one.
        excepted: for each duty the departments on whose tables it is not, whatever ``departments`` says.
    """

    departments: Mapping[Duty, frozenset[int] | None]
    excepted: Mapping[Duty, frozenset[int]]

    def has(self, duty: Duty, department_id: int) -> bool:
        """Tell whether a duty on the tables of a department is theirs."""
        ids = self.departments.get(duty, frozenset())
        return (ids is None or department_id in ids) and department_id not in self.excepted.get(duty, frozenset())

    def among(self, *wanted: Duty) -> "Duties":
        """Give those of some kinds."""
        return Duties({duty: ids for duty, ids in self.departments.items() if duty in wanted}, self.excepted)

    @property
    def held(self) -> tuple[Duty, ...]:
        """Give the duties that are theirs on any table at all."""
        return tuple(duty for duty in Duty if self.departments.get(duty, frozenset()) != frozenset())


def duties_of(reach: Reach, *, represents_leader: bool = False) -> Duties:
    """Say what somebody owes by what they may do, and as who signs in the stead of their unit's leader.

    Nobody supervises themselves: who reviews for a department reviews the tables of those below it, not its own.
    """
    departments = {Duty.DRAFTING: reach.ids_for(Permission.DRAFT_TARGETS)}
    departments |= {Duty(step.value): reach.ids_for(step.permission) for step in Step}
    own = frozenset() if reach.own is None else frozenset({reach.own})
    if represents_leader:
        departments[Duty.UNIT_LEADER] = (departments[Duty.UNIT_LEADER] or frozenset()) | own
    return Duties(departments, {Duty.SUPERVISING_DEPARTMENT: own})
