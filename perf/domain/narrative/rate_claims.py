"""Rates with a name: of two counts that the text states (公开率), or the decrease of something it names (压减率)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.narrative.arithmetic import HUNDRED, percent_verdict, show_percent
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Rate, Statements
from perf.domain.narrative.words import NarrativeWords, RateWords
from perf.domain.places import Place
from perf.domain.terms import Verdict
from perf.domain.values import show_number

_NEAR = 50
"""So many counts before a rate are looked at."""


def rate_claims(statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> Iterator[Claim]:
    """Give a claim for every rate of the text that the words know."""
    counts = [amount for amount in statements.amounts if amount.measure is Measure.COUNT]
    decreases = _decreases(statements, lookup)
    for rate in statements.rates:
        known = next((each for each in words.rates if rate.name.endswith(each.names)), None)
        if known is None:
            continue
        if known.decrease_of:
            yield _decrease(rate, decreases.get((known.decrease_of, rate.quantity.number)))
        else:
            end = bisect_left(counts, rate.before, key=lambda count: count.number)
            yield _ratio(rate, known, counts[max(0, end - _NEAR) : end])


def _ratio(rate: Rate, known: RateWords, counts: Sequence[Amount]) -> Claim:
    """Check one count over another (公开项目 2 个 over 绩效目标 2 个)."""
    part = next((each for each in reversed(counts) if each.name.endswith(known.part)), None)
    before = [each for each in counts if part and each.number < part.number and each.name.endswith(known.whole)]
    if part is None or not before or not before[-1].value:
        how = f"{rate.name}：文中没有可以对照的个数"
        return _make(rate, None, Verdict.CANNOT_DECIDE, how)
    whole = before[-1]
    computed = part.value / whole.value * HUNDRED
    # Of the whole there cannot be more than all: the counts do not belong together.
    is_possible = part.value <= whole.value
    stated = rate.quantity
    verdict = percent_verdict(computed, stated.number, stated.decimals) if is_possible else Verdict.CANNOT_DECIDE
    shown = show_percent(computed)
    how = f"{rate.name}：{show_number(part.value)} ÷ {show_number(whole.value)} = {shown}"
    against = tuple(each.place for each in (part, whole))
    return _make(rate, shown, verdict, how, against)


def _decreases(statements: Statements, lookup: BudgetLookup) -> Mapping[tuple[str, Decimal], tuple[str, Place]]:
    """Give the decreases that the text states, by subject and percentage: what decreased, and where that is said."""
    stated: dict[tuple[str, Decimal], tuple[str, Place]] = {}
    for change in statements.changes:
        amount = statements.amounts[change.subjects[0]]
        subject = lookup.found(amount).subject
        if subject and change.percent and change.direction != 1:
            place = change.sentence.passage.quoted(change.percent.start, change.percent.end)
            stated.setdefault((subject.id, change.percent.number), (amount.name, place))
    return stated


def _decrease(rate: Rate, stated: tuple[str, Place] | None) -> Claim:
    """Confirm a rate of decrease by the one stated elsewhere; another meaning of it is no mistake."""
    if stated is None:
        how = f"{rate.name}：文中没有可以对照的降幅"
        return _make(rate, None, Verdict.CANNOT_DECIDE, how)
    name, place = stated
    how = f"{rate.name}：与{name}的降幅 {place.read} 相同"
    return _make(rate, place.read, Verdict.CONFIRMED, how, (place,))


def _make(rate: Rate, computed: str | None, verdict: Verdict, how: str, against: tuple[Place, ...] = ()) -> Claim:
    figure, passage = rate.quantity, rate.sentence.passage
    place = passage.quoted(figure.start, figure.end)
    sentence = rate.sentence.around(figure.start)
    return Claim(ClaimKind.SHARE, sentence, place.read, computed, verdict, how, place, against)
