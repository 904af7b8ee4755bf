"""What a share is a share of where the text names it (占支出预算的 5%): the nearest amount that is called so."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from perf.domain.narrative.arithmetic import HUNDRED
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Share, Statements
from perf.domain.narrative.words import NarrativeWords, Subject

_MOST_TRIED = 20
"""So many amounts of a name are looked at for one of the right year."""


class NamedWholes:
    """The amounts of a text by what they are called."""

    def __init__(self, statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> None:
        self.statements = statements
        self._lookup = lookup
        self._words = words
        self._called: dict[str, list[int]] = {}
        for amount in statements.amounts:
            if amount.measure is Measure.MONEY:
                subject = lookup.found(amount).subject
                key = subject.id if subject else words.core(amount.name)
                self._called.setdefault(key, []).append(amount.number)

    def nearest(self, share: Share) -> Amount | None:
        """Give the amount that a share names: the one said last before it, or where there is none the next."""
        part = self.statements.amounts[share.part]
        said = self._called.get(self._key(share), ()) if part.measure is Measure.MONEY else ()
        after = bisect_left(said, share.part)
        numbers = (*reversed(said[max(0, after - _MOST_TRIED) : after]), *said[after : after + _MOST_TRIED])
        years = {part.year, None} if part.year else None
        amounts = (self.statements.amounts[number] for number in numbers if number != share.part)
        return next((each for each in amounts if years is None or each.year in years), None)

    def complete_runs(self, shares: Sequence[Share]) -> Iterator[Sequence[Share]]:
        """Give the shares of one whole that are said one after the other and together make it up.

        They do when their percentages add up to 100, or to more although the words know that there is nothing else.
        """
        runs: dict[tuple[str, str], list[Share]] = {}
        for share in shares:
            key = self._key(share), share.sentence.passage.section
            run = runs.setdefault(key, [])
            run.append(share)
            lasts = (run[-length:] for length in range(2, min(len(run), _MOST_TRIED) + 1))
            if key[0] and (complete := next(filter(self._is_complete, lasts), None)):
                del runs[key]
                yield complete

    def _is_complete(self, run: Sequence[Share]) -> bool:
        total = sum((share.quantity.number for share in run), Decimal())
        slack = len(run) * Decimal("0.5").scaleb(-max(share.quantity.decimals for share in run))
        if abs(total - HUNDRED) <= slack:
            return True
        whole = self._subject(run[0])
        parts = {subject.id for share in run if (subject := self._lookup.found(self._part(share)).subject)}
        return total > HUNDRED and whole is not None and len(run) == len(parts) and parts == set(whole.parts)

    def _part(self, share: Share) -> Amount:
        return self.statements.amounts[share.part]

    def _subject(self, share: Share) -> Subject | None:
        return self._words.subject(share.of, share.sentence.passage.headings)

    def _key(self, share: Share) -> str:
        subject = self._subject(share)
        return subject.id if subject else self._words.core(share.of)
