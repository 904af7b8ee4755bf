"""Submitting a table (送审): everything has to be in order first, and the version is kept for ever."""

from datetime import datetime

from sqlmodel import Session, col, select

from perf.checking.drafts import check_draft
from perf.domain.days import day_in_china
from perf.drafting.queries import kept_draft
from perf.drafting.records import TargetDraft
from perf.reviews.operations.refusals import NotReady
from perf.reviews.queries.blockers import Submission, blockers_of
from perf.reviews.queries.events import KeptEvent
from perf.reviews.queries.versions import count_versions
from perf.reviews.records import FindingWaiver, TargetSnapshot
from perf.reviews.sealing import seal, written_rows, written_target
from perf.table_schemas import schema_by_id


def keep_version(session: Session, held: TargetDraft, events: tuple[KeptEvent, ...], *, now: datetime) -> None:
    """Keep a draft as it is submitted now, after these events.

    Refuses, with :class:`NotReady`, a year that is closed, errors that may not stand, comments without answer, and an
    adjustment that changes nothing.
    """
    draft_id = held.id or 0
    kept = kept_draft(session, draft_id)
    schema = schema_by_id(held.schema_id)
    assert kept is not None
    assert schema is not None, "a draft's form is one that ships with the system"
    checked = check_draft(kept.draft, schema)
    submission = Submission(draft_id, held.department_id, kept.draft, checked, events)
    blockers = blockers_of(session, submission, day_in_china(now))
    if blockers:
        raise NotReady(blockers)
    _withdraw_requests(session, draft_id, now=now)
    rows, target = written_rows(kept.draft), written_target(checked.reading.target)
    session.add(
        TargetSnapshot(
            draft_id=draft_id,
            number=count_versions(session, draft_id) + 1,
            event_number=submission.state.count + 1,
            adjustment=submission.state.adjustment,
            schema_id=held.schema_id,
            draft_rows=rows,
            target=target,
            digest=seal(held.schema_id, rows, target),
        )
    )


def _withdraw_requests(session: Session, draft_id: int, *, now: datetime) -> None:
    """Withdraw the requests that nobody has decided: a table that can be submitted needs them no more."""
    asked = select(FindingWaiver).where(
        col(FindingWaiver.draft_id) == draft_id, col(FindingWaiver.is_granted).is_(None)
    )
    for request in session.exec(asked):
        request.is_granted, request.decided_at = False, now
        request.decided_by_id, request.note = request.requested_by_id, "问题已经改正，送审时撤回"
