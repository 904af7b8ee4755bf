"""Comments of reviewers on cells, and answers to them."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.reviews.forms import AnswerForm, CommentForm, field_in_words
from perf.reviews.operations.comments import answer_comment, comment_on_cell, take_back_comment
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.comments import Comment, comment_by_id, comments_of
from perf.reviews.views.answering import REVIEW, draft_or_404, refusal
from perf.web import clock
from perf.web.field_names import fields_named
from perf.web.guard import signed_in
from perf.web.session import reading_session

blueprint = Blueprint("review_comments", __name__)

_COMMENT = f"{REVIEW}/comments/<int(max=2147483647):comment_id>"


@blueprint.app_template_global("open_comments")
def open_comments(draft_id: int) -> tuple[Comment, ...]:
    """Give what reviewers asked when they returned a draft and nobody has answered; the page of the editor shows it."""
    return tuple(comment for comment in comments_of(reading_session(), draft_id) if comment.answer is None)


@blueprint.post(f"{REVIEW}/comments")
@signed_in
@fields_named(field_in_words)
def add(draft_id: int) -> ResponseReturnValue:
    """Keep a comment."""
    draft_or_404(draft_id)
    form = CommentForm(request.form)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            cell, text = form.cell.data or "", form.comment.data or ""
            comment_on_cell(session, draft_id, cell, text, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        return refusal(draft_id, error, {"comment": form}, at="comment")
    flash("批注已保存，退回或通过时一并发给填报人。")
    return redirect(url_for("reviews.show", draft_id=draft_id, _anchor="comments"))


@blueprint.post(f"{_COMMENT}/answer")
@signed_in
@fields_named(field_in_words)
def answer(draft_id: int, comment_id: int) -> ResponseReturnValue:
    """Keep an answer."""
    _comment_or_404(draft_id, comment_id)
    prefix = f"answer-{comment_id}-"
    form = AnswerForm(request.form, prefix=prefix)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            text = form.answer.data or ""
            answer_comment(session, draft_id, comment_id, text, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        return refusal(draft_id, error, {prefix: form}, at=f"{prefix}answer")
    flash("答复已保存。")
    return redirect(url_for("reviews.show", draft_id=draft_id, _anchor="comments"))


@blueprint.post(f"{_COMMENT}/remove")
@signed_in
def remove(draft_id: int, comment_id: int) -> ResponseReturnValue:
    """Take a comment back."""
    draft_or_404(draft_id)
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            take_back_comment(session, draft_id, comment_id, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        return refusal(draft_id, error)
    flash("批注已收回。")
    return redirect(url_for("reviews.show", draft_id=draft_id, _anchor="comments"))


def _comment_or_404(draft_id: int, comment_id: int) -> None:
    draft_or_404(draft_id)
    if comment_by_id(reading_session(), draft_id, comment_id) is None:
        abort(404)
