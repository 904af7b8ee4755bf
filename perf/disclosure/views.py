"""The public pages: departments and years, one table in its official layout, its downloads."""

from flask import Blueprint, Response, abort, render_template, request

from perf.conversion.targets_to_files import document_of
from perf.disclosure import pages
from perf.disclosure.queries import disclosed_target, disclosing_departments, years_of_department
from perf.targets.queries import StoredTarget, targets_of_year
from perf.web.guard import public
from perf.web.session import reading_session
from perf.web.target_files import target_file

blueprint = Blueprint("disclosure", __name__)

_SEARCH_LIMIT = 100


@blueprint.get("/")
@public
def departments() -> str:
    """Show the departments and their years; ``q`` searches names and codes."""
    searched = request.args.get("q", "").strip()[:_SEARCH_LIMIT]
    page = pages.departments_page(disclosing_departments(reading_session()), searched)
    return render_template("disclosure/departments.html", page=page)


@blueprint.get("/departments/<unit:code>/<int(max=9999):fiscal_year>")
@public
def year(code: str, fiscal_year: int) -> str:
    """Show a department's tables of one year."""
    session = reading_session()
    targets = targets_of_year(session, code, fiscal_year)
    if not targets:
        abort(404)
    page = pages.year_page(targets, years_of_department(session, code))
    return render_template("disclosure/year.html", page=page)


@blueprint.get("/targets/<int(max=2147483647):target_id>")
@public
def target(target_id: int) -> str:
    """Show one table in its official layout."""
    stored = _stored_or_404(target_id)
    page = pages.target_page(stored.summary, document_of(stored.target))
    return render_template("disclosure/target.html", page=page)


@blueprint.get("/targets/<int(max=2147483647):target_id>/download/<file_format>")
@public
def download(target_id: int, file_format: str) -> Response:
    """Hand one table out as a file of a format of :data:`perf.conversion.FORMATS`."""
    stored = _stored_or_404(target_id)
    return target_file(stored.target, stored.summary, file_format)


def _stored_or_404(target_id: int) -> StoredTarget:
    """Give one table without personal data; there is none is a 404."""
    stored = disclosed_target(reading_session(), target_id)
    if stored is None:
        abort(404)
    return stored
