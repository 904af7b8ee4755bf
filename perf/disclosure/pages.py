"""What each public page shows, as plain values: templates print them and decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from perf.conversion import FORMATS, FileFormat
from perf.domain.documents.blocks import Document
from perf.domain.terms import TableKind
from perf.rendering.form_on_page import FormOnPage, form_on_page
from perf.table_schemas import schema_by_id
from perf.targets.queries import DepartmentWithYears, TargetSummary
from perf.web.wording import say_amount, say_date

NO_FORM = "不合任何已知表样，按原表内容排列"


@dataclass(frozen=True, slots=True)
class DepartmentsPage:
    """The list of departments, all of them or those that were searched for."""

    departments: tuple[DepartmentWithYears, ...]
    searched: str
    has_any: bool
    count_sentence: str


def departments_page(departments: Sequence[DepartmentWithYears], searched: str) -> DepartmentsPage:
    """Choose the departments whose name or code holds what was searched for, upper or lower case."""
    wanted = searched.casefold()
    found = tuple(
        department
        for department in departments
        if wanted in department.name.casefold() or wanted in department.code.casefold()
    )
    tables = sum(year.target_count for department in found for year in department.years)
    counted = f"{len(found)} 个单位，{tables} 张表"
    if searched:
        counted = f"找到 {counted}" if found else f"没有单位的名称或代码含“{searched}”，请换个写法，或显示全部"
    return DepartmentsPage(found, searched, bool(departments), counted)


@dataclass(frozen=True, slots=True)
class TargetInList:
    """One table of a year's list."""

    id: int
    name: str
    indicator_count: int
    amount: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The tables of one kind."""

    anchor: str
    title: str
    name_heading: str
    targets: tuple[TargetInList, ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    """A department's tables of one year."""

    title: str
    lead: str
    code: str
    other_years: tuple[int, ...]
    groups: tuple[TargetGroup, ...]


def year_page(targets: Sequence[TargetSummary], years: Sequence[int]) -> YearPage:
    """Describe a department's tables of a year, at least one; ``years`` are all years it has tables for."""
    first = targets[0]
    groups = (
        TargetGroup(
            kind.value,
            kind.label,
            "项目" if kind is TableKind.PROJECT else "单位",
            tuple(_in_list(target) for target in targets if target.kind is kind),
        )
        for kind in TableKind
    )
    return YearPage(
        title=year_title(first),
        lead=f"单位代码 {first.department_code}，共 {len(targets)} 张绩效目标表。",
        code=first.department_code,
        other_years=tuple(year for year in years if year != first.fiscal_year),
        groups=tuple(group for group in groups if group.targets),
    )


def year_title(target: TargetSummary) -> str:
    """Name the page of a department and year."""
    return f"{target.department_name} {target.fiscal_year}年度绩效目标"


def _in_list(target: TargetSummary) -> TargetInList:
    name = target.project_name or target.department_name
    return TargetInList(target.id, name, target.indicator_count, say_amount(target.total, target.total_unit))


@dataclass(frozen=True, slots=True)
class TargetPage:
    """One table in its official layout, with what is known about it."""

    id: int
    title: str
    short_title: str
    year_title: str
    code: str
    fiscal_year: int
    facts: tuple[tuple[str, str], ...]
    formats: tuple[FileFormat, ...]
    form: FormOnPage


def target_page(summary: TargetSummary, document: Document) -> TargetPage:
    """Describe one table; ``document`` is its official layout without personal data."""
    short_title = summary.project_name or summary.kind.label
    return TargetPage(
        id=summary.id,
        title=f"{summary.project_name or summary.department_name}：{summary.title}（{summary.fiscal_year}年度）",
        short_title=short_title,
        year_title=year_title(summary),
        code=summary.department_code,
        fiscal_year=summary.fiscal_year,
        facts=tuple(_facts(summary)),
        formats=tuple(FORMATS.values()),
        form=form_on_page(document),
    )


def _facts(summary: TargetSummary) -> list[tuple[str, str]]:
    schema = schema_by_id(summary.schema_id) if summary.schema_id else None
    return [
        ("单位", f"{summary.department_name}（{summary.department_code}）"),
        ("类别", summary.kind.label),
        ("年度金额", say_amount(summary.total, summary.total_unit)),
        ("三级指标", f"{summary.indicator_count} 个"),
        ("表样", schema.name if schema else NO_FORM),
        ("来源文件", summary.source_name),
        ("导入日期", say_date(summary.updated_at)),
    ]
