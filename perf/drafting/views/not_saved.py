"""Pages that say that nothing was saved, and keep what was typed: to be copied, or to be sent again."""

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, ServiceUnavailable

from perf.drafting.queries import DraftSummary
from perf.drafting.sent_sheet import sent_sheet
from perf.drafting.typed_texts import sent_texts
from perf.web.errors import error_page, wants_json
from perf.web.field_names import NamedField

_GONE = "没有找到这张表：可能已经删除，也可能不再归您填报"
_BROKEN = "系统出了错，不是您的操作有误；请过一会儿按“再保存一次”，一直不行请告诉管理员"


def not_saved(
    sentence: str, typed: Sequence[NamedField], summary: DraftSummary | None = None, *, may_be_sent_again: bool = False
) -> str:
    """Write the page; what was sent may be sent again where the table itself was not the reason."""
    again = [(name, text) for name, text in request.form.items() if name != "csrf_token"] if may_be_sent_again else None
    return render_template("drafting/not_saved.html", sentence=sentence, typed=typed, summary=summary, again=again)


def keep_what_was_typed(blueprint: Blueprint) -> None:
    """Let the views of a blueprint answer errors with what was typed, where something was."""
    blueprint.register_error_handler(NotFound, _gone)
    for broken in (InternalServerError, ServiceUnavailable):
        blueprint.register_error_handler(broken, _broken)
    blueprint.register_error_handler(OperationalError, lambda _: _broken(ServiceUnavailable()))


def _gone(error: NotFound) -> ResponseReturnValue:
    """Say that there is no such table, in the same words whether there is one or not."""
    return _answer(error, _GONE, may_be_sent_again=False)


def _broken(error: HTTPException) -> ResponseReturnValue:
    """Say that something went wrong."""
    return _answer(error, _BROKEN, may_be_sent_again=True)


def _answer(error: HTTPException, sentence: str, *, may_be_sent_again: bool) -> ResponseReturnValue | Response:
    if request.method != "POST" or wants_json():
        return error_page(error)
    page = not_saved(sentence, sent_texts(sent_sheet(request.form)), may_be_sent_again=may_be_sent_again)
    return make_response(page, error.code or 500)
