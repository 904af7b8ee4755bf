"""Shares of a whole, and rates of two counts."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.narrative.arithmetic import HUNDRED, percent_verdict, show_percent, show_sum
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.part_claims import listed_parts
from perf.domain.narrative.passages import Sentence
from perf.domain.narrative.quantities import Measure, Quantity
from perf.domain.narrative.statements import Amount, Rate, Share, Statements
from perf.domain.narrative.words import NarrativeWords, RateWords
from perf.domain.places import Place
from perf.domain.terms import Verdict
from perf.domain.values import show_number

_NEAR = 50
"""So many counts before a rate are looked at."""


def share_claims(statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> Iterator[Claim]:
    """Give a claim for every share and rate of the text."""
    amounts = statements.amounts
    lists = listed_parts(amounts)
    together: dict[int | None, list[Share]] = {}
    for share in statements.shares:
        together.setdefault(None if share.of else amounts[share.part].parent, []).append(share)
    for whole, shares in together.items():
        if whole is None:
            yield from _alone(shares, statements, lookup, words)
        else:
            yield from _of_list(amounts[whole], shares, amounts, is_whole=1 < len(shares) == len(lists[whole]))
    yield from _rates(statements, lookup, words)


def _of_list(whole: Amount, shares: Sequence[Share], amounts: Sequence[Amount], *, is_whole: bool) -> Iterator[Claim]:
    """Check shares listed together. If they do not add up to 100, each is held to the decimals of the finest."""
    finest = max(share.quantity.decimals for share in shares)
    total = sum((share.quantity.number for share in shares), Decimal())
    slack = len(shares) * Decimal("0.5").scaleb(-finest)
    adds_up = not is_whole or abs(total - HUNDRED) <= slack
    note = (
        "" if adds_up else f"；各项占比合计 {show_sum(each.quantity.number for each in shares)} = {show_number(total)}%"
    )
    wrong = False
    for share in shares:
        decimals = share.quantity.decimals if adds_up else finest
        claim = _of_whole(share, amounts[share.part], whole, decimals, note)
        wrong = wrong or claim.verdict is Verdict.WRONG
        yield claim
    if is_whole and not wrong and whole.value:
        yield _sum_of_shares(whole, shares, total, adds_up=adds_up)


def _of_whole(share: Share, part: Amount, whole: Amount, decimals: int, note: str) -> Claim:
    claimed = share.quantity
    against = (_place(whole.sentence, whole.quantity),)
    if not whole.value:
        verdict = Verdict.CANNOT_DECIDE if claimed.number else Verdict.CONFIRMED
        return _make(share.sentence, claimed, None, verdict, f"{whole.short_name}是 0，没有占比", against)
    computed = part.value / whole.value * HUNDRED
    verdict = percent_verdict(computed, claimed.number, decimals)
    figures = f"{show_number(part.value)} ÷ {show_number(whole.value)} = {show_percent(computed, decimals)}"
    how = f"{part.short_name}：{figures}" + (note if verdict is Verdict.WRONG else "")
    return _make(share.sentence, claimed, show_percent(computed, decimals), verdict, how, against)


def _sum_of_shares(whole: Amount, shares: Sequence[Share], total: Decimal, *, adds_up: bool) -> Claim:
    verdict = Verdict.CONFIRMED if adds_up else Verdict.WRONG
    how = f"{whole.short_name}各项占比：{show_sum(each.quantity.number for each in shares)} = {show_number(total)}%"
    how += "，相差的是四舍五入的尾数" if adds_up and total != HUNDRED else ""
    last = shares[-1]
    places = tuple(_place(share.sentence, share.quantity) for share in shares)
    sentence = last.sentence.around(last.quantity.start)
    return Claim(ClaimKind.SHARE, sentence, "100%", f"{show_number(total)}%", verdict, how, places[0], places[1:])


def _alone(
    shares: Sequence[Share], statements: Statements, lookup: BudgetLookup, words: NarrativeWords
) -> Iterator[Claim]:
    """Check shares of something the text names (占支出预算的 5%)."""
    stated: dict[tuple[str, int | None], Amount] = {}
    for amount in statements.amounts:
        if subject := lookup.found(amount).subject:
            stated.setdefault((subject.id, amount.year), amount)
            stated.setdefault((subject.id, None), amount)
    for share in shares:
        part = statements.amounts[share.part]
        subject = words.subject(share.of, share.sentence.passage.headings) if part.measure is Measure.MONEY else None
        if whole := stated.get((subject.id, part.year)) if subject else None:
            yield _of_whole(share, part, whole, share.quantity.decimals, "")
        else:
            how = (
                f"{part.short_name}：占“{share.of}”多少，文中没有可以对照的总数"
                if share.of
                else f"{part.short_name}：没有说占什么"
            )
            yield _make(share.sentence, share.quantity, None, Verdict.CANNOT_DECIDE, how)


def _rates(statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> Iterator[Claim]:
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
        return _make(rate.sentence, rate.quantity, None, Verdict.CANNOT_DECIDE, how)
    whole = before[-1]
    computed = part.value / whole.value * HUNDRED
    verdict = percent_verdict(computed, rate.quantity.number, rate.quantity.decimals)
    shown = show_percent(computed)
    how = f"{rate.name}：{show_number(part.value)} ÷ {show_number(whole.value)} = {shown}"
    against = tuple(_place(each.sentence, each.quantity) for each in (part, whole))
    return _make(rate.sentence, rate.quantity, shown, verdict, how, against)


def _decreases(statements: Statements, lookup: BudgetLookup) -> Mapping[tuple[str, Decimal], tuple[str, Place]]:
    """Give the decreases that the text states, by subject and percentage: what decreased, and where that is said."""
    stated: dict[tuple[str, Decimal], tuple[str, Place]] = {}
    for change in statements.changes:
        amount = statements.amounts[change.subjects[0]]
        subject = lookup.found(amount).subject
        if subject and change.percent and change.direction != 1:
            place = _place(change.sentence, change.percent)
            stated.setdefault((subject.id, change.percent.number), (amount.name, place))
    return stated


def _decrease(rate: Rate, stated: tuple[str, Place] | None) -> Claim:
    """Confirm a rate of decrease by the one stated elsewhere; another meaning of it is no mistake."""
    if stated is None:
        how = f"{rate.name}：文中没有可以对照的降幅"
        return _make(rate.sentence, rate.quantity, None, Verdict.CANNOT_DECIDE, how)
    name, place = stated
    how = f"{rate.name}：与{name}的降幅 {place.read} 相同"
    return _make(rate.sentence, rate.quantity, place.read, Verdict.CONFIRMED, how, (place,))


def _place(sentence: Sentence, quantity: Quantity) -> Place:
    return sentence.passage.place(quantity.start, quantity.show())


def _make(
    sentence: Sentence,
    claimed: Quantity,
    computed: str | None,
    verdict: Verdict,
    how: str,
    against: tuple[Place, ...] = (),
) -> Claim:
    place = _place(sentence, claimed)
    return Claim(
        ClaimKind.SHARE, sentence.around(claimed.start), claimed.show(), computed, verdict, how, place, against
    )
