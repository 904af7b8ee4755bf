"""The form of a new draft: which year, which table, and what it starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import BooleanField, FileField, Form, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library
from wtforms.validators import InputRequired

from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.domain.text import clean_text, label_key
from perf.drafting.former_tables import FormerTable

EMPTY, FORMER, FILE = "empty", "former", "file"
"""What a table may start from."""

NEW_PROJECT = "new"
"""What stands for a project that is not known yet."""

_USED, _OTHERS = "本单位用过的表样", "其他表样"


class NewDraftForm(Form):
    """What a new table is about, and what it starts from. Nothing of it is bound to one order of filling in."""

    class Meta:
        """What the library itself says, as of a choice that is offered no more, is said in Chinese."""

        locales = ("zh",)

    fiscal_year = RadioField("预算年度", [InputRequired("还没有选预算年度")], coerce=int)
    kind = RadioField(
        "哪一张表",
        [InputRequired("还没有选哪一张表")],
        choices=[SelectChoice(kind.value, f"{kind.label}绩效目标表") for kind in TableKind],
    )
    department_schema = SelectField("部门整体支出的表样")
    project_schema = SelectField("项目支出的表样")
    project = SelectField("项目")
    new_project = StringField("新项目的名称")
    start = RadioField(
        "从哪里开始",
        [InputRequired("还没有选从哪里开始")],
        choices=[SelectChoice(FORMER, "去年的表"), SelectChoice(FILE, "一份文件"), SelectChoice(EMPTY, "空白表")],
    )
    with_values = BooleanField("把去年的指标值、目标和金额也填上")
    document = FileField("选择文件")
    reading = HiddenField()
    table = RadioField("用文件里的哪一张表", validate_choice=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers.

    Attributes:
        years: budget years, the likeliest first.
        forms: every form there is.
        projects: the department's projects by key.
        tables: its tables so far, newest first.
    """

    years: tuple[int, ...]
    forms: Sequence[TableSchema]
    projects: Mapping[int, str]
    tables: Sequence[FormerTable]

    def offer(self, form: NewDraftForm) -> NewDraftForm:
        """Put the choices into a form."""
        form.fiscal_year.choices = [SelectChoice(year, f"{year}年度") for year in self.years]
        form.department_schema.choices = self._forms(TableKind.DEPARTMENT)
        form.project_schema.choices = self._forms(TableKind.PROJECT)
        known = [SelectChoice(str(key), self._with_last_year(key, name)) for key, name in self.projects.items()]
        new = SelectChoice(NEW_PROJECT, "新项目（在下面写名称）")
        form.project.choices = [SelectChoice("", "请选择"), *known, new]
        return form

    def likely(self) -> dict[str, object]:
        """Give what is chosen before anybody has chosen."""
        kinds = {table.kind for table in self.tables}
        return {
            "fiscal_year": self.years[0],
            "kind": (TableKind.PROJECT if TableKind.PROJECT in kinds else TableKind.DEPARTMENT).value,
            "department_schema": self._likeliest(TableKind.DEPARTMENT),
            "project_schema": self._likeliest(TableKind.PROJECT),
            "project": "" if self.projects else NEW_PROJECT,
            "start": FORMER if self.tables else EMPTY,
        }

    def is_unknown(self, name: str) -> bool:
        """Tell whether a name is that of none of the projects, where there are any."""
        return bool(self.projects) and name not in self.projects.values()

    def _used(self, kind: TableKind) -> list[str]:
        """Give the forms that the department has used, the last one first."""
        return list(dict.fromkeys(each.schema_id for each in self.tables if each.kind is kind and each.schema_id))

    def _likeliest(self, kind: TableKind) -> str:
        """Give the last form that was used; where none was, the newest that there is."""
        known = {schema.id: schema for schema in self.forms if schema.kind is kind}
        used = [schema_id for schema_id in self._used(kind) if schema_id in known]
        return next(iter(used or sorted(known, key=_year_of, reverse=True)), "")

    def _forms(self, kind: TableKind) -> list[SelectChoice]:
        """Offer the forms of a kind, those first that the department has used."""
        known = {schema.id: schema.name for schema in self.forms if schema.kind is kind}
        used = [schema_id for schema_id in self._used(kind) if schema_id in known]
        others = sorted((schema_id for schema_id in known if schema_id not in used), key=_year_of, reverse=True)
        groups = {_USED: used, _OTHERS: others}
        return [SelectChoice(each, known[each], optgroup=name) for name, ids in groups.items() for each in ids]

    def _with_last_year(self, key: int, name: str) -> str:
        last = next((table.fiscal_year for table in self.tables if table.project_id == key), None)
        return f"{name}（最近一张：{last}年）" if last else name


def _year_of(schema_id: str) -> str:
    """Give the year in the id of a form, for sorting."""
    return "".join(character for character in schema_id if character.isdigit())


def named_project(form: NewDraftForm, projects: Mapping[int, str]) -> tuple[str | None, tuple[str, str] | None]:
    """Give the name of the project that a form chooses, and what is wrong with the choice, as field and sentence."""
    typed, chosen = clean_text(form.new_project.data), str(form.project.data or "")
    if chosen.isdigit():
        name = projects.get(int(chosen))
        if typed and name and typed != name:
            return None, (
                "new_project",
                f"上面选了“{name}”，这里又写了“{typed[:40]}”；新项目请在上面选“新项目”，否则删去这里写的",
            )
        return name, None
    alike = next((name for name in projects.values() if typed and label_key(name) == label_key(typed)), None)
    if alike and alike != typed:
        return None, ("new_project", f"已有项目“{alike}”，名称只差空格、标点或全角半角；请在上面直接选它")
    return typed, None
