"""Shares of a whole: of a list's whole, of an amount that the text names, or of what the shares together make up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perf.domain.narrative.arithmetic import HUNDRED, Printed, ratio_verdict, show_percent, show_sum
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.named_wholes import NamedWholes
from perf.domain.narrative.part_claims import listed_parts
from perf.domain.narrative.statements import Amount, Share, Statements
from perf.domain.narrative.words import NarrativeWords
from perf.domain.places import Place
from perf.domain.terms import Verdict
from perf.domain.values import show_number


@dataclass(frozen=True, slots=True)
class _Whole:
    """What shares are held against: one amount, or the sum of several."""

    name: str
    value: Decimal
    places: tuple[Place, ...]
    sum: str = ""

    @classmethod
    def of(cls, amount: Amount) -> "_Whole":
        return cls(amount.short_name, amount.value, (amount.place,))


def share_claims(statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> Iterator[Claim]:
    """Give a claim for every share of the text."""
    amounts = statements.amounts
    lists = listed_parts(amounts)
    together: dict[int | None, list[Share]] = {}
    for share in statements.shares:
        together.setdefault(None if share.of else amounts[share.part].parent, []).append(share)
    for whole, shares in together.items():
        if whole is None:
            yield from _of_named(shares, NamedWholes(statements, lookup, words))
        else:
            is_whole = 1 < len(shares) == len(lists[whole])
            yield from _of_list(_Whole.of(amounts[whole]), shares, amounts, is_whole=is_whole)


def _of_list(whole: _Whole, shares: Sequence[Share], amounts: Sequence[Amount], *, is_whole: bool) -> Iterator[Claim]:
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


def _of_whole(share: Share, part: Amount, whole: _Whole, decimals: int, note: str = "") -> Claim:
    if not whole.value:
        verdict = Verdict.CANNOT_DECIDE if share.quantity.number else Verdict.CONFIRMED
        return _make(share, None, verdict, f"{whole.name}是 0，没有占比", whole.places)
    computed = part.value / whole.value * HUNDRED
    verdict = ratio_verdict(Printed.of(part.value), Printed.of(whole.value), share.quantity.number, decimals)
    divided = " ÷ ".join(show_number(part.quantity.in_its_unit(number)) for number in (part.value, whole.value))
    shown = show_percent(computed, decimals)
    how = f"{part.short_name}：{whole.sum}{divided} = {shown}" + (note if verdict is Verdict.WRONG else "")
    return _make(share, shown, verdict, how, whole.places)


def _sum_of_shares(whole: _Whole, shares: Sequence[Share], total: Decimal, *, adds_up: bool) -> Claim:
    verdict = Verdict.CONFIRMED if adds_up else Verdict.WRONG
    how = f"{whole.name}各项占比：{show_sum(each.quantity.number for each in shares)} = {show_number(total)}%"
    how += "，相差的是四舍五入的尾数" if adds_up and total != HUNDRED else ""
    last = shares[-1]
    first, *others = (share.place for share in shares)
    sentence = last.sentence.around(last.quantity.start)
    computed = f"合计 {show_percent(total)}"
    return Claim(ClaimKind.SHARE, sentence, first.read, computed, verdict, how, first, tuple(others))


def _of_named(shares: Sequence[Share], wholes: NamedWholes) -> Iterator[Claim]:
    """Check shares of something the text names (占支出预算的 5%)."""
    amounts = wholes.statements.amounts
    unstated = []
    for share in shares:
        if whole := wholes.nearest(share):
            yield _of_whole(share, amounts[share.part], _Whole.of(whole), share.quantity.decimals)
        else:
            unstated.append(share)
    decided = set()
    for run in wholes.complete_runs(unstated):
        decided |= {id(share) for share in run}
        yield from _of_list(_together(run, amounts), run, amounts, is_whole=True)
    for share in unstated:
        if id(share) not in decided:
            what = f"占“{share.of}”多少，文中没有可以对照的总数" if share.of else "没有说占什么"
            yield _make(share, None, Verdict.CANNOT_DECIDE, f"{amounts[share.part].short_name}：{what}")


def _together(shares: Sequence[Share], amounts: Sequence[Amount]) -> _Whole:
    """Give the whole that some shares make up: the sum of the amounts they are said of."""
    parts = [amounts[share.part] for share in shares]
    value, unit = sum((part.value for part in parts), Decimal()), parts[0].quantity
    terms = show_sum(unit.in_its_unit(part.value) for part in parts)
    said = f"各项合计 {terms} = {unit.show_like(value)}，"
    return _Whole(shares[0].of, value, tuple(part.place for part in parts), said)


def _make(share: Share, computed: str | None, verdict: Verdict, how: str, against: tuple[Place, ...] = ()) -> Claim:
    sentence = share.sentence.around(share.quantity.start)
    return Claim(ClaimKind.SHARE, sentence, share.place.read, computed, verdict, how, share.place, against)
