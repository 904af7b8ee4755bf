"""Submitting a table (送审): what has to be in order first, and the version that is kept of it."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from perf.checking.drafts import CheckedDraft, check_draft
from perf.domain.days import day_in_china
from perf.domain.drafts.rows import Draft
from perf.domain.review import ReviewState
from perf.domain.review.differences import differences
from perf.drafting.queries import KeptDraft, kept_draft
from perf.drafting.records import TargetDraft
from perf.reviews.operations.refusals import Blocker, NotReady
from perf.reviews.queries.blockers import standing_errors, unanswered
from perf.reviews.queries.comments import comments_of
from perf.reviews.queries.events import KeptEvent
from perf.reviews.queries.versions import approved_in, count_versions, version_by_number, versions_of
from perf.reviews.queries.waivers import granted, waivers_of
from perf.reviews.records import TargetSnapshot
from perf.reviews.sealing import seal, written_rows, written_target
from perf.table_schemas import schema_by_id


def keep_version(
    session: Session, held: TargetDraft, events: tuple[KeptEvent, ...], state: ReviewState, *, now: datetime
) -> None:
    """Keep a draft as it is submitted now, with ``state`` before that.

    Refuses, with :class:`NotReady`, one with errors that may not stand, with comments that nobody answered, and an
    adjustment that changes nothing.
    """
    draft_id = held.id or 0
    kept = kept_draft(session, draft_id)
    schema = schema_by_id(held.schema_id)
    assert kept is not None
    assert schema is not None, "a draft's form is one that ships with the system"
    checked = check_draft(kept.draft, schema)
    blockers = [*_blockers(session, kept, checked, now)]
    if state.is_adjusting and _changes_nothing(session, draft_id, events, kept.draft):
        blockers.append(Blocker("这次调整还没有改动任何内容；请先修改，不用调整了就撤销调整"))
    if blockers:
        raise NotReady(blockers)
    rows, target = written_rows(kept.draft), written_target(checked.reading.target)
    session.add(
        TargetSnapshot(
            draft_id=draft_id,
            number=count_versions(session, draft_id) + 1,
            event_number=state.count + 1,
            adjustment=state.adjustment,
            schema_id=held.schema_id,
            draft_rows=rows,
            target=target,
            digest=seal(held.schema_id, rows, target),
        )
    )


def _blockers(session: Session, kept: KeptDraft, checked: CheckedDraft, now: datetime) -> Iterator[Blocker]:
    """Give what keeps a draft from being submitted."""
    draft_id = kept.summary.id
    leave = granted(waivers_of(session, draft_id))
    for finding in standing_errors(checked, leave, day_in_china(now)):
        where = finding.places[0].position or "全表"
        more = f"等 {len(finding.places)} 处" if len(finding.places) > 1 else ""
        cell = next(iter(checked.cells_of(finding)), None)
        yield Blocker(f"{where}{more}：{finding.message}。{finding.fix}", cell)
    for comment in unanswered(comments_of(session, draft_id)):
        yield Blocker(f"{comment.place}：{comment.step.label}的批注还没有答复", comment.cell)


def _changes_nothing(session: Session, draft_id: int, events: tuple[KeptEvent, ...], draft: Draft) -> bool:
    """Tell whether a draft is still what was approved."""
    approved = approved_in(versions_of(session, draft_id, events))
    version = version_by_number(session, draft_id, approved.number) if approved else None
    return version is not None and not differences(version.draft.rows, draft.rows)
