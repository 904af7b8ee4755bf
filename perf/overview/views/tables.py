"""The list of tables, for those who work through many: narrowed down, page by page, the most pressing first."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_login import current_user

from perf.departments.queries import department_list
from perf.departments.tree import ListedDepartment
from perf.domain.days import day_in_china
from perf.domain.roles import Permission
from perf.overview.filtering import Asked, asked, ids_below, units_with_others
from perf.overview.queries.duties import OnDuty, on_duty
from perf.overview.queries.figures import figures_of
from perf.overview.queries.tables import Standing, TableFilter, count_tables, tables_found, years_of_tables
from perf.web import clock
from perf.web.guard import permitted
from perf.web.paging import asked_page
from perf.web.session import reading_session

blueprint = Blueprint("tables", __name__)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed down by."""

    years: tuple[int, ...]
    units: tuple[ListedDepartment, ...]


@blueprint.get("/tables")
@permitted(Permission.FOLLOW_TARGETS)
def found() -> str:
    """Show the tables that the visitor may read: ``year``, ``unit``, ``standing`` and ``q`` narrow them down."""
    session, today = reading_session(), day_in_china(clock.now())
    person, wanted = on_duty(session, current_user.account, today), asked(request.args.to_dict())
    departments = readable_departments(person)
    condition = _condition(person, wanted, departments)
    paging = asked_page(count_tables(session, condition))
    tables = tables_found(session, condition, offset=paging.offset, limit=paging.size)
    return render_template(
        "overview/tables.html",
        asked=wanted,
        choices=Choices(years_of_tables(session, person.reach.readable_ids), units_with_others(departments)),
        standings=Standing,
        tables=tables,
        figures=figures_of(session, tables),
        paging=paging,
        today=today,
    )


def readable_departments(person: OnDuty) -> tuple[ListedDepartment, ...]:
    """Give the departments whose tables somebody may read, as pages list them."""
    ids = person.reach.readable_ids
    return tuple(each for each in department_list(reading_session()) if ids is None or each.row.id in ids)


def _condition(person: OnDuty, wanted: Asked, departments: tuple[ListedDepartment, ...]) -> TableFilter:
    """Say which tables are asked for, of those that the visitor may read."""
    return TableFilter(
        department_ids=ids_below(departments, wanted.unit) if wanted.unit else person.reach.readable_ids,
        duties=person.duties if wanted.is_mine else None,
        fiscal_year=wanted.year,
        standing=wanted.stands,
        words=wanted.words,
    )
