"""The submission board: which unit is how far with the tables of a year, and the list of those that owe something."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, Response, render_template, request, send_file
from flask_login import current_user

from perf.conversion import FORMATS
from perf.domain.days import day_in_china
from perf.domain.roles import Permission
from perf.overview.filtering import Asked, asked, ids_below, units_with_others
from perf.overview.missing_sheet import missing_sheet
from perf.overview.queries.board import UnitOnBoard, board, count_by_progress
from perf.overview.queries.duties import on_duty
from perf.overview.queries.not_begun import years_drawn_up
from perf.overview.queries.tables import years_of_tables
from perf.rendering.xlsx import render_xlsx
from perf.web import clock
from perf.web.guard import permitted
from perf.web.paging import asked_page
from perf.web.session import reading_session

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@permitted(Permission.FOLLOW_TARGETS)
def show() -> str:
    """Show the units whose tables the visitor may read; ``unit``, ``progress`` and ``q`` narrow them down."""
    session, today, wanted = reading_session(), day_in_china(clock.now()), asked(request.args.to_dict())
    ids = on_duty(session, current_user.account, today).reach.readable_ids
    current = years_drawn_up(session, today)
    year = wanted.year or current[-1]
    units = board(session, ids, year)
    among = _among(units, wanted)
    chosen = [unit for unit in among if wanted.progress in {None, unit.progress}]
    paging = asked_page(len(chosen))
    return render_template(
        "overview/board.html",
        asked=wanted,
        year=year,
        years=sorted({*current, year, *years_of_tables(session, ids)}, reverse=True),
        branches=units_with_others([unit.department for unit in units]),
        progress=count_by_progress(among),
        missing=sum(unit.progress.is_missing_something for unit in among),
        units=chosen[paging.offset : paging.offset + paging.size],
        paging=paging,
        today=today,
    )


@blueprint.get("/board/missing")
@permitted(Permission.FOLLOW_TARGETS)
def missing() -> Response:
    """Hand out the list of those units that still owe tables, as a workbook; narrowed down as the page is."""
    session, today, wanted = reading_session(), day_in_china(clock.now()), asked(request.args.to_dict())
    ids = on_duty(session, current_user.account, today).reach.readable_ids
    year = wanted.year or years_drawn_up(session, today)[-1]
    units = [unit for unit in _among(board(session, ids, year), wanted) if unit.progress.is_missing_something]
    return send_file(
        BytesIO(render_xlsx([missing_sheet(units, year, today)])),
        mimetype=FORMATS["xlsx"].media_type,
        as_attachment=True,
        download_name=f"{year}年度绩效目标未报清单.xlsx",
    )


def _among(units: Sequence[UnitOnBoard], wanted: Asked) -> list[UnitOnBoard]:
    """Give the units of the branch and of the words that are asked for."""
    branch = ids_below([unit.department for unit in units], wanted.unit) if wanted.unit else None
    return [
        unit
        for unit in units
        if (branch is None or unit.department.row.id in branch) and unit.department.has(wanted.words)
    ]
