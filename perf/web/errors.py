"""What a page says when a request cannot be answered: what happened, and what to do now."""

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from perf.web.field_names import typed_words


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One error page.

    Attributes:
        code: HTTP status.
        key: what scripts know it by.
        title: what happened, a few words.
        explanation: what is behind it, one sentence.
        advice: what to do now, one sentence.
    """

    code: int
    key: str
    title: str
    explanation: str
    advice: str


ERROR_PAGES = {
    page.code: page
    for page in (
        ErrorPage(
            400,
            "bad-request",
            "这个请求不完整",
            "网页发来的内容缺了一部分，或者页面打开太久已经失效。",
            "请返回上一页，刷新后重新提交。",
        ),
        ErrorPage(
            403,
            "forbidden",
            "没有权限看这一页",
            "这一页不对当前访问者开放。",
            "如果您认为应该可以看到，请联系本系统的管理员。",
        ),
        ErrorPage(
            404,
            "not-found",
            "没有找到这一页",
            "地址可能写错了，也可能这张表已经删除或还没有导入。",
            "请核对地址，或者从首页按单位和年度查找。",
        ),
        ErrorPage(
            405,
            "wrong-method",
            "这个地址不能这样使用",
            "请求的方式与这个地址不符，多半是刷新或收藏了一个只能提交的地址。",
            "请从首页重新进入。",
        ),
        ErrorPage(
            409,
            "conflict",
            "内容已经变了",
            "您打开这一页以后，这里的内容被改过或办理过，所以这一次没有保存。",
            "请返回上一页，刷新后看看现在的内容，再决定要不要改。",
        ),
        ErrorPage(
            413,
            "too-large",
            "提交的内容太大",
            "文件或表单超过了本系统允许的大小。",
            "文件请只保留含绩效目标表的部分，另存为较小的再试；填的内容请返回上一页，分几次保存。",
        ),
        ErrorPage(
            500,
            "server",
            "系统出了错",
            "这是系统的问题，不是您的操作有误；错误已经记在服务器的日志里。",
            "请稍后再试；如果一直这样，请把时间和所在页面告诉管理员。",
        ),
        ErrorPage(
            503,
            "not-ready",
            "数据库还没有准备好",
            "数据库还没有建立、版本不符，或者暂时连不上。",
            "请管理员在服务器上运行 jixiao init（已有数据不会丢失），然后刷新本页。",
        ),
    )
}
"""The errors that have words of their own; any other code from 500 on speaks like 500, any other below like 400."""


def register_errors(app: Flask) -> None:
    """Answer every error with a page in the design of all others, or with JSON where a script asked."""
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(OperationalError, lambda _: _answer(ERROR_PAGES[503], 503))


def error_page(error: HTTPException) -> ResponseReturnValue:
    """Answer one error; redirects pass."""
    code = error.code or 500
    if code < 400:
        return error
    page = ERROR_PAGES.get(code) or ERROR_PAGES[500 if code >= 500 else 400]
    response = _answer(page, code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def wants_json() -> bool:
    """Tell whether a script asks, which wants JSON where a browser gets a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def json_error(key: str, message: str, code: int, **more: str) -> Response:
    """Answer a script: ``error`` is for it, ``message`` for the person before it."""
    return make_response({"error": key, "message": message, **more}, code)


def _answer(page: ErrorPage, code: int) -> Response:
    if wants_json():
        return json_error(page.key, page.explanation + page.advice, code)
    return make_response(render_template("errors/error.html", page=page, typed=typed_words()), code)
