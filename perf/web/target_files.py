"""A target table as a file that a browser keeps or shows, in any of the formats."""

from io import BytesIO
from typing import Literal

from flask import Response, abort, send_file

from perf.conversion import FORMATS, render_target
from perf.domain.targets import PerformanceTarget
from perf.web.file_names import NamedTable, content_disposition


def target_file(
    target: PerformanceTarget, table: NamedTable, file_format: str, *, note: str | None = None, is_shown: bool = False
) -> Response:
    """Answer with a target in a format of :data:`perf.conversion.FORMATS`; any other is a 404.

    ``table`` and ``note`` name the file. ``is_shown``: the browser opens it in place of the page.
    """
    if file_format not in FORMATS:
        abort(404)
    chosen = FORMATS[file_format]
    response = send_file(BytesIO(render_target(target, chosen.name)), mimetype=chosen.media_type)
    kind: Literal["inline", "attachment"] = "inline" if is_shown else "attachment"
    response.headers["Content-Disposition"] = content_disposition(table, chosen.ending, kind=kind, note=note)
    # As fresh as a page, and no more left behind on a shared machine than of one.
    del response.headers["Cache-Control"]
    return response
