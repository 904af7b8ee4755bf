"""The versions of a draft: what was submitted, as it was submitted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from perf.domain.drafts.rows import Draft, DraftRow
from perf.domain.interchange import target_from_dict
from perf.domain.review import Action, ReviewState, State, version_label
from perf.domain.targets import PerformanceTarget
from perf.reviews.queries.events import KeptEvent, states_of
from perf.reviews.records import TargetSnapshot
from perf.reviews.sealing import seal


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A version in a list.

    Attributes:
        number: which version it is, from 1.
        submission: its submission.
        adjustment: 0 for the year's beginning, else which adjustment.
        outcome: what became of it, one phrase.
        is_approved: whether it was approved.
        digest: SHA-256 over form, rows and target.
    """

    number: int
    submission: KeptEvent
    adjustment: int
    outcome: str
    is_approved: bool
    digest: str

    @property
    def label(self) -> str:
        """Call it by its name: 第3版（第1次调整）."""
        return f"第{self.number}版（{version_label(self.adjustment)}）"


@dataclass(frozen=True, slots=True)
class Version:
    """A version with all it holds.

    Attributes:
        draft: the rows as they were submitted.
        target: the target that they stated.
        is_intact: whether the digest is still the one of what is kept.
    """

    number: int
    draft: Draft
    target: PerformanceTarget
    is_intact: bool


def versions_of(session: Session, draft_id: int, events: tuple[KeptEvent, ...]) -> tuple[VersionSummary, ...]:
    """Give the versions of a draft whose events are these, the latest first."""
    snapshot = TargetSnapshot
    asked = select(snapshot.number, snapshot.event_number, snapshot.adjustment, snapshot.digest)
    found = session.exec(asked.where(col(snapshot.draft_id) == draft_id).order_by(col(snapshot.number).desc()))
    states = states_of(events)
    return tuple(
        VersionSummary(number, events[event - 1], adjustment, *_outcome(events, states, event), digest)
        for number, event, adjustment, digest in found
    )


def version_by_number(session: Session, draft_id: int, number: int) -> Version | None:
    """Find one version of a draft, or ``None``."""
    if number not in range(1, 2**31):
        return None
    asked = select(TargetSnapshot).where(col(TargetSnapshot.draft_id) == draft_id, col(TargetSnapshot.number) == number)
    kept = session.exec(asked).one_or_none()
    return None if kept is None else _version(kept)


def count_versions(session: Session, draft_id: int) -> int:
    """Count the versions of a draft."""
    asked = select(TargetSnapshot.number).where(col(TargetSnapshot.draft_id) == draft_id)
    return max(session.exec(asked), default=0)


def approved_in(versions: Sequence[VersionSummary], adjustment: int | None = None) -> VersionSummary | None:
    """Give the version that is in force, or the approved one of an adjustment (0: of the year's beginning)."""
    approved = (each for each in versions if each.is_approved)
    return next((each for each in approved if adjustment in {None, each.adjustment}), None)


def _outcome(events: Sequence[KeptEvent], states: Sequence[ReviewState], submission: int) -> tuple[str, bool]:
    """Say what became of a submission, and whether it was approved."""
    for kept, state in zip(events[submission:], states[submission + 1 :], strict=True):
        match kept.event.action:
            case Action.WITHDRAW:
                return "撤回", False
            case Action.RETURN:
                assert kept.step is not None
                return f"{kept.step.label}退回", False
            case Action.PASS if state.state is State.APPROVED:
                return "已批复", True
            case _:
                pass
    return states[-1].label, False


def _version(kept: TargetSnapshot) -> Version:
    rows: list[Mapping[str, Any]] = json.loads(kept.draft_rows)
    target = target_from_dict(json.loads(kept.target))
    assert target.fiscal_year is not None
    draft = Draft(
        target.kind,
        kept.schema_id,
        target.title,
        target.fiscal_year,
        tuple(DraftRow(row["id"], row["version"], row["block"], row["texts"]) for row in rows),
    )
    is_intact = seal(kept.schema_id, kept.draft_rows, kept.target) == kept.digest
    return Version(kept.number, draft, target, is_intact)
