"""工程、修缮、购置类项目要有成本指标。

这类项目钱花在实物上，单价、总价算得清，不列成本指标，就看不出花得贵不贵。

不对：“办公楼维修改造工程”列了数量、质量、时效指标，没有成本指标。
对：加一个成本指标，如“维修单位成本”≤800 元/平方米。
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.structure.placement import is_cost
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity
from perf.domain.text import label_key

_TAIL = 60
"""What a project is stands at the end of its name."""


@rule(Severity.ERROR, basis="财预〔2021〕101号")
def works_and_purchases_have_costs(
    sheet: TargetSheet,
    *,
    project_words: Sequence[str],
    closing_words: Sequence[str],
    other_words: Sequence[str],
    since_year: int,
) -> Iterator[Fault]:
    """Find projects whose name says works or purchase, in years the guide is in force, without any cost row."""
    rows = sheet.target.indicators.half(Period.ANNUAL)
    year = sheet.target.fiscal_year
    labelled = any(row.first_level or row.second_level for row in rows)
    if year is None or year < since_year or not labelled or any(is_cost(row) for row in rows):
        return
    name = label_key(sheet.target.field_text("project_name") or "")
    core = name[-_TAIL:].rstrip("()0123456789年度")
    while core.endswith(tuple(closing_words)):
        core = next(core.removesuffix(word) for word in closing_words if core.endswith(word))
    if core.endswith(tuple(project_words)) and not any(word in name for word in other_words):
        yield Fault(
            "看名称是工程、修缮或购置类项目，却没有成本指标",
            (sheet.at_field("project_name"), replace(sheet.at_table(), row="一级指标“成本指标”")),
            "至少一个成本指标，如单位成本 ≤ 某数",
            "在成本指标下补上总成本或单位成本；若不是这类项目，请在项目名称里说清楚",
        )
