"""The tables of one's department, and beginning a new one."""

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlmodel import Session
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library

from perf.accounts.signing import acting
from perf.conversion import read_targets
from perf.departments.operations import DepartmentError
from perf.departments.queries import projects_of
from perf.domain.days import day_in_china
from perf.domain.deadlines import year_drawn_up
from perf.domain.roles import Permission
from perf.domain.terms import TableKind
from perf.drafting.former_tables import table_before, tables_of_department
from perf.drafting.new_draft import Errors, StillToChoose, Wanted, start_of, wanted_draft
from perf.drafting.new_draft_form import FILE, Choices, NewDraftForm
from perf.drafting.operations.beginning import DraftExists, NewDraft, begin_draft
from perf.drafting.operations.holding import DraftError
from perf.drafting.own_tables import own_tables
from perf.drafting.read_tables import ReadFile, tables_from_page, tables_in
from perf.reading import UnreadableFile
from perf.table_schemas import all_schemas
from perf.web import clock
from perf.web.field_names import NamedField, fields_named
from perf.web.file_form import ENDINGS, KINDS, NoTurn, largest_file, read_sent, too_large_sentence
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("drafts", __name__)

_ABOUT_FILE = ("document", "还没有选择文件，请选择要读取的文件")
_LOST_FILE = ("document", "文件读到的内容没有带回来，请重新选择文件再提交")
_TOO_MUCH = ("document", "文件里的表太多，一页放不下；请另存一份只含要用的表的文件，再选择它")


@blueprint.get("/drafts")
@permitted(Permission.DRAFT_TARGETS)
def own() -> str:
    """Show the tables of one's department."""
    return render_template("drafting/drafts.html", page=own_tables(reading_session(), _own_department()))


@blueprint.get("/drafts/new")
@permitted(Permission.DRAFT_TARGETS)
def new() -> str:
    """Ask what a new table is about; the address may name a year, a kind and a project to begin with."""
    choices = _choices()
    chosen = choices.likely()
    year, kind, project = (request.args.get(name, "") for name in ("year", "kind", "project"))
    if year in map(str, choices.years):
        chosen["fiscal_year"] = int(year)
    if kind in [each.value for each in TableKind]:
        chosen["kind"] = kind
    if project:
        if not project.isdigit() or int(project) not in choices.projects:
            abort(404)
        chosen |= {"kind": TableKind.PROJECT.value, "project": project}
    return _page(choices.offer(NewDraftForm(data=chosen)), [])


@blueprint.post("/drafts/new")
@permitted(Permission.DRAFT_TARGETS)
@fields_named(lambda name, value: NamedField("新项目的名称" if name == "new_project" else "", value))
def begin() -> ResponseReturnValue:
    """Begin a table; whatever is in the way, the form comes back as it was filled in, with what was read of a file."""
    choices = _choices()
    form = choices.offer(NewDraftForm(request.form))
    project = str(form.project.data or "")
    if project.isdigit() and int(project) not in choices.projects:
        abort(404)
    try:
        file, wrong = _file(form)
        wanted, errors = wanted_draft(form, choices, _own_department(), file)
    except StillToChoose:
        return _page(form, [], file)
    except NoTurn as error:
        return _page(form, [("document", str(error))]), 503
    if wanted is None or wrong:
        return _page(form, [*wrong, *errors], file), 422
    return _begin(form, wanted, file)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say how large a file may be."""
    choices = _choices()
    form = choices.offer(NewDraftForm(data=choices.likely() | {"start": FILE}))
    return _page(form, [("document", too_large_sentence("这张绩效目标表"))]), 413


def _begin(form: NewDraftForm, wanted: Wanted, file: ReadFile | None) -> ResponseReturnValue:
    """Begin what is wanted."""
    draft = wanted.draft
    try:
        with acting() as (session, actor):
            assert actor.user_id is not None
            former = table_before(session, draft.department_id, _project_id(session, draft), draft.fiscal_year)
            start = start_of(session, wanted, former, with_values=bool(form.with_values.data))
            if start is None:
                return _page(form, [("start", _no_former(wanted))], file), 422
            draft_id = begin_draft(session, draft, start.rows, start.questions, user_id=actor.user_id, now=clock.now())
    except DraftExists as error:
        return _page(form, [("kind", str(error))], file, existing=error.draft_id), 409
    except (DraftError, DepartmentError) as error:
        return _page(form, [("new_project", str(error))], file), 422
    return redirect(url_for("editor.show", draft_id=draft_id))


def _project_id(session: Session, draft: NewDraft) -> int | None:
    """Give the key of the project that a draft is about, 0 for one that is new."""
    if draft.schema.kind is TableKind.DEPARTMENT:
        return None
    projects = projects_of(session, draft.department_id)
    return next((key for key, name in projects.items() if name == draft.project_name), 0)


def _no_former(wanted: Wanted) -> str:
    whose = f"项目“{wanted.draft.project_name}”" if wanted.draft.project_name else "本单位"
    return f"没有{whose}{wanted.draft.fiscal_year}年以前的表，请改选从一份文件或空白表开始"


def _own_department() -> int:
    """Give the visitor's department; nobody is a drafter without one."""
    department_id: int | None = current_user.account.department_id
    if department_id is None:
        abort(403)
    return department_id


def _choices() -> Choices:
    """Give what the visitor may choose from."""
    session, department_id = reading_session(), _own_department()
    today = day_in_china(clock.now())
    this, following = today.year, today.year + 1
    years = (following, this) if year_drawn_up(today) == following else (this, following)
    tables = tables_of_department(session, department_id)
    return Choices(years, all_schemas(), projects_of(session, department_id), tables)


def _file(form: NewDraftForm) -> tuple[ReadFile | None, Errors]:
    """Give what was read of the sent file, or of the one sent before, and what is wrong with it."""
    if form.start.data != FILE:
        return None, []
    sent = request.files.get("document")
    if sent is None or not sent.filename:
        written = form.reading.data
        if not written:
            return None, [_ABOUT_FILE]
        kept = tables_from_page(written)
        return kept, [] if kept else [_LOST_FILE]
    try:
        read = read_sent(sent, lambda path, name: tables_in(read_targets(path, name=name)))
    except UnreadableFile as error:
        return None, [("document", str(error))]
    form.table.data = None
    if not read.tables:
        return None, [("document", f"“{read.name}”里没有可以读取的绩效目标表，请换一份文件")]
    return (read, []) if read.as_json() else (None, [_TOO_MUCH])


def _page(
    form: NewDraftForm, errors: Sequence[tuple[str, str]], file: ReadFile | None = None, existing: int | None = None
) -> str:
    form.reading.data = file.as_json() if file else ""
    form.table.choices = _offered_tables(file) if file else []
    return render_template(
        "drafting/new.html",
        form=form,
        errors=errors,
        file=file,
        existing=existing,
        kinds=KINDS,
        endings=ENDINGS,
        limit=largest_file(),
    )


def _offered_tables(file: ReadFile) -> list[SelectChoice]:
    """Say of each table of a file what it is."""
    return [SelectChoice(str(number), _say(file, number)) for number in range(len(file.tables))]


def _say(file: ReadFile, number: int) -> str:
    table = file.tables[number]
    target = table.target
    parts = [
        target.field_text("project_name") or target.title,
        f"{target.fiscal_year}年度" if target.fiscal_year else "没有写年度",
        table.form.name if target.schema else "不合已知表样，按列名读出",
        f"{len(target.indicators)} 个指标",
        f"{len(table.asked)} 处要核对" if table.asked else "没有要核对的",
    ]
    return " · ".join(parts)
