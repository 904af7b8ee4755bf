"""What stands beside a table under review: its findings with what was asked about them, and the comments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from perf.checking.drafts import CheckedDraft
from perf.checking.report_entries import FindingOnPage
from perf.domain.drafts.rows import parse_cell_name
from perf.domain.review import ReviewState
from perf.domain.review.waivers import is_waived
from perf.domain.terms import Severity
from perf.drafting.layout import Layout
from perf.drafting.panel import panel_of
from perf.rendering.marks import Remark
from perf.reviews.differences_on_page import DifferenceOnPage, remarks_of
from perf.reviews.queries.access import Access
from perf.reviews.queries.comments import Comment
from perf.reviews.queries.waivers import WaiverRequest, granted


@dataclass(frozen=True, slots=True)
class FindingBeside:
    """A finding with what was asked about it.

    Attributes:
        cells: names of its cells, separated by blanks.
        requests: the requests to let it stand, the latest last.
        is_waived: whether it may stand today.
        may_ask: whether the visitor may ask for that now.
    """

    entry: FindingOnPage
    cells: str
    requests: tuple[WaiverRequest, ...]
    is_waived: bool
    may_ask: bool


@dataclass(frozen=True, slots=True)
class CommentBeside:
    """A comment as it stands beside the table.

    Attributes:
        mark: its cell, ``None`` where that is there no more, or for the table as a whole.
        may_take_back, may_answer: what the visitor may do with it now.
    """

    number: int
    comment: Comment
    mark: str | None
    may_take_back: bool
    may_answer: bool

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"comment-{self.number}"

    @property
    def remark(self) -> Remark:
        """What its cell shows of it."""
        return Remark(f"批{self.number}", f"批注 {self.number}", self.anchor, "comment")


def findings_beside(
    layout: Layout, checked: CheckedDraft, requests: tuple[WaiverRequest, ...], today: date, *, may_ask: bool
) -> tuple[FindingBeside, ...]:
    """Give the findings of a draft, each with what was asked about it."""
    leave = granted(requests)
    found = []
    for entry, finding in zip(panel_of(layout).findings, checked.findings, strict=True):
        cells = checked.cells_of(finding)
        asked = tuple(each for each in requests if each.rule == finding.rule and set(each.cells) == set(cells))
        may_stand = is_waived(finding.rule, cells, leave, today)
        settled = may_stand or any(each.is_granted is None for each in asked)
        is_error = finding.severity is Severity.ERROR
        found.append(FindingBeside(entry, " ".join(cells), asked, may_stand, may_ask and is_error and not settled))
    return tuple(found)


def comments_beside(
    layout: Layout, comments: Sequence[Comment], access: Access, state: ReviewState
) -> tuple[CommentBeside, ...]:
    """Give the comments that the visitor may see: what a reviewer has not sent off yet is the reviewers' own."""
    reviews = state.step is not None and access.standing.acts_at(state.step)
    seen = [comment for comment in comments if comment.is_given(state) or reviews]
    return tuple(
        CommentBeside(
            number,
            comment,
            _mark(layout, comment),
            not comment.is_given(state) and comment.author_id == access.standing.user_id,
            access.standing.is_drafter and state.state.is_editable,
        )
        for number, comment in enumerate(seen, 1)
    )


def _mark(layout: Layout, comment: Comment) -> str | None:
    cell = parse_cell_name(comment.cell or "")
    return layout.name_on_page(cell) if cell and cell[0] in layout.rows else None


def remarks_on_cells(
    findings: Sequence[FindingBeside], comments: Sequence[CommentBeside], listed: Sequence[DifferenceOnPage]
) -> dict[str, list[Remark]]:
    """Say what each cell of the page shows."""
    remarks: defaultdict[str, list[Remark]] = defaultdict(list)
    for finding in findings:
        for cell in dict.fromkeys(place.mark for place in finding.entry.places if place.mark):
            remarks[cell].append(finding.entry.remark)
    for comment in comments:
        if comment.mark:
            remarks[comment.mark].append(comment.remark)
    for cell, changes in remarks_of(listed).items():
        remarks[cell] += changes
    return remarks
