"""The import page: a file is read in a child process and shown beside its questions; nothing is stored."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from flask import Blueprint, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from perf.conversion import read_targets
from perf.disclosure.forms import FileForm
from perf.disclosure.preview_page import preview_page
from perf.reading import UnreadableFile
from perf.settings import Settings
from perf.web.guard import public
from perf.web.wording import say_size

blueprint = Blueprint("import_preview", __name__)

_ENDINGS = ".docx,.xlsx,.xls,.et,.pdf,.html,.htm,.txt,.json"
_KINDS = "Word（docx）、Excel（xlsx、xls）、WPS 表格（et）、PDF、网页、文本、JSON"

# Each file is read by a process of its own that may take 512 MB: so many at a time, and a short wait for a turn, leave
# the server's other threads free for everyone who only wants to look something up.
READING_TURNS = BoundedSemaphore(2)
_PATIENCE_SECONDS = 3.0

Answer = tuple[str, int]


@blueprint.get("/import")
@public
def choose() -> Answer:
    """Show the form."""
    return _form(())


@blueprint.post("/import")
@public
def preview() -> Answer:
    """Read the sent file and show what it holds; a file that cannot be read is answered with 422."""
    form = FileForm(request.files)
    if not form.validate():
        return _form([str(error) for error in form.document.errors], 422)
    sent: FileStorage = form.document.data
    if not READING_TURNS.acquire(timeout=_PATIENCE_SECONDS):
        return _form(["正在读别人提交的文件，一时轮不到，文件没有读取。请过半分钟重新选择文件再提交"], 503)
    try:
        with _kept_while_reading(sent) as path:
            reading = read_targets(path, name=_own_name(sent))
    except UnreadableFile as error:
        return _form([str(error)], 422)
    finally:
        READING_TURNS.release()
    return render_template("disclosure/preview.html", page=preview_page(reading)), 200


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> Answer:
    """Say how large a file may be."""
    limit = say_size(_upload_limit())
    return _form([f"文件太大，超过了 {limit}，没有读取。请只保留含绩效目标表的部分，另存后再试"], 413)


@blueprint.errorhandler(CSRFError)
def outdated_form(_: CSRFError) -> Answer:
    """Ask to send again: the form was open too long, or the browser keeps no cookies."""
    return _form(["页面打开太久已经失效，或浏览器不接受 Cookie，文件没有读取。请在本页重新选择文件后再提交"], 400)


def _form(errors: Sequence[str], code: int = 200) -> Answer:
    """Show the form, empty, with what was wrong."""
    page = render_template(
        "disclosure/import.html",
        form=FileForm(),
        errors=errors,
        kinds=_KINDS,
        endings=_ENDINGS,
        limit=say_size(_upload_limit()),
    )
    return page, code


def _upload_limit() -> int:
    settings: Settings = current_app.extensions["jixiao-settings"]
    return settings.upload_limit


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
