"""The review page as an answer: of a draft that the visitor may read, with what was typed and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.form import BaseForm

from perf.domain.days import day_in_china
from perf.drafting.layout import Layout
from perf.drafting.queries import KeptDraft, kept_draft
from perf.reviews.forms import (
    AnswerForm,
    CommentForm,
    MoveForm,
    SigningForm,
    WaiverDecisionForm,
    WaiverForm,
    judging_form,
    offered,
)
from perf.reviews.operations.refusals import FieldRefused, NotFilled, NotReady, Overtaken, ReviewError
from perf.reviews.queries.access import Access, access_to
from perf.reviews.queries.blockers import Blocker
from perf.reviews.review_page import ReviewPage, anchor_of, review_page
from perf.table_schemas import review_form, schema_by_id
from perf.web import clock
from perf.web.session import read_again, reading_session

REVIEW = "/drafts/<int(max=2147483647):draft_id>/review"
"""The address of the review of a draft."""

Errors = Sequence[tuple[str, str]]
"""What is wrong: the anchor of the field, and the sentence."""


def draft_or_404(draft_id: int) -> tuple[KeptDraft, Access]:
    """Give a draft that the visitor may read, and what they are to it; any other is a 404."""
    session = reading_session()
    kept = kept_draft(session, draft_id)
    if kept is None:
        abort(404)
    access = access_to(session, current_user.account, kept.summary.department_id, day_in_china(clock.now()))
    if not access.may_read:
        abort(404)
    return kept, access


@dataclass(frozen=True)
class Forms:
    """The forms of the page: what was sent and refused is shown again, all others begin empty.

    Attributes:
        page: the page.
        sent: what was sent, by the prefix of its form.
        asked_cell: the cell that the address asks to comment on.
    """

    page: ReviewPage
    sent: Mapping[str, BaseForm] = field(default_factory=dict)
    asked_cell: str = ""

    def submitting(self) -> BaseForm:
        """Give what goes with a submission."""
        return self.sent.get("move", MoveForm())

    def signing(self) -> BaseForm:
        """Give what a leader writes."""
        return self.sent.get("sign", SigningForm())

    def judging(self) -> BaseForm:
        """Give the form of review."""
        sent = self.sent.get("judge")
        if sent is None:
            sent = judging_form(review_form())
            sent.process()
        return sent

    def commenting(self) -> CommentForm:
        """Give a new comment, on any cell of the table."""
        sent = self.sent.get("comment")
        form = sent if isinstance(sent, CommentForm) else CommentForm(data={"cell": self.asked_cell})
        form.cell.choices = offered(self.page.cells)
        return form

    def answering(self, comment_id: int) -> BaseForm:
        """Give the answer to a comment."""
        prefix = f"answer-{comment_id}-"
        comment = next(each.comment for each in self.page.comments if each.comment.id == comment_id)
        return self.sent.get(prefix) or AnswerForm(prefix=prefix, data={"answer": comment.answer})

    def asking(self, number: int) -> BaseForm:
        """Give the request to let a finding stand."""
        prefix = f"finding-{number}-"
        finding = next(each for each in self.page.findings if each.entry.number == number)
        empty = WaiverForm(prefix=prefix, data={"rule": finding.entry.rule, "cells": finding.cells})
        return self.sent.get(prefix) or empty

    def deciding(self, waiver_id: int) -> BaseForm:
        """Give the decision on a request."""
        prefix = f"waiver-{waiver_id}-"
        return self.sent.get(prefix) or WaiverDecisionForm(prefix=prefix)


def answer(
    draft_id: int,
    *,
    sent: Mapping[str, BaseForm] | None = None,
    errors: Errors = (),
    blockers: Sequence[Blocker] = (),
    status: int = 200,
) -> ResponseReturnValue:
    """Answer with the review page as it is now."""
    kept, access = draft_or_404(draft_id)
    page = review_page(reading_session(), kept, access, day_in_china(clock.now()))
    shown = render_template(
        "reviews/review.html",
        page=page,
        forms=Forms(page, sent or {}, request.args.get("cell", "")),
        review_form=review_form(),
        errors=[*errors, *((_anchor(each, kept), each.sentence) for each in blockers)],
    )
    return shown, status


def refusal(
    draft_id: int, error: ReviewError, sent: Mapping[str, BaseForm] | None = None, *, at: str = "state"
) -> ResponseReturnValue:
    """Answer with the review page, what was typed on it, why it was refused; ``at`` is the field to mend, if any."""
    read_again()
    match error:
        case NotReady():
            return answer(draft_id, sent=sent, blockers=error.blockers, status=422)
        case NotFilled():
            faults: Iterable[tuple[str, str]] = ((f"point-{each.point}", each.sentence) for each in error.faults)
            return answer(draft_id, sent=sent, errors=tuple(faults), status=422)
        case Overtaken():
            return answer(draft_id, sent=sent, errors=[("state", str(error))], status=409)
        case FieldRefused():
            return answer(draft_id, sent=sent, errors=[(at, str(error))], status=422)
        case _:
            return answer(draft_id, sent=sent, errors=[("state", str(error))], status=422)


def _anchor(blocker: Blocker, kept: KeptDraft) -> str:
    schema = schema_by_id(kept.summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    return anchor_of(blocker, Layout(kept.draft, schema))
