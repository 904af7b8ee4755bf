"""Files that pages take: read in a child process, in turn, and never stored.

:func:`file_pages` makes a pair of pages that take one file, show what came of it, and are done;
:func:`read_sent` reads the file of any other form.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import TypeVar

from flask import Blueprint, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import FileField, Form
from wtforms.validators import InputRequired

from perf.plain_words import PlainWordsError
from perf.reading import UnreadableFile
from perf.settings import Settings
from perf.web.guard import public
from perf.web.wording import say_size

ENDINGS = ".docx,.xlsx,.xls,.et,.pdf,.html,.htm,.txt,.json"
KINDS = "Word（docx）、Excel（xlsx、xls）、WPS 表格（et）、PDF、网页、文本、JSON"

# Each file is read by a process of its own that may take 512 MB: so many at a time, and a short wait for a turn, leave
# the server's other threads free for everyone who only wants to look something up.
READING_TURNS = BoundedSemaphore(2)
_PATIENCE_SECONDS = 3.0

Answer = tuple[str, int]
Read = TypeVar("Read")


class NoTurn(PlainWordsError):
    """All readers are busy: a file was not read."""

    def __init__(self) -> None:
        super().__init__("正在读别人提交的文件，一时轮不到，文件没有读取。请过半分钟重新选择文件再提交")


class FileForm(Form):
    """One file to read; a missing one is refused. The token against forged requests is checked for every form."""

    document = FileField("选择文件", [InputRequired("还没有选择文件，请先选择一份要读取的文件")])


@dataclass(frozen=True, slots=True)
class FilePages:
    """A form for a file and the page that answers it.

    Attributes:
        name: of the blueprint; its views are ``choose`` and ``answer``.
        path: the address of both.
        template: the form; it extends ``file_form.html``.
        wanted: what a file should hold, for whoever sends one that is too large.
        answer: gives the page about a file from its path and its own name.
    """

    name: str
    path: str
    template: str
    wanted: str
    answer: Callable[[Path, str], str]


def file_pages(pages: FilePages) -> Blueprint:
    """Make the two views, open to anybody, and their answers to what goes wrong before them."""
    blueprint = Blueprint(pages.name, __name__)

    @blueprint.get(pages.path)
    @public
    def choose() -> Answer:
        """Show the form."""
        return _form(pages, ())

    @blueprint.post(pages.path)
    @public
    def answer() -> Answer:
        """Read the sent file and show what came of it."""
        return _answer(pages)

    @blueprint.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Answer:
        """Say how large a file may be."""
        return _form(pages, [too_large_sentence(pages.wanted)], 413)

    @blueprint.errorhandler(CSRFError)
    def outdated_form(_: CSRFError) -> Answer:
        """Ask to send again: the form was open too long, or the browser keeps no cookies."""
        sentence = "页面打开太久已经失效，或浏览器不接受 Cookie，文件没有读取。请在本页重新选择文件后再提交"
        return _form(pages, [sentence], 400)

    return blueprint


def _answer(pages: FilePages) -> Answer:
    """Answer a sent file; one that is missing or cannot be read with 422, when all readers are busy with 503."""
    form = FileForm(request.files)
    if not form.validate():
        return _form(pages, [str(error) for error in form.document.errors], 422)
    sent: FileStorage = form.document.data
    try:
        return read_sent(sent, pages.answer), 200
    except NoTurn as error:
        return _form(pages, [str(error)], 503)
    except UnreadableFile as error:
        return _form(pages, [str(error)], 422)


def read_sent(sent: FileStorage, read: Callable[[Path, str], Read]) -> Read:
    """Give what ``read`` makes of a sent file, from its path and its own name, while it is kept.

    Refuses what ``read`` refuses and, with :class:`NoTurn`, a file for which no reader is free.
    """
    if not READING_TURNS.acquire(timeout=_PATIENCE_SECONDS):
        raise NoTurn
    try:
        with _kept_while_reading(sent) as path:
            return read(path, _own_name(sent))
    finally:
        READING_TURNS.release()


def _form(pages: FilePages, errors: Sequence[str], code: int = 200) -> Answer:
    """Show the form, empty, with what was wrong."""
    page = render_template(
        pages.template,
        form=FileForm(),
        errors=errors,
        kinds=KINDS,
        endings=ENDINGS,
        limit=largest_file(),
    )
    return page, code


def largest_file() -> str:
    """Say how large a file may be."""
    settings: Settings = current_app.extensions["jixiao-settings"]
    return say_size(settings.upload_limit)


def too_large_sentence(wanted: str) -> str:
    """Refuse a file that is too large; ``wanted`` is what it should hold."""
    return f"文件太大，超过了 {largest_file()}，没有读取。请只保留{wanted}，另存后再试"


def _own_name(sent: FileStorage) -> str:
    """Give the file's name without the folders that some browsers send along."""
    return (sent.filename or "").replace("\\", "/").rpartition("/")[2] or "没有名称的文件"


@contextmanager
def _kept_while_reading(sent: FileStorage) -> Iterator[Path]:
    """Keep the sent file in a folder of its own for as long as it is read."""
    with TemporaryDirectory(prefix="jixiao-") as folder:
        path = Path(folder) / "sent"
        sent.save(path)
        yield path
