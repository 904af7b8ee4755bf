"""Changes of parts against the change of their whole: what the items grew by must add up to what the total grew by."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.money import sum_verdict
from perf.domain.narrative.arithmetic import show_sum
from perf.domain.narrative.budget_lookup import ECONOMIC, FUNCTION, BudgetLookup
from perf.domain.narrative.change_claims import Worked, work_out
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Quantity
from perf.domain.narrative.statements import Change, Statements
from perf.domain.terms import Verdict
from perf.domain.values import show_number

_Changed = tuple[Change, Worked]
_KINDS = {FUNCTION: "各功能分类科目", ECONOMIC: "各经济分类科目"}


def changes_of_parts(statements: Statements, lookup: BudgetLookup, missing_share: Decimal) -> Iterator[Claim]:
    """Hold the changes of 科目 against those of the expenditure they make up.

    Functions make up the whole expenditure, economic kinds the basic expenditure. Where the text does not list all of
    them, what is missing may have changed too: then only a difference far beyond the missing amounts is told, and as
    something to look at (no verdict, but ``computed``).
    """
    changed = [(change, work_out(change, statements.amounts)) for change in statements.changes]
    known = [each for each in changed if each[1].delta is not None]
    subjects = _by_subject(known, lookup)
    totals = {FUNCTION: _whole(subjects), ECONOMIC: [subjects["basic"]] if "basic" in subjects else []}
    halves = _halves(subjects)
    if halves and len(totals[FUNCTION]) == 1:
        yield from _compare(totals[FUNCTION], halves, "基本支出和项目支出", missing_share)
    for family, name in _KINDS.items():
        parts = [each for each in known if lookup.found(each[1].subject).family == family]
        if totals[family] and len(parts) > 1:
            yield from _compare(totals[family], parts, name, missing_share)


def _by_subject(changed: Sequence[_Changed], lookup: BudgetLookup) -> Mapping[str, _Changed]:
    found: dict[str, _Changed] = {}
    for each in changed:
        if subject := lookup.found(each[1].subject).subject:
            found.setdefault(subject.id, each)
    return found


def _whole(subjects: Mapping[str, _Changed]) -> Sequence[_Changed]:
    """Give the change of the whole expenditure, or those of the two halves that make it up."""
    whole = subjects.get("expenditure") or subjects.get("general")
    return [whole] if whole else _halves(subjects)


def _halves(subjects: Mapping[str, _Changed]) -> Sequence[_Changed]:
    halves = [subjects[each] for each in ("basic", "project") if each in subjects]
    return halves if len(halves) == 2 else []


def _compare(
    wholes: Sequence[_Changed], parts: Sequence[_Changed], name: str, missing_share: Decimal
) -> Iterator[Claim]:
    whole, stated = _sum_of(wholes)
    amount, changed = _sum_of(parts)
    missing = abs(whole - amount)
    if missing > whole * missing_share:
        return
    verdict = sum_verdict(stated, _deltas(parts))
    is_explained = any(worked.verdict is Verdict.WRONG for _, worked in (*wholes, *parts))
    if verdict is Verdict.WRONG and (is_explained or abs(stated - changed) <= missing + whole * missing_share):
        return
    verdict = Verdict.CANNOT_DECIDE if verdict is Verdict.WRONG else verdict
    yield _claim(wholes, parts, name, verdict)


def _claim(wholes: Sequence[_Changed], parts: Sequence[_Changed], name: str, verdict: Verdict) -> Claim:
    """Say what the parts' changes add up to, in the unit that the whole is written in."""
    change, worked = wholes[0]
    unit = worked.subject.quantity
    stated, computed = (f"{_sum_shown(each, unit)} {unit.unit}" for each in (wholes, parts))
    names = "与".join(worked.subject.short_name for _, worked in wholes)
    together = f"相加，{stated}；" if len(wholes) > 1 else ""
    how = f"{names}的增减：{together}{name}的增减相加，{computed}"
    against = tuple(each.place for each, _ in (*wholes[1:], *parts))
    sentence = change.sentence.around(change.first.start)
    total = f"{_signed(unit.in_its_unit(_sum_of(parts)[1]))} {unit.unit}"
    return Claim(ClaimKind.CHANGE, sentence, change.written, total, verdict, how, change.place, against)


def _sum_shown(changed: Sequence[_Changed], unit: Quantity) -> str:
    deltas = [unit.in_its_unit(delta) for delta in _deltas(changed)]
    return f"{show_sum(deltas)} = {_signed(sum(deltas, Decimal()))}"


def _sum_of(changed: Sequence[_Changed]) -> tuple[Decimal, Decimal]:
    """Give what some amounts are together, and what they changed by together."""
    amounts = sum((worked.subject.value for _, worked in changed), Decimal())
    return amounts, sum(_deltas(changed), Decimal())


def _deltas(changed: Sequence[_Changed]) -> list[Decimal]:
    return [worked.delta or Decimal() for _, worked in changed]


def _signed(number: Decimal) -> str:
    sign = "−" if number < 0 else "+" if number else ""
    return f"{sign}{show_number(abs(number))}"
