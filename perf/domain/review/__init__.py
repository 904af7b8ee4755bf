"""How a target table goes from its drafter to its approval (送审, 审核, 批复) and, later, through adjustments (调整).

What happened is a list of events; the state is replayed from them. One table, :data:`TRANSITIONS`, says what may happen
in which state, who may do it and where it leads; buttons, permissions, refusals and tests all come from it.

    state = replay(events)
    actions_open_to(state, standing)         # the buttons
    why_not(state, Action.PASS, standing)    # None, or the sentence that refuses it

What a reviewer fills in is another matter: :mod:`perf.domain.review.form`.
"""

from perf.domain.review.replaying import Event, ReviewState, replay, version_label
from perf.domain.review.standing import Standing, actions_open_to, why_not
from perf.domain.review.transitions import (
    TRANSITIONS,
    WHOLE_CHAIN,
    Action,
    Chain,
    Side,
    State,
    Step,
    Transition,
    chain_of,
)

__all__ = [
    "TRANSITIONS",
    "WHOLE_CHAIN",
    "Action",
    "Chain",
    "Event",
    "ReviewState",
    "Side",
    "Standing",
    "State",
    "Step",
    "Transition",
    "actions_open_to",
    "chain_of",
    "replay",
    "version_label",
    "why_not",
]
