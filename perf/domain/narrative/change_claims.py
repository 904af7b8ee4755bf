"""Changes against the year before: the arithmetic of each, and changes of parts against that of their whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perf.domain.money import sum_verdict
from perf.domain.narrative.arithmetic import HUNDRED, Printed, heaviest, ratio_verdict, show_percent, show_sum
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Quantity
from perf.domain.narrative.statements import Amount, Change, Statements
from perf.domain.terms import Verdict
from perf.domain.values import show_number

_SIGNS = {1: (1,), -1: (-1,), 0: (1,), None: (-1, 1)}
_WORDS = {1: "增加", -1: "减少"}


@dataclass(frozen=True, slots=True)
class Worked:
    """A change worked out for one amount and one direction.

    Attributes:
        subject: the amount that changed.
        delta: by how much, with its sign; ``None`` when the text states neither a difference nor last year's figure.
        verdict: what came of it.
        computed: what it should say.
        how: the arithmetic.
    """

    subject: Amount
    delta: Decimal | None
    verdict: Verdict
    computed: str | None
    how: str


def change_claims(statements: Statements) -> Iterator[Claim]:
    """Give a claim for every change of the text."""
    for change in statements.changes:
        worked = work_out(change, statements.amounts)
        how = f"{worked.subject.short_name}：{worked.how}"
        sentence = change.sentence.around(change.first.start)
        yield Claim(ClaimKind.CHANGE, sentence, change.written, worked.computed, worked.verdict, how, change.place)


def work_out(change: Change, amounts: Sequence[Amount]) -> Worked:
    """Work out a change for the amount that it fits best: the text may mean the last one or what it is a part of."""
    subjects = [amounts[number] for number in change.subjects]
    tries = [_work_out(change, subject, sign) for subject in subjects for sign in _SIGNS[change.direction]]
    best = min(tries, key=lambda each: _FITS.index(each.verdict))
    if best.verdict is Verdict.WRONG and len(subjects) > 1:
        return Worked(best.subject, None, Verdict.CANNOT_DECIDE, None, "看不出是哪一项的增减")
    return best


_FITS = (Verdict.CONFIRMED, Verdict.ROUNDING, Verdict.CANNOT_DECIDE, Verdict.WRONG)


def _work_out(change: Change, subject: Amount, sign: int) -> Worked:
    now = subject.value
    stated = change.delta.amount * sign if change.delta else Decimal() if change.direction == 0 else None
    before = change.previous.amount if change.previous else None if stated is None else now - stated
    if before is None:
        return Worked(subject, None, Verdict.CANNOT_DECIDE, None, "没有说上年数或增减额，无法核对")
    real, unit = now - before, subject.quantity
    verdicts, steps, computed = [], [], []
    if change.previous:
        verdicts.append(Verdict.CONFIRMED if stated is None else sum_verdict(stated, [now, -before]))
        terms = (unit.in_its_unit(number) for number in (now, -before))
        steps.append(f"{show_sum(terms)} = {show_sum((unit.in_its_unit(real),))}")
        computed.append(_said(real, unit))
    elif stated is not None:
        terms = (unit.in_its_unit(number) for number in (now, -stated))
        steps.append(f"上年 {show_sum(terms)} = {show_number(unit.in_its_unit(before))}")
        computed.append(_said(stated, unit))
    if change.percent:
        verdict, step, share = _percent(change, real, before, unit)
        verdicts.append(verdict)
        steps.append(step)
        computed += [share] if share else []
    if not verdicts:
        return Worked(subject, stated, Verdict.CANNOT_DECIDE, None, "没有说上年数或比例，无法核对")
    return Worked(
        subject, real if stated is None else stated, heaviest(verdicts), "，".join(computed), "，".join(steps)
    )


def _percent(change: Change, real: Decimal, before: Decimal, unit: Quantity) -> tuple[Verdict, str, str | None]:
    """Compare a stated percentage; nothing is a share of nothing."""
    assert change.percent is not None
    claimed, decimals = change.percent.number, change.percent.decimals
    if not before:
        verdict = Verdict.CANNOT_DECIDE if real or claimed else Verdict.CONFIRMED
        return verdict, "上年是 0，没有比例", None
    share = real / before * HUNDRED
    shown = show_percent(abs(share), decimals)
    verdict = _ratio(change, real, before)
    if claimed and change.direction is not None and share * change.direction < 0:
        verdict = Verdict.WRONG
    divided = " ÷ ".join(show_number(unit.in_its_unit(number)) for number in (abs(real), before))
    return verdict, f"{divided} = {shown}", shown


def _ratio(change: Change, real: Decimal, before: Decimal) -> Verdict:
    """Compare a stated percentage with the amounts, as far as they were printed: last year's, or by how much."""
    assert change.percent is not None
    now = real + before
    part, whole = (
        (Printed.of(now, -before), Printed.of(before))
        if change.previous
        else (Printed.of(real), Printed.of(now, -real))
    )
    part, whole = (Printed(abs(each.number), each.slack) for each in (part, whole))
    return ratio_verdict(part, whole, change.percent.number, change.percent.decimals)


def _said(delta: Decimal, unit: Quantity) -> str:
    if not delta:
        return "持平"
    return f"{_WORDS[1 if delta > 0 else -1]} {unit.show_like(abs(delta))}"
