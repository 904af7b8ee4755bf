"""The text outside of tables as passages: paragraphs that a page end cut are whole again, each under its headings."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from perf.domain.documents.blocks import Paragraph
from perf.domain.places import TEXT, Place
from perf.domain.sources import Source

_HEADING_LIMIT = 40
_SENTENCE_LIMIT = 400
"""Longest sentence that is shown whole; of a longer one the part around the claim is shown."""

_CLAUSE_LIMIT = 60
_CLAUSE_CUT = re.compile(r"[，：:、；;。！？]|(?<!\d),|,(?!\d)|[（(](?=[^）)]*$)")

_ENDINGS = "。！？；：:;!?"
_LINE_LIMIT = 120
_NARROWEST_PAPER = 48
_RAGGED = 8
_LEAST_FULL_LINES = 5
"""Lines that paper broke: so many of them, of at least so many columns, come as near as this to the widest."""

_PROSE = re.compile(r"[，。；]|(?<!\d)[,;]|[,;](?!\d)")
_NAME_LIMIT = 40
_OPEN = re.compile("(?:[（(][^（()）]*|《[^《》]*|“[^“”]*)$")
"""A bracket or quotation that is not closed."""

_UNIT = re.compile("万元|亿元|元|%|％|个|项")
_LABEL = re.compile(r"[^，。；（(“]{1,8}[:：]")
_ORDINALS = (
    re.compile(r"第[一二三四五六七八九十]+部分"),
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
)
"""How headings begin, by level from the outermost."""

_SECTION = 1

_BEGINNING = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、](?!\d)|附件|附表|表[一二三四五六七八九十\d]|备注|注[:：]|目\s*录|前\s*言"
)
"""How a paragraph begins that is no rest of the one above."""

_MARKS = "-*#• "
"""Marks of lists and emphasis that some programs leave before a line."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, whole.

    Attributes:
        text: what it says.
        pieces: where in the text each of its pieces begins, and where that piece stands in the file.
        headings: the headings it stands under, outermost first.
        section: the heading of the main section it stands in (一、…).
    """

    text: str
    pieces: tuple[tuple[int, Source], ...]
    headings: tuple[str, ...] = ()
    section: str = ""

    def source_at(self, offset: int) -> Source:
        """Give where a character stands in the file."""
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1][1]

    def place(self, offset: int, read: str) -> Place:
        """Give the place of something said at a character."""
        heading = self.headings[-1] if self.headings else None
        return Place(TEXT, heading, None, read, source=self.source_at(offset))

    def quoted(self, start: int, end: int) -> Place:
        """Give the place of a part of the text; what is read there is that part, sign for sign."""
        return self.place(start, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, from one full stop to the next."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """What it says."""
        return self.passage.text[self.start : self.end]

    def clause_start(self, offset: int) -> int:
        """Give where the words right before a character begin: at the comma, colon or bracket before them."""
        begin = max(self.start, offset - _CLAUSE_LIMIT)
        before = self.passage.text[begin:offset]
        cuts = [cut.end() for cut in _CLAUSE_CUT.finditer(before)]
        if not cuts and begin > self.start:
            return offset
        return offset - len(before[cuts[-1] if cuts else 0 :].lstrip())

    def around(self, offset: int) -> str:
        """Give the sentence, or of a very long one what stands around a character."""
        if self.end - self.start <= _SENTENCE_LIMIT:
            return self.text.strip()
        start = max(self.start, offset - _SENTENCE_LIMIT // 2)
        end = min(self.end, start + _SENTENCE_LIMIT)
        before, after = "…" if start > self.start else "", "…" if end < self.end else ""
        return f"{before}{self.passage.text[start:end].strip()}{after}"


def passages_of(paragraphs: Sequence[Paragraph]) -> tuple[Passage, ...]:
    """Give the passages of a document, in order."""
    headings: dict[int, str] = {}
    passages = []
    for run in _runs(paragraphs, _full_line(paragraphs)):
        texts = [paragraph.text for paragraph in run]
        text = "".join(texts)
        level = _heading_level(text)
        if level is not None:
            headings = {above: heading for above, heading in headings.items() if above < level}
        starts = [0]
        for piece in texts[:-1]:
            starts.append(starts[-1] + len(piece))
        sources = (paragraph.source for paragraph in run)
        pieces = tuple(zip(starts, sources, strict=True))
        passages.append(Passage(text, pieces, tuple(headings.values()), headings.get(_SECTION, "")))
        if level is not None:
            headings[level] = text.lstrip(_MARKS)
    return tuple(passages)


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """Give the sentences of a passage, in order."""
    start = 0
    for stop in re.finditer("[。！？]+", passage.text):
        yield Sentence(passage, start, stop.end())
        start = stop.end()
    if passage.text[start:].strip():
        yield Sentence(passage, start, len(passage.text))


def _runs(paragraphs: Iterable[Paragraph], full: int) -> Iterator[list[Paragraph]]:
    """Put together paragraphs that are one sentence cut in two."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and not _goes_on(run, paragraph, full):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _full_line(paragraphs: Sequence[Paragraph]) -> int:
    """Give the least width of a line that ended where the paper did; where no paper broke the lines none is as wide.

    Paper broke them where many are as wide as the widest, and none is wider than any paper.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    widths = [_width(text) for text in texts] if max(map(len, texts), default=0) <= _LINE_LIMIT else []
    widest = max(widths, default=0)
    full = [width for width in widths if width >= widest - _RAGGED]
    is_broken = len(full) >= _LEAST_FULL_LINES and widest >= _NARROWEST_PAPER
    return widest - _RAGGED if is_broken else _LINE_LIMIT * 2 + 1


def _width(text: str) -> int:
    """Give the columns that a text takes in print, a Chinese character two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _goes_on(run: Sequence[Paragraph], below: Paragraph, full: int) -> bool:
    """Tell whether a paragraph begins in the middle of a sentence that the run above it left open.

    Only prose is cut, or a bracket, or a line as wide as the paper; names, dates and titles stand below each other
    without a full stop.
    """
    above = run[-1]
    return (
        above.tables_before == below.tables_before
        and above.text[-1] not in _ENDINGS
        and (
            any(_PROSE.search(piece.text) for piece in (run[0], above))
            or (above.text[-1].isdigit() and _UNIT.match(below.text) is not None)
            or _OPEN.search(above.text[-_NAME_LIMIT:]) is not None
            or full <= _width(above.text[: _LINE_LIMIT + 1])
        )
        and not _BEGINNING.match(below.text.lstrip(_MARKS))
        and not _LABEL.match(below.text)
    )


def _heading_level(text: str) -> int | None:
    """Give the level of a heading, ``None`` when the text is none."""
    text = text.lstrip(_MARKS)
    if len(text) > _HEADING_LIMIT or "，" in text or "," in text or text[-1:] in "；：:" or "。" in text[:-1]:
        return None
    return next((level for level, ordinal in enumerate(_ORDINALS) if ordinal.match(text)), None)
