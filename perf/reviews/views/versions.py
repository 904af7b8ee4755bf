"""Every version that was submitted, to be read and compared for ever."""

from flask import Blueprint, Response, abort, render_template, request

from perf.conversion import FORMATS
from perf.reviews.queries.events import events_of
from perf.reviews.queries.versions import Version, version_by_number, versions_of
from perf.reviews.version_page import version_page
from perf.reviews.views.answering import REVIEW, draft_or_404
from perf.table_schemas import schema_by_id
from perf.web.guard import signed_in
from perf.web.session import reading_session
from perf.web.target_files import target_file

blueprint = Blueprint("versions", __name__)


_VERSION = f"{REVIEW}/versions/<int(max=2147483647):number>"


@blueprint.get(_VERSION)
@signed_in
def show(draft_id: int, number: int) -> str:
    """Show one version; ``against`` names another one to hold it against."""
    kept, _ = draft_or_404(draft_id)
    session = reading_session()
    shown = version_by_number(session, draft_id, number)
    if shown is None:
        abort(404)
    schema = schema_by_id(shown.draft.schema)
    assert schema is not None, "a draft's form is one that ships with the system"
    versions = versions_of(session, draft_id, events_of(session, draft_id))
    page = version_page(kept.summary, schema, versions, shown, _asked(draft_id, number))
    return render_template("reviews/version.html", page=page, formats=FORMATS.values())


@blueprint.get(f"{_VERSION}/download/<file_format>")
@signed_in
def download(draft_id: int, number: int, file_format: str) -> Response:
    """Hand one version out as a file of a format of :data:`perf.conversion.FORMATS`."""
    kept, _ = draft_or_404(draft_id)
    shown = version_by_number(reading_session(), draft_id, number)
    if shown is None:
        abort(404)
    return target_file(shown.target, kept.summary, file_format, note=f"第{number}版")


def _asked(draft_id: int, number: int) -> Version | None:
    """Give the version that the address names besides; none where it names no other one."""
    written = request.args.get("against", "")
    if not (written.isascii() and written.isdigit() and len(written) < 10) or int(written) == number:
        return None
    return version_by_number(reading_session(), draft_id, int(written))
