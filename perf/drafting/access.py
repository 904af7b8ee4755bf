"""Whose drafts somebody sees: everybody else's look as if they were missing."""

from flask import abort
from flask_login import current_user
from sqlmodel import Session

from perf.departments.queries import reach_of
from perf.domain.roles import Permission
from perf.drafting.queries import DraftSummary, KeptDraft, draft_summary, kept_draft


def summary_or_404(session: Session, draft_id: int, permission: Permission | None = None) -> DraftSummary:
    """Give a draft that the visitor may read or, with a permission, may do this to; any other is a 404."""
    summary = draft_summary(session, draft_id)
    if summary is None or not _reaches(session, summary, permission):
        abort(404)
    return summary


def draft_or_404(session: Session, draft_id: int, permission: Permission | None = None) -> KeptDraft:
    """Give a draft with its rows, for whom :func:`summary_or_404` gives it."""
    kept = kept_draft(session, draft_id)
    if kept is None or not _reaches(session, kept.summary, permission):
        abort(404)
    return kept


def _reaches(session: Session, summary: DraftSummary, permission: Permission | None) -> bool:
    reach = reach_of(session, current_user.account)
    if permission is None:
        return reach.may_read(summary.department_id)
    return reach.may(permission, summary.department_id)
