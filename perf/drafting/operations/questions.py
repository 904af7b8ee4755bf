"""Answering what is to be looked at in a draft."""

from datetime import datetime

from sqlmodel import Session

from perf.drafting.operations.holding import DraftError, hold_open
from perf.drafting.queries import KEYS
from perf.drafting.records import DraftQuestion


def confirm_question(session: Session, draft_id: int, question_id: int, *, user_id: int, now: datetime) -> None:
    """Say that what was asked about is right as it is; one that was answered already stays so.

    Refuses, with :class:`DraftError`, a question of another draft, and a draft that may not be changed now.
    """
    hold_open(session, draft_id)
    question = session.get(DraftQuestion, question_id) if question_id in KEYS else None
    if question is None or question.draft_id != draft_id:
        raise DraftError("没有找到这一处核对，请刷新页面再试")
    if question.answered_at is None:
        question.answered_by, question.answered_at = user_id, now
