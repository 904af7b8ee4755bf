"""What somebody may do to a table now, and why not."""

from dataclasses import dataclass

from perf.domain.review.replaying import ReviewState
from perf.domain.review.transitions import Action, Side, Step


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to one table.

    Attributes:
        user_id: who it is.
        is_drafter: whether they fill in the tables of its department.
        steps: the steps at which they may act for its department in their own right.
        leaders: the leaders of its department in whose stead they may act now, by delegation.
    """

    user_id: int
    is_drafter: bool = False
    steps: frozenset[Step] = frozenset()
    leaders: tuple[int, ...] = ()

    def acts_at(self, step: Step) -> bool:
        """Tell whether they may act at a step, by themselves or in a leader's stead."""
        return step in self.steps or (step is Step.UNIT_LEADER and bool(self.leaders))

    def on_behalf_of(self, state: ReviewState) -> int | None:
        """Give the leader in whose stead they act now; ``None`` in their own right."""
        if state.step is not Step.UNIT_LEADER or state.step in self.steps:
            return None
        others = [leader for leader in self.leaders if leader != state.submitted_by]
        return next(iter(others or self.leaders), None)


def why_not(state: ReviewState, action: Action, standing: Standing) -> str | None:
    """Say why somebody may not do something now, in one Chinese sentence; ``None`` where they may."""
    label = state.label_of(action)
    transition = state.transition(action)
    if transition is None:
        return f"这张表现在是“{state.label}”，不能{label}；请看下面的最新情况"
    if transition.by is Side.DRAFTERS:
        return None if standing.is_drafter else f"只有本单位的填报人能{label}"
    assert state.step is not None
    if not standing.acts_at(state.step):
        return f"现在轮到{state.step.label}审核，只有{state.step.label}能{label}"
    if transition.needs_other_eyes and state.submitted_by in {standing.user_id, standing.on_behalf_of(state)}:
        whom = "您本人" if state.submitted_by == standing.user_id else "委托您的负责人"
        return f"这一轮是{whom}送审的，须由另一位{state.step.label}来{label}"
    return None


def actions_open_to(state: ReviewState, standing: Standing) -> tuple[Action, ...]:
    """Give what somebody may do now."""
    return tuple(action for action in Action if why_not(state, action, standing) is None)
