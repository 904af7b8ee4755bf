"""The page of the audit administrator: who did what to which account, when and from where."""

from datetime import date

from flask import Blueprint, render_template, request

from perf.domain.roles import Permission
from perf.people.queries import LogFilter, count_log, log_entries
from perf.web.guard import permitted
from perf.web.paging import SEARCH_LIMIT, asked_page
from perf.web.session import reading_session

blueprint = Blueprint("security_log", __name__)


@blueprint.get("/security-log")
@permitted(Permission.READ_SECURITY_LOG)
def entries() -> str:
    """Show the log; ``person`` and ``day`` choose from it."""
    name, day = request.args.get("person", "").strip()[:SEARCH_LIMIT], request.args.get("day", "").strip()
    wanted = LogFilter(name, _day(day))
    session = reading_session()
    paging = asked_page(count_log(session, wanted))
    return render_template(
        "people/security_log.html",
        entries=log_entries(session, wanted, offset=paging.offset, limit=paging.size),
        paging=paging,
        person=name,
        day=wanted.day.isoformat() if wanted.day else "",
        day_is_wrong=bool(day) and wanted.day is None,
    )


def _day(written: str) -> date | None:
    """Read a day as browsers write it; anything else is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
