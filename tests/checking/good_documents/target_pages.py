"""The target tables of a department, in any of the forms."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from perf.conversion.targets_to_files import document_of
from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.table_schema import TableSchema
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Period
from perf.domain.values import parse_value
from perf.rendering.text import render_text
from perf.table_schemas import schema_by_id
from tests.checking.good_documents.departments import STAFF, Department, Project, in_ten_thousands
from tests.checking.good_documents.works import ROWS_OF_2015, ROWS_OF_2024, ROWS_OF_2026, WEIGHTS, WORKS, Rows

_TOTALS = ("total", "appropriation", "other_funds")
_THREE_YEARS = 3
Halves = Mapping[Period, tuple[str, Rows]]
"""Goal and rows of each half."""


def department_page(of: Department) -> str:
    """Print the department's own target."""
    form = _form(of.forms[0])
    rows = {"gansu-2024-department": ROWS_OF_2024, "gansu-2026-department": ROWS_OF_2026}.get(form.id, ROWS_OF_2015)
    goal = "年内新增图书 6000 册，读者满意度达到 95% 以上。"
    amounts = _department_amounts(of, form)
    task = {"task": "文献购置", "content": "购置与借阅", **{key: amounts.get(key, "") for key in _TOTALS}}
    fields = {"department_name": of.name}
    return _printed(of, form, fields, list(_funding(form, amounts)), task, {Period.ANNUAL: (goal, rows)})


def _department_amounts(of: Department, form: TableSchema) -> dict[str, str]:
    """Give what stands in the money block of a department's target, in 万元; what was carried over is for projects."""
    staff = sum((cost for code, cost in of.costs.items() if code in STAFF), Decimal())
    own, carried = of.total("own"), of.total(part="carried_over")
    projects = of.total(part="project") + carried
    amounts = {
        "basic_personnel": staff,
        "basic_operation": of.total(part="basic") - staff,
        "basic_total": of.total(part="basic"),
        "project_own": projects - of.transfers,
        "project_transfers": of.transfers,
        "project_total": projects,
        "superior_subsidy": Decimal(),
        "appropriation": of.total() - own - carried,
        "carried_over": carried,
        "other_funds": own,
        **dict.fromkeys(("income_total", "expenditure_total", "total"), of.total()),
    }
    slots = {slot.key for slot in form.slots if slot.holds == "amount"}
    if "carried_over" not in slots:
        amounts["other_funds"] += carried
    return {key: f"{in_ten_thousands(amount)}" for key, amount in amounts.items() if key in slots}


def project_pages(of: Department) -> Iterator[str]:
    """Print the targets of the projects."""
    form = _form(of.forms[1])
    for project in of.projects:
        name, annual = WORKS[project.work].name, in_ten_thousands(project.amount)
        cost = {"item": name, "amount": f"{annual}", "calculation": "按上年合同价测算"}
        cost |= dict.fromkeys(("spent_two_years_before", "spent_year_before"), f"{annual}")
        money = [*_funding(form, _project_amounts(annual))]
        money += _funding(form, _project_amounts(annual * _THREE_YEARS), Period.MEDIUM_TERM)
        yield _printed(of, form, _project_fields(of, name), money, cost, _halves(project, form))


def _project_amounts(total: Decimal) -> dict[str, str]:
    same = ("total", "appropriation", "budget_year_before", "spent_year_before", "spent_two_years_before")
    return dict.fromkeys(same, f"{total}") | {"carried_over": "0", "other_funds": "0"}


def _project_fields(of: Department, name: str) -> dict[str, str]:
    return {
        "project_name": name,
        "supervising_department": "示例市文化局",
        "implementing_unit": of.name,
        "project_nature": "延续性",
        "project_period": f"{of.year}年",
        "medium_term_years": f"{of.year}-{of.year + _THREE_YEARS - 1}年",
        "project_category": "本级支出项目",
        "project_basis": "示例市“十五五”规划纲要",
        "safeguards": "按月调度，按季检查。",
        "department_opinion": "同意。",
        "finance_opinion": "同意。",
    }


def _halves(project: Project, form: TableSchema) -> Halves:
    """Give the halves that the form has: some have a goal for three years, some indicators too."""
    work = WORKS[project.work]
    halves: dict[Period, tuple[str, Rows]] = {Period.ANNUAL: (work.goal, work.rows)}
    if any(slot.holds == "goal" and slot.period is Period.MEDIUM_TERM for slot in form.slots):
        goal = f"三年内{work.name}按规划完成，服务对象满意度逐年提高。"
        rows = work.rows if Period.MEDIUM_TERM in form.indicators.periods else ()
        planned = [(first, second, name, work.three_years.get(name, value)) for first, second, name, value in rows]
        halves[Period.MEDIUM_TERM] = (goal, planned)
    return halves


def _form(form_id: str) -> TableSchema:
    form = schema_by_id(form_id)
    assert form
    return form


def _printed(
    of: Department,
    form: TableSchema,
    fields: Mapping[str, str],
    funding: list[Funding],
    line: Mapping[str, str],
    halves: Halves,
) -> str:
    """Print a target: of what is given, what the form has a place for; ``line`` goes into its list."""
    target = PerformanceTarget(
        kind=form.kind,
        title=form.title,
        schema=form.id,
        fiscal_year=of.year,
        fields=tuple(FieldValue(key, text) for key, text in fields.items() if key in form.field_names),
        goals=tuple(Goal(period, text) for period, (text, _) in halves.items()),
        funding=tuple(funding),
        lists=tuple(ListRow(block.key, tuple(line.items())) for block in form.lists),
        indicators=IndicatorTree(
            tuple(_indicator(form, row, period) for period, (_, rows) in halves.items() for row in rows)
        ),
    )
    return render_text([document_of(target)]).decode()


def _funding(form: TableSchema, amounts: Mapping[str, str], period: Period = Period.ANNUAL) -> Iterator[Funding]:
    for slot in form.slots:
        if slot.holds == "amount" and slot.period is period and slot.key in amounts:
            amount, unit, text = read_amount(amounts[slot.key])
            yield Funding(slot.key, slot.name, amount, unit or form.unit, text, period)


def _indicator(form: TableSchema, row: tuple[str, str, str, str], period: Period) -> Indicator:
    first, second, name, value = row
    keys = {column.key for column in form.indicators.half(period)}
    weight = WEIGHTS.get(first) if "first_level_weight" in keys else None
    further = {"standard": "按计划完成得满分", "actual_year_before": value.lstrip("≥≤="), "formula": "实际数÷计划数"}
    return Indicator(
        name=name,
        first_level=first if "first_level" in keys else None,
        second_level=second if "second_level" in keys else None,
        value=parse_value(value),
        first_level_weight=Decimal(weight) if weight else None,
        details=tuple((key, text) for key, text in further.items() if key in keys),
        period=period,
    )
