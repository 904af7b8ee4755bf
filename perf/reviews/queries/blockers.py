"""What keeps a table from being submitted: errors that nobody gave leave for, and comments without an answer."""

from collections.abc import Iterable, Iterator
from datetime import date

from perf.checking.drafts import CheckedDraft
from perf.domain.checks.finding import Finding
from perf.domain.review.waivers import Waiver, is_waived
from perf.domain.terms import Severity
from perf.reviews.queries.comments import Comment


def standing_errors(checked: CheckedDraft, waivers: Iterable[Waiver], today: date) -> Iterator[Finding]:
    """Give the errors of a draft that may not stand today."""
    leave = tuple(waivers)
    for finding in checked.findings:
        if finding.severity is Severity.ERROR and not is_waived(finding.rule, checked.cells_of(finding), leave, today):
            yield finding


def unanswered(comments: Iterable[Comment]) -> Iterator[Comment]:
    """Give the comments that wait for an answer."""
    return (comment for comment in comments if comment.answer is None)
