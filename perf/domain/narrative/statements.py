"""What the sentences say, before anything is compared: amounts with their names, changes, shares and rates."""

import re
from dataclasses import dataclass
from decimal import Decimal

from perf.domain.narrative.passages import Sentence
from perf.domain.narrative.quantities import Measure, Quantity
from perf.domain.places import Place

_LEVEL = re.compile(r"[^（）]+（\d+[类款项]）")
_NAME_LIMIT = 30
_QUOTE_LIMIT = 100
"""A change whose figures stand further apart is quoted by its ends."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A named amount or count (基本支出 162.08 万元, 绩效自评项目共 2 个).

    Attributes:
        number: its position among the document's amounts.
        name: what it is called, without year and filling words.
        year: the year it is said to be of, ``None`` when the text does not say.
        quantity: the amount.
        sentence: where it is said.
        parent: position of the amount that it is listed as a part of, ``None`` when it is in no list.
    """

    number: int
    name: str
    year: int | None
    quantity: Quantity
    sentence: Sentence
    parent: int | None = None

    @property
    def short_name(self) -> str:
        """The name without the 科目 above it: 行政运行（01项） of 一般公共服务（201类）…（11款）行政运行（01项）."""
        levels: list[str] = _LEVEL.findall(self.name)
        if len(levels) < 2:
            return self.name if len(self.name) <= _NAME_LIMIT else f"{self.name[:_NAME_LIMIT]}…"
        # Several 款 of one 类 are the 类.
        return levels[-1] if levels[-2].endswith("款）") and levels[-1].endswith("项）") else levels[0]

    @property
    def written(self) -> str:
        """The figure as it stands in the file."""
        return self.quantity.written_in(self.sentence.passage.text)

    @property
    def place(self) -> Place:
        """Where the figure stands."""
        return self.sentence.passage.quoted(self.quantity.start, self.quantity.end)

    @property
    def named_place(self) -> Place:
        """Where the figure stands, with the words that name it."""
        return self.sentence.passage.quoted(self.sentence.clause_start(self.quantity.start), self.quantity.end)

    @property
    def value(self) -> Decimal:
        """The amount, of money in 万元."""
        return self.quantity.amount

    @property
    def measure(self) -> Measure:
        """Whether it is money or a count."""
        return self.quantity.measure


@dataclass(frozen=True, slots=True)
class Change:
    """A change against the year before (与上年 389.86 万元相比增加 15.45 万元，增长 3.96%).

    Attributes:
        subjects: positions of the amounts it may be about, the nearest first.
        sentence: where it is said.
        previous: what the year before is said to have been.
        delta: by how much it changed.
        percent: by what share.
        direction: 1 up, -1 down, 0 unchanged, ``None`` where the text leaves it open (增加（减少）).
        end: the character after the words that say it is unchanged, where they stand behind the figure.
        year: the year it is compared with, where the text names one.
    """

    subjects: tuple[int, ...]
    sentence: Sentence
    previous: Quantity | None = None
    delta: Quantity | None = None
    percent: Quantity | None = None
    direction: int | None = None
    end: int | None = None
    year: int | None = None

    @property
    def written(self) -> str:
        """What it says, as it stands in the file: from the words before its first figure to its last figure."""
        figures = sorted(filter(None, (self.previous, self.delta, self.percent)), key=lambda figure: figure.start)
        text, last = self.sentence.passage.text, figures[-1]
        start, end = self.sentence.clause_start(figures[0].start), self.end or last.end
        if end - start <= _QUOTE_LIMIT:
            is_open = re.search("[（(][^（()）]*$", text[start:end]) and text[end : end + 1] in {"）", ")"}
            return text[start : end + bool(is_open)]
        return f"{text[start : figures[0].end]}……{text[self.sentence.clause_start(last.start) : end]}"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sentence.passage.place(self.first.start, self.written)

    @property
    def first(self) -> Quantity:
        """The figure that stands for it."""
        found = self.delta or self.previous or self.percent
        assert found is not None, "a change states a figure"
        return found


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole (项目支出 8 万元，占 5%).

    Attributes:
        part: position of the amount that is the share.
        of: what it is a share of where the text says so, else ``""``.
        quantity: the share.
        sentence: where it is said.
    """

    part: int
    of: str
    quantity: Quantity
    sentence: Sentence

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sentence.passage.quoted(self.quantity.start, self.quantity.end)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with a name (公开率为 100%).

    Attributes:
        name: its name.
        quantity: the rate.
        sentence: where it is said.
        before: number of amounts said before it.
    """

    name: str
    quantity: Quantity
    sentence: Sentence
    before: int


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything the sentences of a document say that may be checked, in its order."""

    amounts: tuple[Amount, ...] = ()
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    rates: tuple[Rate, ...] = ()
