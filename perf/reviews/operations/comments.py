"""Comments of reviewers on cells, and the drafter's answers."""

from datetime import datetime

from sqlmodel import Session, col, select

from perf.accounts.queries import account_by_id
from perf.domain.days import day_in_china
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.naming import WHOLE_TABLE, place_of_cell
from perf.domain.drafts.rows import parse_cell_name
from perf.domain.review import ReviewState, State
from perf.drafting.operations.holding import hold
from perf.drafting.queries import KeptDraft, kept_draft
from perf.reviews.operations.refusals import ReviewError, required_text
from perf.reviews.queries.access import access_to
from perf.reviews.queries.comments import comment_by_id
from perf.reviews.queries.events import events_of, states_of
from perf.reviews.records import CellComment
from perf.table_schemas import schema_by_id


def comment_on_cell(session: Session, draft_id: int, cell: str, text: str, *, user_id: int, now: datetime) -> int:
    """Keep what a reviewer says about a cell (``""``: the table as a whole), and give its number; twice is once.

    Refuses, with :class:`ReviewError`, who does not review the table now, a cell that it does not have, no words.
    """
    state = _reviewing(session, draft_id, user_id, now)
    words = required_text(text, "批注")
    kept = kept_draft(session, draft_id)
    assert kept is not None
    assert state.step is not None
    row_id, key, place, read = _cell(kept, cell)
    new = CellComment(
        draft_id=draft_id,
        event_number=state.count,
        row_id=row_id,
        cell=key,
        place=place,
        read=read,
        text=words,
        step=state.step.value,
        author_id=user_id,
        at=now,
    )
    same = session.exec(
        select(CellComment.id).where(
            CellComment.draft_id == draft_id,
            CellComment.event_number == state.count,
            CellComment.author_id == user_id,
            CellComment.text == words,
            CellComment.place == place,
        )
    ).first()
    if same is not None:
        return same
    session.add(new)
    session.flush()
    assert new.id is not None
    return new.id


def take_back_comment(session: Session, draft_id: int, comment_id: int, *, user_id: int, now: datetime) -> None:
    """Take a comment back before the decision that it belongs to; one that is gone already stays so.

    Refuses, with :class:`ReviewError`, a comment of somebody else, and one that the drafter was shown.
    """
    state = _reviewing(session, draft_id, user_id, now)
    comment = comment_by_id(session, draft_id, comment_id)
    if comment is None:
        return
    if comment.author_id != user_id or comment.is_given(state):
        raise ReviewError("只能收回自己这一轮还没有发出的批注")
    session.delete(session.get_one(CellComment, comment_id))
    session.flush()


def answer_comment(session: Session, draft_id: int, comment_id: int, text: str, *, user_id: int, now: datetime) -> None:
    """Keep what the drafter answers to a comment; an answer may be changed while it is the drafter's turn.

    Refuses, with :class:`ReviewError`, who does not draft the table, a comment that is not there, no words, and an
    answer while the table is not theirs to change.
    """
    held = hold(session, draft_id)
    account = account_by_id(session, user_id)
    assert account is not None
    if not access_to(session, account, held.department_id, day_in_china(now)).standing.is_drafter:
        raise ReviewError("只有本单位的填报人能答复批注")
    comment = comment_by_id(session, draft_id, comment_id)
    if comment is None:
        raise ReviewError("没有找到这条批注，请刷新页面再看")
    if not held.is_open:
        raise ReviewError("这张表不在填报人手里，现在不能答复；退回或撤回以后再答复")
    words = required_text(text, "答复")
    if comment.answer != words:
        record = session.exec(select(CellComment).where(col(CellComment.id) == comment_id)).one()
        record.answer, record.answered_by_id, record.answered_at = words, user_id, now
        session.flush()


def _reviewing(session: Session, draft_id: int, user_id: int, now: datetime) -> ReviewState:
    """Give where a draft stands, held; refuses who does not review it now."""
    held = hold(session, draft_id)
    state = states_of(events_of(session, draft_id))[-1]
    account = account_by_id(session, user_id)
    assert account is not None
    standing = access_to(session, account, held.department_id, day_in_china(now)).standing
    if state.state is not State.OPENED or state.step is None or not standing.acts_at(state.step):
        raise ReviewError(f"这张表现在是“{state.label}”，不由您审核，批注没有保存；审核人受理以后才能批注")
    return state


def _cell(kept: KeptDraft, name: str) -> tuple[int | None, str | None, str, str]:
    """Give row, key, place in words and text of a cell; refuses one that the draft does not have."""
    if not name:
        return None, None, WHOLE_TABLE, ""
    schema = schema_by_id(kept.draft.schema)
    assert schema is not None, "a draft's form is one that ships with the system"
    row_id, key = parse_cell_name(name) or (0, "")
    row = next((row for row in kept.draft.rows if row.id == row_id), None)
    if row is None or key not in cell_labels(schema).get(row.block, {}):
        raise ReviewError("没有找到要批注的这一格，请在下面重新选一格")
    return row_id, key, place_of_cell(kept.draft, schema, row, key), row.text(key)
