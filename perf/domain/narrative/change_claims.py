"""Changes against the year before: the arithmetic of each, and changes of parts against that of their whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perf.domain.money import sum_verdict
from perf.domain.narrative.arithmetic import HUNDRED, heaviest, percent_verdict, show_percent, show_sum
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Measure, show_amount
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
        claimed = _claimed(change)
        start = change.first.start
        place = change.sentence.passage.place(start, claimed)
        how = f"{worked.subject.short_name}：{worked.how}"
        sentence = change.sentence.around(start)
        yield Claim(ClaimKind.CHANGE, sentence, claimed, worked.computed, worked.verdict, how, place)


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
    real = now - before
    verdicts, steps, computed = [], [], []
    if change.previous:
        verdicts.append(Verdict.CONFIRMED if stated is None else sum_verdict(stated, [now, -before]))
        steps.append(f"{show_sum((now, -before))} = {show_sum((real,))}")
        computed.append(_said(real))
    elif stated is not None:
        steps.append(f"上年 {show_sum((now, -stated))} = {show_number(before)}")
        computed.append(_said(stated))
    if change.percent:
        verdict, step, share = _percent(change, real, before)
        verdicts.append(verdict)
        steps.append(step)
        computed += [share] if share else []
    if not verdicts:
        return Worked(subject, stated, Verdict.CANNOT_DECIDE, None, "没有说上年数或比例，无法核对")
    return Worked(
        subject, real if stated is None else stated, heaviest(verdicts), "，".join(computed), "，".join(steps)
    )


def _percent(change: Change, real: Decimal, before: Decimal) -> tuple[Verdict, str, str | None]:
    """Compare a stated percentage; nothing is a share of nothing."""
    assert change.percent is not None
    claimed, decimals = change.percent.number, change.percent.decimals
    if not before:
        verdict = Verdict.CANNOT_DECIDE if real or claimed else Verdict.CONFIRMED
        return verdict, "上年是 0，没有比例", None
    share = real / before * HUNDRED
    shown = show_percent(abs(share), decimals)
    verdict = percent_verdict(abs(share), claimed, decimals)
    if claimed and change.direction is not None and share * change.direction < 0:
        verdict = Verdict.WRONG
    return verdict, f"{show_number(abs(real))} ÷ {show_number(before)} = {shown}", shown


def _said(delta: Decimal) -> str:
    if not delta:
        return "持平"
    return f"{_WORDS[1 if delta > 0 else -1]} {show_amount(abs(delta), Measure.MONEY)}"


def _claimed(change: Change) -> str:
    """Say what the text states, in the order people say it."""
    word = {1: "增加", -1: "减少", 0: "持平", None: "增减"}[change.direction]
    previous = [f"上年 {change.previous.show()}"] if change.previous else []
    delta = [f"{word} {change.delta.show()}"] if change.delta else [word] if change.direction == 0 else []
    percent = [f"{'' if change.delta else word}{change.percent.show()}"] if change.percent else []
    return "，".join((*previous, *delta, *percent))
