"""整体支出绩效目标表的金额，与同一文件的部门预算公开表一致。

整体目标管的是部门全部的钱，支出合计就是部门支出总表的总计，基本支出、项目支出各自对得上；收入合计等于支出合计。表里一处漏填，合计
跟着少，公开后一比就看得出来。

不对：部门支出总表总计 170 万元，其中项目支出 8 万元；整体支出绩效目标表“项目支出”空着，“支出预算合计”只有 162。
对：“项目支出”填 8，“支出预算合计”和“收入预算合计”都填 170。
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perf.domain.budget_tables import BudgetTables
from perf.domain.checks.finding import Fault
from perf.domain.checks.money.budget_cells import BudgetFigure, budget_figure
from perf.domain.checks.money.slot_amounts import amounts_in, is_printed
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.money import rounding_slack, show_amount, sum_verdict
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, Severity, TableKind, Verdict

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Difference:
    """A slot that says another amount than the budget."""

    key: str
    place: Place
    written: Decimal | None
    due: BudgetFigure

    @property
    def missing(self) -> Decimal:
        """What the slot has too little."""
        return self.due.amount - (self.written or Decimal())


@rule(Severity.ERROR, basis="财预〔2016〕143号")
def department_targets_match_the_budget(
    document: PublishedDocument, *, rows: Sequence[_Row], totals: Sequence[str], parts: Sequence[str]
) -> Iterator[Fault]:
    """Compare the money block of the one department target with the budget tables: one finding for all that differs."""
    sheets = [sheet for sheet in document.sheets if sheet.target.kind is TableKind.DEPARTMENT]
    if len(sheets) != 1:
        return
    unit = sheets[0].schema.unit
    differences: dict[Verdict, list[_Difference]] = {Verdict.ROUNDING: [], Verdict.WRONG: []}
    for row in rows:
        found = _difference(sheets[0], row, document.budget)
        if found:
            differences[found[0]].append(found[1])
    if differences[Verdict.WRONG]:
        yield _fault(differences[Verdict.WRONG], totals, parts, unit)
    for each in differences[Verdict.ROUNDING]:
        message = f"与{each.due.table}的 {show_amount(each.due.amount)} 有四舍五入的尾差"
        yield Fault(message, (each.place,), _amount(each, unit), "核对原始数据，确是尾差的不用改", Severity.NOTE)


def _difference(sheet: TargetSheet, row: _Row, budget: BudgetTables) -> tuple[Verdict, _Difference] | None:
    """Compare one slot with the first budget total that is stated for it; ``None`` when they agree or none is."""
    key, unit = row["amount"], sheet.schema.unit
    written = amounts_in(sheet, [key], Period.ANNUAL, unit)
    due = budget_figure(budget, row["cells"], unit)
    if written is None or due is None or not is_printed(sheet, key, Period.ANNUAL):
        return None
    if not _is_comparable(budget, row.get("only_if_equal", ()), unit):
        return None
    verdict = sum_verdict(due.amount, [written[0] or Decimal()])
    found = _Difference(key, sheet.at_amount(key), written[0], due)
    if verdict is Verdict.CONFIRMED or _is_undecided(found, row, budget, unit):
        return None
    return verdict, found


def _is_undecided(found: _Difference, row: _Row, budget: BudgetTables, unit: str) -> bool:
    """Tell whether a difference lies within money that authorities count differently, but for rounding."""
    undecided = budget_figure(budget, [row["undecided_within"]], unit) if "undecided_within" in row else None
    if undecided is None:
        return False
    slack = rounding_slack([found.written or Decimal(), found.due.amount, undecided.amount])
    return abs(found.missing) <= undecided.amount + (slack if undecided.amount else 0)


def _is_comparable(budget: BudgetTables, cells: Sequence[_Row], unit: str) -> bool:
    """Tell whether budget totals that must agree first do: 表七 holds all basic expenditure where it equals 表三."""
    figures = [budget_figure(budget, [cell], unit) for cell in cells]
    return len({figure.amount if figure else None for figure in figures}) <= 1


def _fault(differences: Sequence[_Difference], totals: Sequence[str], parts: Sequence[str], unit: str) -> Fault:
    """Word all differences of a table as one; where those of parts explain that of the total, say so."""
    total = next((each for each in differences if each.key in totals), None)
    causes = [each for each in differences if each.key in parts]
    if total and causes and sum(each.missing for each in causes) == total.missing:
        names = "、".join(f"{'空着' if each.written is None else '填错'}的“{each.place.row}”" for each in causes)
        gap = f"{show_amount(abs(total.missing))} {unit}"
        message = f"{_contrast(total)}，差 {gap}，正是{names}"
    else:
        message = "；".join(map(_contrast, differences))
    expected = "，".join(f"{each.place.row} {_amount(each, unit)}" for each in differences)
    fix = "先补齐或改正分项，再改支出合计和收入合计，按来源类型分的各项也要加得到新的合计"
    return Fault(message, tuple(each.place for each in differences), expected, fix)


def _contrast(each: _Difference) -> str:
    """Say what is written and what the budget says."""
    written = "空着" if each.written is None else f"填了 {show_amount(each.written)}"
    return f"“{each.place.row}”{written}，{each.due.table}是 {show_amount(each.due.amount)}"


def _amount(each: _Difference, unit: str) -> str:
    """Say the amount that is due."""
    return f"{show_amount(each.due.amount)} {unit}"
