"""What keeps a table from being submitted: a closed year, errors without leave, comments without answer, no change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from perf.checking.drafts import CheckedDraft
from perf.deadlines.queries import why_closed
from perf.domain.checks.finding import Finding
from perf.domain.drafts.rows import Draft
from perf.domain.review import ReviewState
from perf.domain.review.differences import differences
from perf.domain.review.waivers import is_waived
from perf.domain.terms import Severity
from perf.drafting.questions import open_questions
from perf.reviews.queries.comments import Comment, comments_of
from perf.reviews.queries.events import KeptEvent, states_of
from perf.reviews.queries.versions import approved_in, version_by_number, versions_of
from perf.reviews.queries.waivers import granted, waivers_of


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a table from being submitted.

    Attributes:
        sentence: what it is, where it stands and how to mend it.
        cell: name of the cell to mend, ``None`` for the table as a whole.
    """

    sentence: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A draft that somebody wants to submit.

    Attributes:
        department_id: whose it is.
        checked: the draft with its findings.
        draft: the draft itself.
        events: what happened to it so far.
    """

    draft_id: int
    department_id: int
    draft: Draft
    checked: CheckedDraft
    events: tuple[KeptEvent, ...]

    @property
    def state(self) -> ReviewState:
        """Where it stands."""
        return states_of(self.events)[-1]


def blockers_of(session: Session, submission: Submission, today: date) -> tuple[Blocker, ...]:
    """Give everything that keeps a draft from being submitted today."""
    return (
        *_closed_year(session, submission, today),
        *_errors(session, submission, today),
        *_unlooked_at(session, submission.draft_id),
        *_unanswered(comments_of(session, submission.draft_id)),
        *_idle_adjustment(session, submission),
    )


def _closed_year(session: Session, submission: Submission, today: date) -> Iterator[Blocker]:
    """Refuse a first submission after the deadline of a year that is closed then; what came in time may come again."""
    if submission.state.submitted_by is None:
        reason = why_closed(session, submission.draft.fiscal_year, submission.department_id, today)
        if reason is not None:
            yield Blocker(reason)


def _errors(session: Session, submission: Submission, today: date) -> Iterator[Blocker]:
    leave = granted(waivers_of(session, submission.draft_id))
    for finding in submission.checked.findings:
        cells = submission.checked.cells_of(finding)
        if finding.severity is Severity.ERROR and not is_waived(finding.rule, cells, leave, today):
            yield Blocker(_sentence(finding), next(iter(cells), None))


def _sentence(finding: Finding) -> str:
    where = finding.places[0].position or "全表"
    more = f"等 {len(finding.places)} 处" if len(finding.places) > 1 else ""
    return f"{where}{more}：{finding.message}。{finding.fix}"


def _unlooked_at(session: Session, draft_id: int) -> Iterator[Blocker]:
    """Find what reading a file could not decide when the draft was begun, and nobody has looked at since."""
    for question in open_questions(session, draft_id):
        if question.must_be_answered:
            sentence = f"待核对：{question.message}（原文“{question.read[:40]}”）。改那一格，或者在填写页按“就是这样”"
            yield Blocker(sentence, question.cell)


def _unanswered(comments: Iterable[Comment]) -> Iterator[Blocker]:
    for comment in comments:
        if comment.answer is None:
            yield Blocker(f"{comment.place}：{comment.step.label}的批注还没有答复", comment.cell)


def _idle_adjustment(session: Session, submission: Submission) -> Iterator[Blocker]:
    if not submission.state.is_adjusting:
        return
    approved = approved_in(versions_of(session, submission.draft_id, submission.events))
    version = version_by_number(session, submission.draft_id, approved.number) if approved else None
    if version is not None and not differences(version.draft.rows, submission.draft.rows):
        yield Blocker("这次调整还没有改动任何内容；请先修改，不用调整了就撤销调整")
