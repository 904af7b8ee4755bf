"""From the filled form of a new draft to what is to be begun; what stands in the way is said field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.drafting.former_tables import FormerTable, former_target
from perf.drafting.new_draft_form import EMPTY, FILE, NEW_PROJECT, Choices, NewDraftForm, named_project
from perf.drafting.operations.beginning import NewDraft
from perf.drafting.read_tables import ReadFile, ReadTable
from perf.drafting.starting import Start, empty_start, start_from_file, start_from_former
from perf.table_schemas import schema_by_id

Errors = list[tuple[str, str]]
"""Names of fields, each with what is wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for: a draft, and the file's table that it starts from, if it does."""

    draft: NewDraft
    start: str
    table: ReadTable | None = None


class StillToChoose(Exception):
    """A file holds several tables, or one of another form: its sender has yet to say which is meant."""


def wanted_draft(
    form: NewDraftForm, choices: Choices, department_id: int, file: ReadFile | None
) -> tuple[Wanted | None, Errors]:
    """Give what a form asks for, or what is wrong with it.

    Raises :class:`StillToChoose` where only the file's table is still to be chosen.
    """
    errors: Errors = [] if form.validate() else [(each.id, str(each.errors[0])) for each in form if each.errors]
    schema = _schema(form)
    if errors or schema is None:
        return None, errors or [("kind", "还没有选表样")]
    name, wrong = named_project(form, choices.projects)
    if wrong:
        return None, [wrong]
    table = None
    if form.start.data == FILE and file is not None:
        table = _table(form, schema, name, file)
        if table is None:
            return None, [("kind", _no_such_table(schema, file))]
        of_file = table.target.field_text("project_name")
        if schema.kind is TableKind.PROJECT and not name and of_file and choices.is_unknown(of_file):
            return None, [_unknown_project(form, of_file)]
        name = name or of_file
    if schema.kind is TableKind.PROJECT and not name:
        return None, [("project", "还没有选项目；新项目请选“新项目”，再写名称")]
    draft = NewDraft(department_id, form.fiscal_year.data, schema, name)
    return Wanted(draft, str(form.start.data), table), []


def _unknown_project(form: NewDraftForm, name: str) -> tuple[str, str]:
    """Suggest the project that a file names as a new one: only people know whether it is one of those there are."""
    form.project.data, form.new_project.data = NEW_PROJECT, name
    return (
        "project",
        f"文件里的项目“{name[:40]}”系统里还没有。是新项目就再按“新建”；是已有的项目，请在这里选它，并删去下面的名称",
    )


def _schema(form: NewDraftForm) -> TableSchema | None:
    """Give the form that is chosen for the chosen kind of table."""
    is_project = form.kind.data == TableKind.PROJECT.value
    return schema_by_id(str((form.project_schema if is_project else form.department_schema).data))


def tables_of_kind(file: ReadFile, kind: str) -> list[int]:
    """Give the positions of a file's tables of a kind."""
    return [number for number, table in enumerate(file.tables) if table.target.kind.value == kind]


def _table(form: NewDraftForm, schema: TableSchema, name: str | None, file: ReadFile) -> ReadTable | None:
    """Give the table that is chosen; the only one of its kind need not be, if it is of the chosen form or of none."""
    numbers = tables_of_kind(file, schema.kind.value)
    if not numbers:
        return None
    chosen = str(form.table.data or "")
    if chosen.isdigit() and int(chosen) in numbers:
        return file.tables[int(chosen)]
    if len(numbers) == 1 and file.tables[numbers[0]].target.schema in (None, schema.id):
        return file.tables[numbers[0]]
    form.table.data = str(_likeliest(file, numbers, name))
    raise StillToChoose


def _likeliest(file: ReadFile, numbers: Sequence[int], name: str | None) -> int:
    """Give the table of the project that is meant, else the first one."""
    same = (number for number in numbers if name and file.tables[number].target.field_text("project_name") == name)
    return next(same, numbers[0])


def _no_such_table(schema: TableSchema, file: ReadFile) -> str:
    found = "、".join(
        f"{kind.label}的 {len(tables_of_kind(file, kind.value))} 张"
        for kind in TableKind
        if tables_of_kind(file, kind.value)
    )
    return f"“{file.name}”里没有{schema.kind.label}绩效目标表，只有{found}；请改选哪一张表，或者换一份文件"


def start_of(session: Session, wanted: Wanted, former: FormerTable | None, *, with_values: bool) -> Start | None:
    """Give what a draft starts from; ``None`` where there is no former table to start from."""
    schema = wanted.draft.schema
    if wanted.start == EMPTY:
        return empty_start(schema)
    if wanted.table is not None:
        return start_from_file(wanted.table, schema, wanted.draft.fiscal_year)
    found = former_target(session, former) if former else None
    return start_from_former(*found, schema, with_values=with_values) if found else None
