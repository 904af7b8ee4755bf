"""Break Chinese text into lines as a printer would.

No line starts with a closing mark or ends with an opening one, a number stays with its sign and its unit, and a
Latin word stays whole. Where a line is too narrow for the rule, the rule gives way, never the margin: text that
runs over the cell's edge cannot be read at all.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

HARD_BREAK = "\u2028"
"""Where a line must end. Drawn without ink or width: so line ends of the page and of the text differ."""

OPENING_MARKS = "（《〈「『【〔〖［｛“‘([{￥¥$"
CLOSING_MARKS = "，。；：、！？）》〉」』】〕〗］｝”’％%‰℃…—～·),.;:!?]}々"
_COMBINING = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"

_UNITS = (
    "个工作日|个百分点|百分点|工作日|个月|季度|小时|分钟|人次|人天|周年|平方米|平方公里|立方米|公里|千米|公斤|千克|公顷|"
    "[万亿千百]?元|[万亿千百]?(?:[年月日号天周次轮人名户家项篇份件条起期场批套台辆座处所间亩米吨倍分级度届字页册本部类种例站村株头只个])|"
    "[万亿]|[A-Za-zµ²³/]+"
)
_SIGN = r"[≥≤≧≦＞＜＝>=<±+＋\-−－]"
_NUMBER = rf"{_SIGN}* ?[0-9０-９]+(?:[.,．，][0-9０-９]+)*(?:[%％‰℃]| ?(?:{_UNITS}))?"
_WORD = r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f_./:@&'\-]*"
_OPENED = rf"[{re.escape(OPENING_MARKS)}]*"
_CORE = rf"(?:{_NUMBER}(?:[-~—～至]{_NUMBER})?|{_WORD}|.)"
_CLOSED = rf"(?: *[{re.escape(CLOSING_MARKS)}{_COMBINING}])* ?"
_CLUSTER = re.compile(_OPENED + _CORE + _CLOSED, re.DOTALL)
_LABEL_CLUSTER = re.compile(f"（[^（）]{{1,6}}）|{_OPENED}{_CORE}{_CLOSED}", re.DOTALL)
"""In labels a short bracket stays whole too: 预算金额 / （万元）."""

_OPENING = frozenset(OPENING_MARKS)
_CLOSING = frozenset(CLOSING_MARKS)


class Line(NamedTuple):
    """One line of text.

    Attributes:
        text: the characters, a space or a hard break at the end included.
        width: width of what is seen (no spaces at the end), in 1/1000 of the type size.
        soft: whether the text goes on in the next line although it has no break here.
    """

    text: str
    width: int
    soft: bool


class Lines(NamedTuple):
    """A broken text.

    Attributes:
        lines: at least one; joined, their texts are the text.
        torn: whether a word, a number or a group of marks had to be broken because it is wider than a line.
    """

    lines: tuple[Line, ...]
    torn: bool


Widths = Mapping[str, int]
"""From a character to its width in 1/1000 of the type size."""


def break_lines(text: str, room: int, widths: Widths) -> Lines:
    """Break text into lines.

    Args:
        text: what to break; it holds no control characters, and ``HARD_BREAK`` where a line must end.
        room: width of a line in 1/1000 of the type size.
        widths: widths of the characters.
    """
    return _break(text, room, widths, _CLUSTER)


def _break(text: str, room: int, widths: Widths, pattern: re.Pattern[str]) -> Lines:
    lines: list[Line] = []
    torn = False
    paragraphs = text.split(HARD_BREAK)
    last = len(paragraphs) - 1
    for number, paragraph in enumerate(paragraphs):
        mark = "" if number == last else HARD_BREAK
        width = sum(map(widths.__getitem__, paragraph))
        if width <= room:
            lines.append(Line(paragraph + mark, _seen(paragraph, width, widths), soft=False))
            continue
        filler = _Filler(room, widths)
        for cluster in pattern.findall(paragraph):
            filler.add(cluster)
        lines += filler.finish(mark)
        torn = torn or filler.torn
    return Lines(tuple(lines), torn)


def balance_lines(text: str, room: int, widths: Widths) -> Lines:
    """Break text into as few lines as fit, and as equal as can be: 预算收支管理 becomes 3 + 3, not 5 + 1.

    The arguments are those of :func:`break_lines`. A short bracket that had to be broken counts as torn too.
    """
    lines: list[Line] = []
    torn = False
    paragraphs = text.split(HARD_BREAK)
    for number, paragraph in enumerate(paragraphs):
        broken = _balance(paragraph, room, widths)
        torn = torn or broken.torn
        lines += broken.lines
        if number < len(paragraphs) - 1:
            lines[-1] = lines[-1]._replace(text=lines[-1].text + HARD_BREAK)
    return Lines(tuple(lines), torn)


def _balance(text: str, room: int, widths: Widths) -> Lines:
    broken = _break(text, room, widths, _LABEL_CLUSTER)
    if broken.torn:
        return Lines(_break(text, room, widths, _CLUSTER).lines, torn=True)
    count = len(broken.lines)
    if count == 1:
        return broken
    low, high = max(line.width for line in broken.lines) // count, room
    while low < high:
        middle = (low + high) // 2
        tried = _break(text, middle, widths, _LABEL_CLUSTER)
        if len(tried.lines) == count and not tried.torn:
            broken, high = tried, middle
        else:
            low = middle + 1
    return broken


class _Filler:
    """Fills lines one after the other."""

    def __init__(self, room: int, widths: Widths) -> None:
        self.torn = False
        self._room = room
        self._widths = widths
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._width = 0

    def add(self, cluster: str) -> None:
        """Put a cluster behind the last one; on a line of its own where it does not fit there."""
        width = self._widths[cluster] if len(cluster) == 1 else sum(map(self._widths.__getitem__, cluster))
        seen = _seen(cluster, width, self._widths) if cluster[-1] == " " else width
        if self._width + seen > self._room:
            self._end_line()
            if seen > self._room:
                self.torn = True
                *pieces, cluster = _tear(cluster, self._room, self._widths)
                for piece in pieces:
                    self._parts.append(piece)
                    self._width = sum(map(self._widths.__getitem__, piece))
                    self._end_line()
                width = sum(map(self._widths.__getitem__, cluster))
        self._parts.append(cluster)
        self._width += width

    def finish(self, mark: str) -> list[Line]:
        """End the last line with a mark and give all lines."""
        text = "".join(self._parts)
        self._lines.append(Line(text + mark, _seen(text, self._width, self._widths), soft=False))
        return self._lines

    def _end_line(self) -> None:
        if self._parts:
            text = "".join(self._parts)
            self._lines.append(Line(text, _seen(text, self._width, self._widths), soft=True))
            self._parts = []
            self._width = 0


def _seen(text: str, width: int, widths: Widths) -> int:
    """Give the width without the spaces at the end."""
    if not text.endswith(" "):
        return width
    return width - widths[" "] * (len(text) - len(text.rstrip(" ")))


def _tear(cluster: str, room: int, widths: Widths) -> Iterator[str]:
    """Break a cluster that is wider than a line; even here no closing mark starts a line if one can help it."""
    start = 0
    while start < len(cluster):
        end, width = start, 0
        while end < len(cluster) and (width + widths[cluster[end]] <= room or end == start):
            width += widths[cluster[end]]
            end += 1
        yield cluster[start : (end := _better_end(cluster, start, end))]
        start = end


def _better_end(cluster: str, start: int, end: int) -> int:
    if end == len(cluster):
        return end
    allowed = [
        place
        for place in range(end, start, -1)
        if cluster[place] not in _CLOSING and cluster[place - 1] not in _OPENING
    ]
    # A number loses its unit rather than its last digits.
    outside = (place for place in allowed if not (cluster[place - 1].isdecimal() and _is_figure(cluster[place])))
    return next(outside, None) or next(iter(allowed), end)


def _is_figure(character: str) -> bool:
    return character.isdecimal() or character in ".,．，"
