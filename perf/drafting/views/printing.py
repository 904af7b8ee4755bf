"""A draft as it stands, on paper and as a file: the print preview is the PDF itself."""

from flask import Blueprint, Response

from perf.conversion import FORMATS
from perf.domain.drafts.reading import read_draft
from perf.domain.review.transitions import State
from perf.drafting.access import draft_or_404
from perf.drafting.queries import DraftSummary
from perf.drafting.views.editor import DRAFT
from perf.table_schemas import schema_by_id
from perf.web.guard import signed_in
from perf.web.session import reading_session
from perf.web.target_files import target_file

blueprint = Blueprint("printing", __name__)
blueprint.add_app_template_global(lambda: tuple(FORMATS.values()), "file_formats")


@blueprint.get(f"{DRAFT}/print")
@signed_in
def show(draft_id: int) -> Response:
    """Show the draft as it will be printed, contacts and all: this is the department's own paper."""
    return _file(draft_id, "pdf", is_shown=True)


@blueprint.get(f"{DRAFT}/download/<file_format>")
@signed_in
def download(draft_id: int, file_format: str) -> Response:
    """Hand the draft out as a file of a format of :data:`perf.conversion.FORMATS`."""
    return _file(draft_id, file_format, is_shown=False)


def _file(draft_id: int, file_format: str, *, is_shown: bool) -> Response:
    kept = draft_or_404(reading_session(), draft_id)
    schema = schema_by_id(kept.summary.schema_id)
    assert schema is not None, "a draft's form is one that ships with the system"
    target = read_draft(kept.draft, schema).target
    return target_file(target, kept.summary, file_format, note=_note(kept.summary), is_shown=is_shown)


def _note(summary: DraftSummary) -> str | None:
    """Say in the file's name that a table is not approved yet; the paper itself is the form and nothing else."""
    return None if summary.state == State.APPROVED.value else "草稿"
