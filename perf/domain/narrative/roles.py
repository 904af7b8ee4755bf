"""What the words before a quantity make of it: a change, last year's figure, a share, a rate, or a named amount."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from perf.domain.narrative.quantities import Measure

_WORDS_LIMIT = 200
"""Only so many characters before a quantity are looked at: no name is longer."""

_UP, _DOWN = "增加|增长|上升|提高|上涨", "减少|下降|降低|压减|缩减"
_CHANGE = re.compile(
    rf"(?P<up>{_UP}|增幅|增长率)?(?P<down>{_DOWN}|降幅|下降率)?"
    rf"(?P<other>[（(](?:{_UP}|{_DOWN})[）)]|/(?:{_UP}|{_DOWN}))?(?:了|额|约|为|达|[:：])*$"
)
_YEAR = re.compile(r"([2２][0０]\d\d)年(?:度|末|初|底)?")
_AGAINST = re.compile(
    r"(?:按?(?:同|可比)口径)?(?P<compared>与|比|较|同|和|由|从|相比|同比)?(?P<last>(?:上年|去年|上一年|(?P<year>[2２][0０]\d\d)年)度?)?"
    r"(?:年初|部门|财政拨款|当年)*(?:预算|执行|决算)?(?:数|总额|安排)?(?P<is>的|为|是)?(?:相比|比较|相比较|预计|共|，)*"
)
_NAMED_AGAINST = re.compile(
    r"(?P<name>[^比较与同]{2,40})(?:按?(?:同|可比)口径)?"
    r"(?:同比|(?:与|比|较|同)(?:上年|去年|上一年|[2２][0０]\d\d年)度?(?:年初)?(?:预算|执行|决算)?(?:数|总额)?(?:相比|比较)?)"
)
"""A change that names its subject again: “三公”经费预算比上年减少."""

_RISEN_TO = re.compile(rf"(?:{_UP}|{_DOWN})(?:到|至)了?$")
_RISEN_FROM = re.compile(
    r"(?P<name>[^由从]{2,40})(?:由|从)(?:上年|去年|上一年|[2２][0０]\d\d年)度?(?:年初)?(?:预算)?(?:数|总额)?(?:的|为)?"
)
"""An amount that is said with last year's before it: 会议费由上年 2 万元增加到 3 万元."""

_SHARE = re.compile(r"占(?P<of>[^占]*?)(?:的)?(?:比例|比重|比)?(?:为|达|约|是)*")
_RATE = re.compile(r"(?P<name>[^，、]{1,20}率)(?:为|达到|达|是|:|：)*")
_CUT = re.compile(r"[，,：:、；;。！？（(）)]")
_REFERENCE = re.compile(r"[（(][^（()）]*(?:详见|见表|附表)[^（()）]*[）)]")
_BALANCED = re.compile(r"[（(][^（()）]*[）)]")
_ORDINAL = re.compile(
    r"^(?:[（(]?\d{1,2}[.．、)）]|[（(]?[一二三四五六七八九十]{1,3}[、是)）]|[)）]|其中|另外|另|本部门|本单位|我单位|我部门)+"
)
_FILLING = re.compile(r"(?:为|是|约|共计|共|合计|总计|达到|达|分别)+$")
_BARE = {"支出", "收入"}
"""A bare word behind a comma speaks of what the words before it name (接待 24 批次，支出 2 万元)."""

LISTING = re.compile("其中|包括|分别为|分别是|具体为|构成为|用于以下方面")
"""Words that begin a list of parts."""


class Role(Enum):
    """What a quantity is."""

    NAMED = auto()
    PREVIOUS = auto()
    DELTA = auto()
    RISEN_FROM = auto()
    RISEN_TO = auto()
    SHARE = auto()
    RATE = auto()
    OTHER_CHANGE = auto()
    """A change of something that is not said, or not as an amount."""

    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words before a quantity say.

    Attributes:
        role: what the quantity is.
        name: of a named amount or rate its name; of a share what it is a share of; of a change what changed, where the
            words name it again.
        year: the year named.
        direction: of a change 1 up, -1 down, ``None`` left open.
        opens: brackets that open between the quantity before and this one and are still open.
        closes: brackets that close.
        lists: whether the words begin a list of parts.
        divides: whether a semicolon parts the quantity from the one before: lists inside a list end there.
    """

    role: Role
    name: str = ""
    year: int | None = None
    direction: int | None = None
    opens: int = 0
    closes: int = 0
    lists: bool = False
    divides: bool = False


def read_words(lead: str, measure: Measure) -> Reading:
    """Read the words between the quantity before (or the beginning of the sentence) and a quantity."""
    return _read_words(lead[-_WORDS_LIMIT:], measure)


@lru_cache(maxsize=1024)
def _read_words(lead: str, measure: Measure) -> Reading:
    words = _REFERENCE.sub("", "".join(lead.split()))
    bare = _BALANCED.sub("", words)
    opens = len(bare) - len(bare.replace("（", "").replace("(", ""))
    closes = len(bare) - len(bare.replace("）", "").replace(")", ""))
    pieces = [piece for piece in _pieces(words) if piece]
    found = _of_pieces(pieces, measure)
    return replace(found, opens=opens, closes=closes, lists=bool(LISTING.search(bare)), divides="；" in bare)


def _pieces(words: str) -> list[str]:
    """Cut words at commas and colons that stand outside of brackets; a bracket without its other half cuts too."""
    shielded = _BALANCED.sub(lambda inside: "\ue000" * len(inside[0]), words)
    cuts = [found.start() for found in _CUT.finditer(shielded)]
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(words)]
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def _of_pieces(pieces: list[str], measure: Measure) -> Reading:
    tail = pieces[-1] if pieces else ""
    if _RISEN_TO.search(tail):
        return Reading(Role.RISEN_TO)
    if risen := _RISEN_FROM.fullmatch(tail):
        return Reading(Role.RISEN_FROM, plain_name(risen["name"]))
    change = _CHANGE.search(tail)
    if change and (change["up"] or change["down"]):
        before = tail[: change.start()]
        if against := _AGAINST.fullmatch(before):
            year = int(against["year"]) if against["year"] else None
            return Reading(Role.DELTA, year=year, direction=_direction(change))
        named = _NAMED_AGAINST.fullmatch(before)
        name = plain_name(named["name"]) if named else ""
        return Reading(Role.DELTA, name, direction=_direction(change)) if name else Reading(Role.OTHER_CHANGE)
    if measure is Measure.PERCENT:
        return _of_percent(tail)
    return _of_named(pieces)


def _direction(change: re.Match[str]) -> int | None:
    """Give the direction of a change; none where both are offered and neither was struck out."""
    if change["other"] or (change["up"] and change["down"]):
        return None
    return 1 if change["up"] else -1


def _of_percent(tail: str) -> Reading:
    if share := _SHARE.fullmatch(tail):
        return Reading(Role.SHARE, share["of"])
    if rate := _RATE.fullmatch(tail):
        return Reading(Role.RATE, rate["name"])
    return Reading(Role.UNKNOWN)


def _of_named(pieces: list[str]) -> Reading:
    tail = pieces[-1] if pieces else ""
    against = _AGAINST.fullmatch(tail)
    year = _YEAR.search(tail)
    if against and against["last"]:
        if against["compared"] or not against["year"]:
            return Reading(Role.PREVIOUS, year=int(against["year"]) if against["year"] else None)
        # A year alone: the name stands before the comma.
        tail = pieces[-2] if len(pieces) > 1 else ""
    name = plain_name(tail)
    if name in _BARE:
        name = plain_name(next(filter(None, pieces[:-1]), "")) + name
    role = Role.NAMED if name else Role.UNKNOWN
    return Reading(role, name, int(year[1]) if year else None)


def plain_name(words: str) -> str:
    """Give a name without its ordinal, year and filling words."""
    name = _FILLING.sub("", _YEAR.sub("", _ORDINAL.sub("", words)))
    name = re.sub(r"(?:预算)?(?:合计)?数$", "", _FILLING.sub("", name))
    return _ORDINAL.sub("", name).strip("*“”" if name.count("“") != name.count("”") else "*")
