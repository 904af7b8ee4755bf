"""The one table of what may happen to a target table, and the words it is written in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from perf.domain.roles import Permission
from perf.domain.terms import Labelled


class Step(Labelled):
    """A step of the chain of review; chains run in this order."""

    UNIT_LEADER = ("unit_leader", "单位负责人")
    SUPERVISING_DEPARTMENT = ("supervising_department", "主管部门")
    FINANCE_BUSINESS = ("finance_business", "业务科室")
    FINANCE_PERFORMANCE = ("finance_performance", "绩效科")

    @property
    def permission(self) -> Permission:
        """What somebody needs to act at this step."""
        return _PERMISSIONS[self]


_PERMISSIONS: Mapping[Step, Permission] = {
    Step.UNIT_LEADER: Permission.SIGN_TARGETS,
    Step.SUPERVISING_DEPARTMENT: Permission.REVIEW_SUPERVISED_TARGETS,
    Step.FINANCE_BUSINESS: Permission.REVIEW_TARGETS_FOR_BUDGET,
    Step.FINANCE_PERFORMANCE: Permission.REVIEW_TARGETS_FOR_PERFORMANCE,
}

Chain = tuple[Step, ...]
"""The steps that a table passes, in their order."""

WHOLE_CHAIN: Chain = tuple(Step)
"""Every step."""


def chain_of(steps: Iterable[Step]) -> Chain:
    """Put steps in the order of a chain; refuses, with ``ValueError``, a chain without the step that approves."""
    wanted = set(steps)
    if Step.FINANCE_PERFORMANCE not in wanted:
        raise ValueError("a chain ends with the performance office, which approves")
    return tuple(step for step in Step if step in wanted)


class State(Labelled):
    """Where a table stands; at a step it waits for somebody or was opened by them."""

    DRAFTING = ("drafting", "填报中")
    RETURNED = ("returned", "已退回")
    WAITING = ("waiting", "待审核")
    OPENED = ("opened", "审核中")
    APPROVED = ("approved", "已批复")
    ADJUSTING = ("adjusting", "调整中")
    ADJUSTMENT_RETURNED = ("adjustment_returned", "调整被退回")

    @property
    def is_editable(self) -> bool:
        """Whether the table may be changed."""
        return self in {State.DRAFTING, State.RETURNED, State.ADJUSTING, State.ADJUSTMENT_RETURNED}

    @property
    def while_adjusting(self) -> "State":
        """Give what the state is called when what is drafted or returned is an adjustment."""
        return {State.DRAFTING: State.ADJUSTING, State.RETURNED: State.ADJUSTMENT_RETURNED}.get(self, self)


class Action(Labelled):
    """Something that somebody does to a table as a whole."""

    SUBMIT = ("submit", "送审")
    WITHDRAW = ("withdraw", "撤回")
    OPEN = ("open", "受理")
    PASS = ("pass", "通过")
    RETURN = ("return", "退回")
    BEGIN_ADJUSTMENT = ("begin_adjustment", "申请调整")
    ABANDON_ADJUSTMENT = ("abandon_adjustment", "撤销调整")
    DISCLOSE = ("disclose", "公开")


class Side(Enum):
    """Whose turn an action is."""

    DRAFTERS = "drafters"
    """Those who fill in the department's tables."""

    REVIEWERS = "reviewers"
    """Those who hold the permission of the step that the table is at."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What an action does in a state.

    Attributes:
        by: whose it is to do.
        to: the state it leads to.
        note: what has to be written with it, as people call it; ``None`` where nothing must.
        needs_other_eyes: whether who submitted the round may not do it, nor anybody in their stead.
    """

    by: Side
    to: State
    note: str | None = None
    needs_other_eyes: bool = False


_SUBMIT = Transition(Side.DRAFTERS, State.WAITING)
_ABANDON = Transition(Side.DRAFTERS, State.APPROVED)

TRANSITIONS: Mapping[tuple[State, Action], Transition] = {
    (State.DRAFTING, Action.SUBMIT): _SUBMIT,
    (State.RETURNED, Action.SUBMIT): _SUBMIT,
    (State.ADJUSTING, Action.SUBMIT): _SUBMIT,
    (State.ADJUSTMENT_RETURNED, Action.SUBMIT): _SUBMIT,
    (State.WAITING, Action.WITHDRAW): Transition(Side.DRAFTERS, State.DRAFTING),
    (State.WAITING, Action.OPEN): Transition(Side.REVIEWERS, State.OPENED),
    (State.OPENED, Action.PASS): Transition(Side.REVIEWERS, State.WAITING, needs_other_eyes=True),
    (State.OPENED, Action.RETURN): Transition(Side.REVIEWERS, State.RETURNED, note="退回的理由"),
    (State.APPROVED, Action.BEGIN_ADJUSTMENT): Transition(Side.DRAFTERS, State.ADJUSTING, note="调整的理由"),
    (State.APPROVED, Action.DISCLOSE): Transition(Side.DRAFTERS, State.APPROVED),
    (State.ADJUSTING, Action.ABANDON_ADJUSTMENT): _ABANDON,
    (State.ADJUSTMENT_RETURNED, Action.ABANDON_ADJUSTMENT): _ABANDON,
}
"""All that may happen. To pass the last step is to approve (``State.APPROVED``); while an approved table is being
adjusted, drafting and returned are called :attr:`State.while_adjusting`."""
