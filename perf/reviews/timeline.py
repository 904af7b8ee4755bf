"""Who did what when, in words: the events of a table as its timeline shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from perf.domain.review import Action, ReviewState, State, version_label
from perf.domain.review.form import OVERALL, Review, ReviewForm
from perf.reviews.queries.events import KeptEvent, states_of


@dataclass(frozen=True, slots=True)
class JudgementOnPage:
    """What a reviewer said on one point."""

    label: str
    grade: str
    opinion: str


@dataclass(frozen=True, slots=True)
class EntryOnPage:
    """One event.

    Attributes:
        kind: ``submit``, ``return`` and so on, for the style sheet.
        label: what was done, and at which step.
        who: who did it, and in whose stead.
        at: when, UTC.
        note: what was written with it.
        overall: the overall grade, ``""`` where none was given.
        judgements: the points that were judged.
    """

    kind: str
    label: str
    who: str
    at: datetime
    note: str
    overall: str
    judgements: tuple[JudgementOnPage, ...]


def timeline(events: tuple[KeptEvent, ...], form: ReviewForm) -> tuple[EntryOnPage, ...]:
    """Word the events of a table, the latest first."""
    states = states_of(events)
    steps = zip(events, pairwise(states), strict=True)
    return tuple(_entry(event, before, after, form) for event, (before, after) in steps)[::-1]


def _entry(kept: KeptEvent, before: ReviewState, after: ReviewState, form: ReviewForm) -> EntryOnPage:
    review = kept.review
    overall = review.on(OVERALL).grade if review else None
    return EntryOnPage(
        kept.event.action.value,
        _label(kept, before, after),
        kept.who,
        kept.at,
        kept.event.note or "",
        overall.label if overall else "",
        tuple(_judgements(review, form)) if review else (),
    )


def _label(kept: KeptEvent, before: ReviewState, after: ReviewState) -> str:
    """Say what was done: 主管部门通过, 送审（第2次）, 批复第1次调整."""
    label = before.label_of(kept.event.action)
    match kept.event.action:
        case Action.SUBMIT:
            what = version_label(after.adjustment) if after.is_adjusting else ""
            again = f"（第{after.round}次）" if after.round > 1 else ""
            return f"{label}{what}{again}"
        case Action.PASS if after.state is State.APPROVED:
            return f"{label}{version_label(after.adjustment)}" if after.adjustment else label
        case Action.BEGIN_ADJUSTMENT | Action.DISCLOSE:
            return f"{label}（{version_label(after.adjustment)}）"
        case _:
            return f"{kept.step.label}{label}" if kept.step else label


def _judgements(review: Review, form: ReviewForm) -> list[JudgementOnPage]:
    labels: Mapping[str, str] = {point.key: point.label for point in form.points}
    judged: Sequence[tuple[str, str]] = tuple(labels.items())
    return [
        JudgementOnPage(label, grade.label if (grade := review.on(key).grade) else "—", review.on(key).opinion or "")
        for key, label in judged
        if review.on(key).grade or review.on(key).opinion
    ]
