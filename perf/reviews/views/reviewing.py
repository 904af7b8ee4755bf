"""The review page of a table, and the buttons that move it along."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.review import Action
from perf.drafting.operations.holding import DraftError
from perf.reviews.forms import MoveForm, SigningForm, field_in_words, filled_review, judging_form
from perf.reviews.operations.moving import Move, move
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.views.answering import REVIEW, answer, draft_or_404, refusal
from perf.table_schemas import review_form
from perf.web import clock
from perf.web.field_names import fields_named
from perf.web.guard import signed_in

blueprint = Blueprint("reviews", __name__)

_ON_THIS_PAGE = (
    Action.SUBMIT,
    Action.WITHDRAW,
    Action.OPEN,
    Action.PASS,
    Action.RETURN,
    Action.ABANDON_ADJUSTMENT,
    Action.DISCLOSE,
)
_ADDRESSES = ",".join(repr(action.value.replace("_", "-")) for action in _ON_THIS_PAGE)


@blueprint.get(REVIEW)
@signed_in
def show(draft_id: int) -> ResponseReturnValue:
    """Show a table with all that is said about it, and what the visitor may do."""
    return answer(draft_id)


@blueprint.post(f"{REVIEW}/<any({_ADDRESSES}):action>")
@signed_in
@fields_named(field_in_words)
def act(draft_id: int, action: str) -> ResponseReturnValue:
    """Do something to the table."""
    draft_or_404(draft_id)
    chosen = Action(action.replace("-", "_"))
    note = MoveForm(request.form)
    signing, judging = SigningForm(request.form), judging_form(review_form())
    judging.process(request.form)
    wanted = Move(
        chosen,
        -1 if note.expected.data is None else note.expected.data,
        note.note.data or "",
        filled_review(judging, review_form()),
    )
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            state = move(session, draft_id, wanted, user_id=actor.user_id, now=clock.now())
    except ReviewError as error:
        return refusal(draft_id, error, {"move": note, "sign": signing, "judge": judging}, at="note")
    except DraftError as error:
        return refusal(draft_id, ReviewError(str(error)))
    flash(f"已{chosen.label}，现在是“{state.label}”。")
    return redirect(url_for("reviews.show", draft_id=draft_id))
