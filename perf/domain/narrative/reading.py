"""Reads passages into statements, quantity by quantity, by the words that stand before each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from perf.domain.narrative.passages import Passage, Sentence, sentences_of
from perf.domain.narrative.quantities import Measure, Quantity, quantities_in
from perf.domain.narrative.roles import LISTING, Reading, Role, read_words
from perf.domain.narrative.statements import Amount, Change, Rate, Share, Statements

_DEEPEST = 8
"""Lists inside lists beyond this are no longer told apart."""

_NEAR = 12
"""So many amounts back a change may name its subject again."""

_UNCHANGED = re.compile(r"\s*(?:相比)?，?(?:持平|一致|零增长|相同|无变化|无增减|没有变化)")
_NONE_BEFORE = re.compile(
    r"[\s，,]*(?:上年|去年|上一年)[^，,。；;]{0,12}?(?:无|没有|未)[^，,。；;]{0,3}[该此][^，,。；;]{0,3}"
)
_OPEN_ENDS = ("：", ":", "；", ";")


def statements_in(passages: Iterable[Passage]) -> Statements:
    """Read every passage of a document, in order."""
    reader = _Reader()
    for passage in passages:
        reader.read(passage)
    return reader.statements()


@dataclass(slots=True)
class _Reader:
    """What was said so far, and where in nested lists the reading stands.

    Attributes:
        last: position of the amount said last.
        lists: positions of the amounts whose parts are being listed, outermost first.
        brackets: how many lists were open, and which amount was the last, when each open bracket began.
        goes_on: whether a list of the passage above goes on.
        risen: name and last year's figure of an amount that is still to be said.
        open_change: whether further figures belong to the change said last.
        other_change: whether they belong to a change of something that the text gives no amount for.
    """

    amounts: list[Amount] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    last: int | None = None
    lists: list[int] = field(default_factory=list)
    brackets: list[tuple[int, int | None]] = field(default_factory=list)
    open_change: bool = False
    other_change: bool = False
    goes_on: bool = False
    risen: tuple[str, Quantity] | None = None

    def statements(self) -> Statements:
        """Give what was read."""
        return Statements(tuple(self.amounts), tuple(self.changes), tuple(self.shares), tuple(self.rates))

    def read(self, passage: Passage) -> None:
        """Read one passage. One that begins with 其中 or 包括 goes on with the amount said last."""
        if not self.goes_on and not LISTING.match(passage.text):
            self.last = None
        self.goes_on = True
        found = list(quantities_in(passage.text))
        number = 0
        for sentence in sentences_of(passage):
            inside = []
            while number < len(found) and found[number].end <= sentence.end:
                inside.append(found[number])
                number += 1
            self._read_sentence(sentence, inside)
        self._end_passage(passage.text)

    def _end_passage(self, text: str) -> None:
        """Close every list, unless the next passage goes on with one."""
        self.brackets.clear()
        self.open_change = False
        last_words = text[text.rfind("。") + 1 :]
        if text.endswith(_OPEN_ENDS[:2]) and LISTING.search(last_words) and self.last is not None:
            self.lists = [self.last]
        elif not text.endswith(_OPEN_ENDS[2:]):
            self.lists.clear()
            self.goes_on = False

    def _read_sentence(self, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        text = sentence.passage.text
        before = sentence.start
        self.brackets.clear()
        self.open_change = self.other_change = False
        self.risen = None
        for place, quantity in enumerate(quantities):
            words = read_words(text[before : quantity.start], quantity.measure)
            if place == 0 and sentence.start > 0 and not words.lists:
                self.lists.clear()
            if words.divides:
                del self.lists[1:]
            self._move(words, quantity)
            self._add(words, quantity, sentence)
            before = quantity.end

    def _move(self, words: Reading, quantity: Quantity) -> None:
        """Go in and out of brackets and lists, as the words before a quantity say."""
        for _ in range(min(words.closes, len(self.brackets))):
            depth, self.last = self.brackets.pop()
            del self.lists[depth:]
        for _ in range(min(words.opens, _DEEPEST - len(self.brackets))):
            self.brackets.append((len(self.lists), self.last))
        begins = (words.opens or words.lists) and self.last is not None and len(self.lists) < _DEEPEST
        if begins and words.role is Role.NAMED and self.amounts[self.last or 0].measure is quantity.measure:
            self.lists.append(self.last or 0)

    def _add(self, words: Reading, quantity: Quantity, sentence: Sentence) -> None:
        match words.role:
            case Role.NAMED if quantity.measure is not Measure.PERCENT:
                self._add_amount(words, quantity, sentence)
            case Role.PREVIOUS | Role.DELTA:
                self._add_change(words, quantity, sentence)
            case Role.SHARE if self.last is not None:
                self.shares.append(Share(self.last, words.name, quantity, sentence))
            case Role.RISEN_FROM if words.name and quantity.measure is Measure.MONEY:
                self.risen = words.name, quantity
            case Role.RISEN_TO if quantity.measure is Measure.MONEY:
                self._add_risen(quantity, sentence)
            case Role.RATE:
                self.rates.append(Rate(words.name, quantity, sentence, len(self.amounts)))
            case Role.OTHER_CHANGE:
                self.open_change, self.other_change = False, True
            case _:
                self.open_change = False

    def _add_amount(self, words: Reading, quantity: Quantity, sentence: Sentence) -> None:
        parent = self.lists[-1] if self.lists else None
        if parent is not None and self.amounts[parent].measure is not quantity.measure:
            parent = None
        self.last = len(self.amounts)
        self.amounts.append(Amount(self.last, words.name, words.year, quantity, sentence, parent))
        self.open_change = self.other_change = False

    def _add_risen(self, quantity: Quantity, sentence: Sentence) -> None:
        """Add an amount that was said to rise or fall from last year's; one whose name was said before is known."""
        if self.risen:
            name, before = self.risen
            self._add_amount(Reading(Role.NAMED, name), quantity, sentence)
            self._add_change(Reading(Role.PREVIOUS), before, sentence)
        elif not self.open_change:
            self.other_change = True
        self.risen = None

    def _add_change(self, words: Reading, quantity: Quantity, sentence: Sentence) -> None:
        """Begin a change with last year's figure or a difference, or go on with the one that was begun."""
        if words.name:
            self.open_change = self.other_change = False
        change = self.changes[-1] if self.open_change else Change((), sentence)
        subjects = () if self.other_change else change.subjects or self._subjects(words.name)
        said, grown = _grown(change, words, quantity)
        if not subjects:
            self.open_change, self.other_change = False, True
        elif said is None:
            if self.open_change:
                self.changes.pop()
            if grown.delta is quantity and not grown.previous:
                grown = replace(grown, previous=self._none_before(quantity, sentence, subjects[0]))
            self.changes.append(replace(grown, subjects=subjects, year=words.year or change.year))
            self.open_change = True

    def _named(self, name: str) -> tuple[int, ...]:
        """Give the amount of a name among those said last."""
        said = (each for each in reversed(self.amounts[-_NEAR:]) if each.measure is Measure.MONEY)
        same = (each for each in said if each.name.startswith(name) or name.startswith(each.name))
        return tuple(each.number for each in same)[:1]

    def _none_before(self, delta: Quantity, sentence: Sentence, subject: int) -> Quantity | None:
        """Give nothing as last year's figure where the text says so behind a change that is the whole amount."""
        found = _NONE_BEFORE.match(sentence.passage.text, delta.end)
        if not found or delta.amount != self.amounts[subject].value:
            return None
        return Quantity(found.start(), found.end(), Decimal(), delta.unit, 0)

    def _subjects(self, name: str) -> tuple[int, ...]:
        """Give the amounts that a change said now may be about: the one it names, or the last and what that is of."""
        if name:
            return self._named(name)
        subjects: list[int] = []
        number = self.last
        while number is not None and len(subjects) <= _DEEPEST:
            subjects.append(number)
            number = self.amounts[number].parent
        return tuple(subjects)


def _grown(change: Change, words: Reading, quantity: Quantity) -> tuple[Quantity | None, Change]:
    """Give a change with a further figure, and what it said in that figure's place before."""
    if quantity.measure is Measure.PERCENT:
        direction = change.direction if change.delta else words.direction
        return change.percent, replace(change, percent=quantity, direction=direction)
    if words.role is Role.DELTA:
        return change.delta, replace(change, delta=quantity, direction=words.direction)
    unchanged = _UNCHANGED.match(change.sentence.passage.text, quantity.end)
    direction, end = (0, unchanged.end()) if unchanged else (None, None)
    return change.previous, replace(change, previous=quantity, direction=direction, end=end)
