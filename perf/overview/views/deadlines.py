"""The page on which finance sets deadlines, and the one that says who would be reminded today."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.forms import first_errors
from perf.accounts.signing import acting
from perf.deadlines.operations import DeadlineError, end_extension, extend, set_deadlines
from perf.deadlines.queries import deadlines_of_year, years_with_deadlines
from perf.departments.operations import DepartmentError
from perf.departments.queries import department_choices
from perf.domain.days import day_in_china
from perf.domain.duties import Duty
from perf.domain.roles import Permission
from perf.overview.forms import DeadlinesForm, ExtensionForm
from perf.overview.queries.not_begun import years_drawn_up
from perf.overview.queries.reminding import people_to_remind
from perf.settings import Settings
from perf.web import clock
from perf.web.field_names import NamedField, fields_named, names_of
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("deadlines", __name__)

_YEAR = "/deadlines/<int(min=2000, max=2099):fiscal_year>"
Errors = list[tuple[str, str]]


@blueprint.get("/deadlines")
@permitted(Permission.SET_DEADLINES)
def current() -> ResponseReturnValue:
    """Lead to the year whose tables are being drawn up, or to the one that is asked for with ``year``."""
    asked = request.args.get("year", "")
    if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:9]) < 2100:
        return redirect(url_for("deadlines.show", fiscal_year=int(asked)))
    year = years_drawn_up(reading_session(), day_in_china(clock.now()))[-1]
    return redirect(url_for("deadlines.show", fiscal_year=year))


@blueprint.get(_YEAR)
@permitted(Permission.SET_DEADLINES)
def show(fiscal_year: int) -> str:
    """Show the deadlines of a year."""
    return _page(fiscal_year)


@blueprint.post(_YEAR)
@permitted(Permission.SET_DEADLINES)
@fields_named(lambda name, value: NamedField("为什么过期不能送审" if name == "closing_reason" else "", value))
def change(fiscal_year: int) -> ResponseReturnValue:
    """Set the deadlines of a year."""
    form = DeadlinesForm(deadlines_of_year(reading_session(), fiscal_year), request.form)
    if not form.validate():
        return _page(fiscal_year, form=form, errors=_errors(form)), 422
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            reason = form.wanted_reason
            set_deadlines(
                session, fiscal_year, form.wanted, closing_reason=reason, user_id=actor.user_id, now=clock.now()
            )
    except DeadlineError as error:
        field = "closing_reason" if error.field == "reason" else error.field
        return _page(fiscal_year, form=form, errors=[(field, str(error))]), 422
    flash(f"{fiscal_year} 年度的截止日期已保存。")
    return redirect(url_for("deadlines.show", fiscal_year=fiscal_year))


@blueprint.post(f"{_YEAR}/extensions")
@permitted(Permission.SET_DEADLINES)
@fields_named(names_of(ExtensionForm))
def add_extension(fiscal_year: int) -> ResponseReturnValue:
    """Give one department a later day."""
    form = ExtensionForm(request.form)
    if not form.validate() or form.day.data is None:
        return _page(fiscal_year, extension=form, errors=first_errors(form)), 422
    wanted = (str(form.code.data).strip(), form.day.data, str(form.extension_reason.data))
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            extend(session, fiscal_year, Duty(form.duty.data), wanted, user_id=actor.user_id, now=clock.now())
    except DeadlineError as error:
        field = "extension_reason" if error.field == "reason" else error.field
        return _page(fiscal_year, extension=form, errors=[(field, str(error))]), 422
    except DepartmentError as error:
        return _page(fiscal_year, extension=form, errors=[("code", str(error))]), 422
    flash("延期已保存。")
    return redirect(url_for("deadlines.show", fiscal_year=fiscal_year, _anchor="extensions"))


@blueprint.post(f"{_YEAR}/extensions/<int(max=2147483647):extension_id>/end")
@permitted(Permission.SET_DEADLINES)
def end(fiscal_year: int, extension_id: int) -> ResponseReturnValue:
    """Let a department have everybody's day again."""
    with acting() as (session, _):
        end_extension(session, fiscal_year, extension_id)
    flash("延期已取消。")
    return redirect(url_for("deadlines.show", fiscal_year=fiscal_year, _anchor="extensions"))


@blueprint.get("/reminders")
@permitted(Permission.SET_DEADLINES)
def recipients() -> str:
    """Show who would be reminded today, and of what."""
    today = day_in_china(clock.now())
    people = people_to_remind(reading_session(), today)
    settings: Settings = current_app.extensions["jixiao-settings"]
    return render_template("overview/reminders.html", people=people, today=today, sends=settings.mail is not None)


def _errors(form: DeadlinesForm) -> Errors:
    return [(field.id, str(field.errors[0])) for field in form if field.errors]


def _page(
    fiscal_year: int, *, form: DeadlinesForm | None = None, extension: ExtensionForm | None = None, errors: Any = ()
) -> str:
    session, today = reading_session(), day_in_china(clock.now())
    kept = deadlines_of_year(session, fiscal_year)
    years = {*years_drawn_up(session, today), *years_with_deadlines(session), fiscal_year, fiscal_year + 1}
    return render_template(
        "overview/deadlines.html",
        kept=kept,
        years=sorted(years, reverse=True),
        form=form or DeadlinesForm(kept),
        extension=extension or ExtensionForm(),
        errors=list(errors),
        departments=department_choices(session),
        today=today,
    )
