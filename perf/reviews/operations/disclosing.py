"""Disclosing an approved table (公开): the public pages show the version in force, exactly as it was approved."""

from datetime import datetime

from sqlmodel import Session

from perf.domain.review import version_label
from perf.drafting.queries import draft_summary
from perf.drafting.records import TargetDraft
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.events import KeptEvent
from perf.reviews.queries.versions import approved_in, version_by_number, versions_of
from perf.targets.operations import TargetError, store_target


def disclose_approved(session: Session, held: TargetDraft, events: tuple[KeptEvent, ...], *, now: datetime) -> None:
    """Put the approved version in place of what the public pages show of the same unit, project and year.

    Personal fields stay hidden there, as on every public page. Refuses, with :class:`ReviewError`, a version that was
    changed behind the system's back.
    """
    draft_id = held.id or 0
    summary = draft_summary(session, draft_id)
    approved = approved_in(versions_of(session, draft_id, events))
    assert summary is not None
    assert approved is not None, "only an approved table is disclosed"
    version = version_by_number(session, draft_id, approved.number)
    assert version is not None
    if not version.is_intact:
        raise ReviewError("批复的版本与封存时的校验码对不上，不能公开；请管理员用备份核对")
    try:
        store_target(
            session,
            summary.department_code,
            version.target,
            source_name=f"批复的绩效目标（{version_label(approved.adjustment)}）",
            now=now,
            project_name=summary.project_name,
        )
    except TargetError as error:
        raise ReviewError(str(error)) from error
