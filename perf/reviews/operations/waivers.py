"""Letting a finding stand (豁免): the drafter asks with a reason, the performance office decides until which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from perf.accounts.queries import account_by_id
from perf.checking.drafts import check_draft
from perf.domain.checks.finding import Finding
from perf.domain.days import day_in_china
from perf.domain.terms import Severity
from perf.drafting.operations.holding import hold
from perf.drafting.queries import kept_draft
from perf.drafting.records import TargetDraft
from perf.reviews.operations.refusals import FieldRefused, Overtaken, ReviewError, optional_text, required_text
from perf.reviews.queries.access import Access, access_to
from perf.reviews.queries.waivers import waiver_by_id
from perf.reviews.records import FindingWaiver
from perf.table_schemas import schema_by_id


@dataclass(frozen=True, slots=True)
class Decision:
    """What the performance office decides on a request.

    Attributes:
        is_granted: whether the finding may stand.
        until: the last day on which it may; needed to grant.
        note: why, or with which remark; needed to refuse.
    """

    is_granted: bool
    until: date | None = None
    note: str = ""


def ask_for_waiver(
    session: Session, draft_id: int, finding: tuple[str, Sequence[str]], reason: str, *, user_id: int, now: datetime
) -> int:
    """Keep a request to let a finding, named by its rule and cells, stand, and give its number; twice is once.

    Refuses, with :class:`ReviewError`, who does not draft the table, one that is not the drafter's to change now, a
    finding that is no more or no error, no reason, and another reason while a request waits to be decided.
    """
    held, access = _held(session, draft_id, user_id, now)
    if not access.standing.is_drafter:
        raise ReviewError("只有本单位的填报人能申请豁免")
    if not held.is_open:
        raise ReviewError("这张表不在填报人手里，现在不能申请豁免")
    rule, cells = finding
    message = _finding(session, held, rule, cells).message
    words = required_text(reason, "申请豁免的理由")
    pending = session.exec(
        select(FindingWaiver.id, FindingWaiver.reason).where(
            FindingWaiver.draft_id == draft_id,
            FindingWaiver.rule == rule,
            FindingWaiver.cells == " ".join(cells),
            col(FindingWaiver.is_granted).is_(None),
        )
    ).first()
    if pending is not None:
        number, kept_reason = pending
        return _same_request(number, kept_reason, words)
    new = FindingWaiver(
        draft_id=draft_id,
        rule=rule,
        cells=" ".join(cells),
        message=message,
        reason=words,
        requested_by_id=user_id,
        requested_at=now,
    )
    session.add(new)
    session.flush()
    assert new.id is not None
    return new.id


def decide_waiver(
    session: Session, draft_id: int, waiver_id: int, decision: Decision, *, user_id: int, now: datetime
) -> None:
    """Grant or refuse a request; to decide the same again changes nothing.

    Refuses, with :class:`ReviewError`, who may not decide it, a request that is not there, a last day that is over or
    missing, a refusal without words; with ``Overtaken`` a request that was decided already.
    """
    _, access = _held(session, draft_id, user_id, now)
    if not access.decides_waivers:
        raise ReviewError("只有绩效科能决定豁免")
    request = waiver_by_id(session, draft_id, waiver_id)
    if request is None:
        raise ReviewError("没有找到这条豁免申请，请刷新页面再看")
    record = session.get_one(FindingWaiver, waiver_id)
    if record.is_granted is not None:
        if (record.is_granted, record.until, record.decided_by_id) == (decision.is_granted, decision.until, user_id):
            return
        raise Overtaken(f"{request.decided_by}已经决定：{request.state_on(day_in_china(now))}，您的决定没有保存")
    until, note = _checked(decision, day_in_china(now))
    record.is_granted, record.until, record.note = decision.is_granted, until, note
    record.decided_by_id, record.decided_at = user_id, now
    session.flush()


def _checked(decision: Decision, today: date) -> tuple[date | None, str | None]:
    """Give the last day and the words of a decision as they are kept."""
    if not decision.is_granted:
        return None, required_text(decision.note, "不同意的理由")
    if decision.until is None:
        raise FieldRefused("还没有填同意到哪一天，请填一个日期")
    if decision.until < today:
        raise FieldRefused(f"同意到 {decision.until.isoformat()} 已经过去了，请填今天或以后的日期")
    return decision.until, optional_text(decision.note, "说明")


def _held(session: Session, draft_id: int, user_id: int, now: datetime) -> tuple[TargetDraft, Access]:
    """Give a draft, held, and what somebody is to it."""
    held = hold(session, draft_id)
    account = account_by_id(session, user_id)
    assert account is not None
    return held, access_to(session, account, held.department_id, day_in_china(now))


def _same_request(request_id: int | None, reason: str, words: str) -> int:
    """Give the number of a request that waits; refuses another reason, which nobody would read."""
    if reason != words:
        raise FieldRefused("这个问题已经申请过豁免，正等绩效科决定；新写的理由没有保存")
    assert request_id is not None
    return request_id


def _finding(session: Session, held: TargetDraft, rule: str, cells: Sequence[str]) -> Finding:
    """Give the error of a draft that a page names; refuses one that is no more."""
    kept, schema = kept_draft(session, held.id or 0), schema_by_id(held.schema_id)
    assert kept is not None
    assert schema is not None, "a draft's form is one that ships with the system"
    checked = check_draft(kept.draft, schema)
    for finding in checked.findings:
        named = finding.rule == rule and set(checked.cells_of(finding)) == set(cells)
        if named and finding.severity is Severity.ERROR:
            return finding
    raise ReviewError("这个问题现在已经没有了，或者涉及的格子变了；请看最新的核对结果")
