"""What a document states of the year before, against the tables of the document of that year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from perf.domain.budget_tables import BudgetTables
from perf.domain.narrative.amount_claims import against_cells
from perf.domain.narrative.arithmetic import show_sum
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.change_claims import work_out
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Change, Statements
from perf.domain.narrative.words import NarrativeWords
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import TableKind, Verdict

_NEAR = 400
"""So many characters before a count say of which year it is."""

_YEAR = re.compile(r"([2２][0０]\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class LastYear:
    """The document of the year before.

    Attributes:
        year: its year.
        name: what its file is called.
        budget: its budget tables.
        sheets: its targets.
    """

    year: int
    name: str
    budget: BudgetTables
    sheets: Sequence[TargetSheet]


@dataclass(frozen=True, slots=True)
class _Stated:
    """Last year's figure of an amount, as an amount of its own, and the words that state it."""

    amount: Amount
    written: str
    place: Place
    how: str = ""


def last_year_claims(statements: Statements, last: LastYear, words: NarrativeWords) -> Iterator[Claim]:
    """Give a claim for every figure of the year before that the document of that year has a place for.

    Figures that differ are for a person to look at: budgets are adjusted during a year.
    """
    lookup = BudgetLookup(last.budget, words, statements.amounts)
    for stated in _stated(statements, last.year, words):
        cells = [cell for cell in lookup.found(stated.amount).cells if cell.table.unit]
        if cells:
            yield from _held_against(stated, against_cells(stated.amount, cells), last.name)
    for amount in statements.amounts:
        if _counts_targets(amount, words) and last.sheets and _year_before(amount) == last.year:
            yield _of_targets(amount, last)


def _stated(statements: Statements, year: int, words: NarrativeWords) -> Iterator[_Stated]:
    """Give every amount that is said of a year: in a sentence of its own, or as what a change is compared with."""
    for amount in statements.amounts:
        if amount.measure is Measure.MONEY and amount.year == year and _is_budgeted(amount.name, words):
            yield _Stated(amount, amount.written, amount.place)
    for change in statements.changes:
        if change.year in {None, year} and _is_budgeted(change.written, words):
            yield from _compared_with(change, statements.amounts)


def _is_budgeted(text: str, words: NarrativeWords) -> bool:
    return not any(word in text for word in words.not_budgeted)


def _compared_with(change: Change, amounts: Sequence[Amount]) -> Iterator[_Stated]:
    """Give last year's figure of a change: the one stated, or this year's without the difference."""
    worked = work_out(change, amounts)
    subject = worked.subject
    if change.previous and (len(change.subjects) == 1 or worked.delta is not None):
        before = replace(subject, quantity=change.previous, sentence=change.sentence)
        yield _Stated(before, change.written, change.place)
    elif change.delta and worked.delta is not None and worked.verdict is not Verdict.WRONG:
        unit = subject.quantity
        number = unit.in_its_unit(subject.value - worked.delta)
        terms = show_sum((unit.number, -unit.in_its_unit(worked.delta)))
        figure = replace(unit, number=number, decimals=max(unit.decimals, change.delta.decimals))
        before = replace(subject, quantity=figure)
        yield _Stated(before, change.written, change.place, f"算得 {terms} = {figure.show()}，")


def _held_against(stated: _Stated, claim: Claim, file: str) -> Iterator[Claim]:
    """Say of last year's figure what came of looking for it in last year's tables."""
    if claim.computed is None:
        return
    subject, _, how = claim.how.partition("：")
    yield Claim(
        ClaimKind.LAST_YEAR,
        stated.amount.sentence.around(stated.amount.quantity.start),
        stated.written,
        claim.computed,
        Verdict.CANNOT_DECIDE if claim.verdict is Verdict.WRONG else claim.verdict,
        f"{subject}的上年数：{stated.how}“{file}”的{how}",
        stated.place,
        tuple(place.in_file(file) for place in claim.against),
    )


def _counts_targets(amount: Amount, words: NarrativeWords) -> bool:
    return amount.measure is Measure.COUNT and amount.name.endswith(words.counts["targets_of_last_year"])


def _year_before(amount: Amount) -> int | None:
    """Give the year named last before a count."""
    start = amount.quantity.start
    years = _YEAR.findall(amount.sentence.passage.text, max(0, start - _NEAR), start)
    return int(years[-1]) if years else None


def _of_targets(amount: Amount, last: LastYear) -> Claim:
    """Check a count of last year's targets: all of them, or projects only, as departments count."""
    projects = sum(sheet.target.kind is TableKind.PROJECT for sheet in last.sheets)
    total = len(last.sheets)
    how = f"{amount.short_name}：“{last.name}”里有 {total} 张绩效目标表，其中项目支出 {projects} 张"
    is_right = amount.value in {Decimal(projects), Decimal(total)}
    return Claim(
        ClaimKind.LAST_YEAR,
        amount.sentence.around(amount.quantity.start),
        amount.written,
        amount.written if is_right else f"{total} 个",
        Verdict.CONFIRMED if is_right else Verdict.CANNOT_DECIDE,
        how,
        amount.place,
        tuple(sheet.at_table().in_file(last.name) for sheet in last.sheets),
    )
