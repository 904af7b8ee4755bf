"""Deleting a draft that was never submitted."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from perf.drafting.operations.holding import DraftError, hold_open


def delete_draft(session: Session, draft_id: int) -> None:
    """Delete a draft with its rows and all their history.

    Refuses, with :class:`DraftError`, one that was submitted once, or that anything else is kept about.
    """
    draft = hold_open(session, draft_id)
    try:
        with session.begin_nested():
            session.delete(draft)
            session.flush()
    except IntegrityError as error:
        # Events, versions, comments and waivers of its review name the draft, and are kept for ever.
        raise DraftError("这张表送过审，或者申请过豁免，要留作记录，不能删除") from error
