"""What the review page of a table shows, as plain values: templates print them and decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from perf.checking.drafts import check_draft
from perf.domain.drafts.naming import WHOLE_TABLE, place_of_cell
from perf.domain.drafts.rows import parse_cell_name
from perf.domain.review import Action, ReviewState, State, Step, actions_open_to, why_not
from perf.drafting.layout import Layout
from perf.drafting.queries import DraftSummary, KeptDraft
from perf.rendering.form_on_page import FormOnPage
from perf.reviews.beside_the_table import (
    CommentBeside,
    FindingBeside,
    comments_beside,
    findings_beside,
    remarks_on_cells,
)
from perf.reviews.differences_on_page import DifferenceOnPage, differences_on_page
from perf.reviews.queries.access import Access
from perf.reviews.queries.blockers import Blocker, Submission, blockers_of
from perf.reviews.queries.chains import chain_of_department
from perf.reviews.queries.comments import comments_of
from perf.reviews.queries.disclosed import Disclosed, disclosed
from perf.reviews.queries.events import events_of, states_of
from perf.reviews.queries.versions import VersionSummary, version_by_number, versions_of
from perf.reviews.queries.waivers import WaiverRequest, waivers_of
from perf.reviews.sheet_on_page import sheet_on_page
from perf.reviews.timeline import EntryOnPage, timeline
from perf.table_schemas import review_form, schema_by_id


@dataclass(frozen=True, slots=True)
class StepOnPage:
    """A step of the chain: ``passed``, ``here`` or ``ahead``."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page.

    Attributes:
        actions: what the visitor may do now.
        steps: the chain of the round, or the one that the next submission would pass.
        form: the table with its remarks.
        cells: the cells that can be commented on, as (name, place), while the visitor reviews the table.
        differences: what differs from the version of ``former_label``.
        blockers: what keeps it from being submitted, for those who could, as (anchor, sentence).
        disclosed: what the public pages show of it, once it was approved.
    """

    summary: DraftSummary
    state: ReviewState
    access: Access
    actions: tuple[Action, ...]
    steps: tuple[StepOnPage, ...]
    form: FormOnPage
    findings: tuple[FindingBeside, ...]
    comments: tuple[CommentBeside, ...]
    cells: tuple[tuple[str, str], ...]
    requests: tuple[WaiverRequest, ...]
    former_label: str | None
    differences: tuple[DifferenceOnPage, ...]
    entries: tuple[EntryOnPage, ...]
    versions: tuple[VersionSummary, ...]
    blockers: tuple[tuple[str, str], ...]
    disclosed: Disclosed | None
    today: date

    @property
    def decides(self) -> bool:
        """Whether the visitor is to decide now."""
        return Action.RETURN in self.actions

    @property
    def why_no_pass(self) -> str | None:
        """Why who may return the table may not pass it; ``None`` where they may."""
        return why_not(self.state, Action.PASS, self.access.standing)

    @property
    def fills_form(self) -> bool:
        """Whether who decides now fills in the form of review."""
        return review_form().is_filled_at(self.state.step)


def review_page(session: Session, kept: KeptDraft, access: Access, today: date) -> ReviewPage:
    """Describe the review of a draft to a visitor."""
    summary = kept.summary
    schema = schema_by_id(summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    layout, checked = Layout(kept.draft, schema), check_draft(kept.draft, schema)
    events = events_of(session, summary.id)
    state = states_of(events)[-1]
    versions = versions_of(session, summary.id, events)
    former = _former(versions, state)
    listed = _differences(session, kept, layout, former)
    requests = waivers_of(session, summary.id)
    actions = actions_open_to(state, access.standing)
    may_ask = access.standing.is_drafter and state.state.is_editable
    findings = findings_beside(layout, checked, requests, today, may_ask=may_ask)
    comments = comments_beside(layout, comments_of(session, summary.id), access, state)
    submission = Submission(summary.id, summary.department_id, kept.draft, checked, events)
    blockers = blockers_of(session, submission, today) if Action.SUBMIT in actions else ()
    return ReviewPage(
        summary,
        state,
        access,
        actions,
        _steps(state, state.chain or chain_of_department(session, summary.department_id)),
        sheet_on_page(layout, remarks_on_cells(findings, comments, listed)),
        findings,
        comments,
        _cells(layout) if Action.RETURN in actions else (),
        requests,
        former.label if former else None,
        listed,
        timeline(events, review_form()),
        versions,
        tuple((anchor_of(each, layout), each.sentence) for each in blockers),
        disclosed(session, summary, versions),
        today,
    )


def anchor_of(blocker: Blocker, layout: Layout) -> str:
    """Give where on the page a blocker leads: its cell, else what stands beside the table."""
    cell = parse_cell_name(blocker.cell or "")
    return layout.name_on_page(cell) if cell and cell[0] in layout.rows else "remarks"


def _steps(state: ReviewState, chain: Sequence[Step]) -> tuple[StepOnPage, ...]:
    """Say of each step whether the table has passed it."""
    if state.state is State.APPROVED:
        return tuple(StepOnPage(step.label, "passed") for step in chain)
    here = state.step
    return tuple(
        StepOnPage(step.label, "passed" if step in state.passed else "here" if step is here else "ahead")
        for step in chain
    )


def _former(versions: Sequence[VersionSummary], state: ReviewState) -> VersionSummary | None:
    """Give the version to hold the table against: what is adjusted, else what was submitted before."""
    approved = [version for version in versions if version.is_approved]
    if state.is_adjusting:
        return next(iter(approved), None)
    if state.state is State.APPROVED:
        return next(iter(approved[1:]), None)
    return next(iter(versions if state.state.is_editable else versions[1:]), None)


def _differences(
    session: Session, kept: KeptDraft, layout: Layout, former: VersionSummary | None
) -> tuple[DifferenceOnPage, ...]:
    version = version_by_number(session, kept.summary.id, former.number) if former else None
    return differences_on_page(Layout(version.draft, layout.schema), layout) if version else ()


def _cells(layout: Layout) -> tuple[tuple[str, str], ...]:
    """Give the cells that are filled in, in printed order, with the table as a whole before them."""
    draft, schema = layout.draft, layout.schema
    places = (
        (name, place_of_cell(draft, schema, layout.rows[row_id], key)) for name, (row_id, key) in layout.filled.items()
    )
    return (("", WHOLE_TABLE), *places)
