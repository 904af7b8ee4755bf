"""Where a table stands, replayed from all that happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from perf.domain.review.transitions import TRANSITIONS, Action, Chain, State, Step, Transition


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a table.

    Attributes:
        action: what was done.
        actor: number of who did it.
        on_behalf_of: number of the leader in whose stead it was done, if it was by delegation.
        note: what was written with it.
        chain: the steps of the round that a submission begins; empty for everything else.
    """

    action: Action
    actor: int
    on_behalf_of: int | None = None
    note: str | None = None
    chain: Chain = ()

    def __post_init__(self) -> None:
        """Refuse a submission without a chain, and a chain anywhere else."""
        if (self.action is Action.SUBMIT) != bool(self.chain):
            raise ValueError("a submission, and nothing else, has a chain")


@dataclass(frozen=True, slots=True)
class Return:
    """A return (退回), as whoever has to mend it is told.

    Attributes:
        step: who returned it.
        event: by whom and why.
        number: which event of the table it was, from 1.
    """

    step: Step
    event: Event
    number: int


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where a table stands after all that happened to it.

    Attributes:
        state: the state.
        count: how many events there were.
        chain: the steps of the latest round; empty before the first.
        step: the step it is at; ``None`` when it is at none.
        round: how often it was submitted since the drafting, or the latest adjustment, began.
        adjustment: 0 for the target of the year's beginning (年初), else which adjustment (第几次调整).
        is_adjusting: whether that adjustment is still to be approved.
        submitted_by: who submitted the latest round.
        last_return: the latest return, until the table is approved.
    """

    state: State = State.DRAFTING
    count: int = 0
    chain: Chain = ()
    step: Step | None = None
    round: int = 0
    adjustment: int = 0
    is_adjusting: bool = False
    submitted_by: int | None = None
    last_return: Return | None = None

    @property
    def label(self) -> str:
        """Say where it stands: 待主管部门审核."""
        if self.step is None:
            return self.state.label
        return f"待{self.step.label}审核" if self.state is State.WAITING else f"{self.step.label}审核中"

    @property
    def passed(self) -> Chain:
        """Give the steps that the round under review has passed."""
        return self.chain[: self.chain.index(self.step)] if self.step else ()

    @property
    def is_at_last_step(self) -> bool:
        """Whether to pass it now is to approve it."""
        return self.step is not None and self.step is self.chain[-1]

    def label_of(self, action: Action) -> str:
        """Say what an action is called now: to pass the last step is 批复."""
        return "批复" if action is Action.PASS and self.is_at_last_step else action.label

    def transition(self, action: Action) -> Transition | None:
        """Give what an action does now, ``None`` where it may not happen."""
        return TRANSITIONS.get((self.state, action))

    def after(self, event: Event) -> "ReviewState":
        """Give the state after one more event; refuses, with ``ValueError``, what may not happen now."""
        transition = self.transition(event.action)
        if transition is None:
            raise ValueError(f"{event.action.value} does not happen in state {self.state.value}")
        if transition.needs_other_eyes and self.submitted_by in {event.actor, event.on_behalf_of}:
            raise ValueError(f"{event.action.value} is not for who submitted")
        step = self._step_after(event)
        to = State.APPROVED if event.action is Action.PASS and step is None else transition.to
        moved = replace(self._told(event), state=to, step=step, count=self.count + 1)
        if to is State.APPROVED:
            return replace(moved, is_adjusting=False, last_return=None)
        return replace(moved, state=to.while_adjusting) if moved.is_adjusting else moved

    def _step_after(self, event: Event) -> Step | None:
        """Give the step that the table is at after an event."""
        match event.action:
            case Action.SUBMIT:
                return event.chain[0]
            case Action.OPEN:
                return self.step
            case Action.PASS:
                return next(iter(self.chain[len(self.passed) + 1 :]), None)
            case _:
                return None

    def _told(self, event: Event) -> "ReviewState":
        """Keep what an event tells besides where the table goes."""
        match event.action:
            case Action.SUBMIT:
                return replace(self, chain=event.chain, round=self.round + 1, submitted_by=event.actor)
            case Action.RETURN:
                assert self.step is not None
                return replace(self, last_return=Return(self.step, event, self.count + 1))
            case Action.BEGIN_ADJUSTMENT:
                return replace(self, adjustment=self.adjustment + 1, is_adjusting=True, round=0)
            case Action.ABANDON_ADJUSTMENT:
                # It never came into force, so its number is free for the next one.
                return replace(self, adjustment=self.adjustment - 1)
            case _:
                return self


def replay(events: Iterable[Event]) -> ReviewState:
    """Give where a table stands; refuses, with ``ValueError``, events that may not follow each other."""
    state = ReviewState()
    for event in events:
        state = state.after(event)
    return state


def version_label(adjustment: int) -> str:
    """Call the target of the year's beginning and its adjustments by their names."""
    return f"第{adjustment}次调整" if adjustment else "年初"
