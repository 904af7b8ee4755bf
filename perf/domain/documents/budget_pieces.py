"""A document cut into pieces that may be one public budget table each: title lines, rows, and what stands below."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perf.domain.documents.blocks import FoundTable, Paragraph
from perf.domain.documents.budget_words import BudgetWords, KindWords
from perf.domain.documents.lines import Line, filled_lines
from perf.domain.sources import Source

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}(?:-[0-9]{1,2})?)"
_NUMBERED = re.compile(rf"(?:公开|附)?表\s*{_NUMBER}\s*[、:：.．]?")
_ATTACHED = re.compile(rf"附件?\s*{_NUMBER}\s*[:：]?")
_NAMED_TABLE = re.compile(r"表\s*(?:[（(][^（()）]*[)）])?\s*$")
_UNIT = re.compile(r"单位\s*[:：]\s*(?P<unit>万元|元)")
_UNIT_LINE = re.compile(rf"[（(]?\s*(?:金额)?{_UNIT.pattern}\s*[)）]?")
_HEAD = (_UNIT_LINE, _NUMBERED, _ATTACHED)
_SENTENCE = re.compile(r"[。；;！]")
_TITLE_LENGTH = 60
_TITLE_REACH = 5
"""How many paragraphs before a table may still hold its title, number and unit."""
_NOTE_REACH = 3
"""How many paragraphs below a table may still speak of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be one budget table.

    Attributes:
        kind: what its title says it is, ``None`` when it has no title of a budget table.
        title: the title as printed, its number (表七) before it; ``""`` without one.
        unit: the unit printed above it.
        lines: its rows, from its headings on.
        note: what stands below it.
        table_number: position of its table in the document; ``None`` when it has only a title.
        source: where it starts.
    """

    kind: KindWords | None
    title: str
    unit: str | None
    lines: Sequence[Line]
    note: str | None
    table_number: int | None
    source: Source


def pieces_of(
    tables: Sequence[FoundTable], paragraphs: Sequence[Paragraph], words: BudgetWords, taken: Collection[int]
) -> Iterator[Piece]:
    """Cut a document into pieces, in its order; the tables whose numbers are ``taken`` are something else."""
    waiting = list(_untabled(paragraphs, len(tables), words))
    for number, table in enumerate(tables):
        while waiting and waiting[0][0] <= number:
            yield waiting.pop(0)[1]
        if number not in taken:
            yield from _in_table(number, table, words)
    yield from (piece for _, piece in waiting)


def is_title(text: str, words: BudgetWords) -> bool:
    """Tell a line that names a budget table as a table."""
    return _is_name(text, words) and _NAMED_TABLE.search(text) is not None


def _is_name(text: str, words: BudgetWords) -> bool:
    return len(text) <= _TITLE_LENGTH and not _SENTENCE.search(text) and words.kind_titled(text) is not None


def _is_numbered(texts: Sequence[str], place: int) -> bool:
    """Tell whether a line that only numbers a table (表九) stands above this one."""
    return place > 0 and _NUMBERED.fullmatch(texts[place - 1]) is not None


def _titles(texts: Sequence[str], words: BudgetWords) -> list[int]:
    """Find the lines that are titles: what follows a table's number need not say 表."""
    return [
        place
        for place, text in enumerate(texts)
        if is_title(text, words) or (_is_numbered(texts, place) and _is_name(text, words))
    ]


def _in_table(number: int, table: FoundTable, words: BudgetWords) -> Iterator[Piece]:
    """Cut a table at the titles inside it: a worksheet holds titles and notes in cells too."""
    lines = filled_lines(table.grid)
    starts = [row for row, line in enumerate(lines) if (text := _only_text(line)) and is_title(text, words)]
    if not starts or starts[0] > _TITLE_REACH:
        starts.insert(0, 0)
    starts[0] = 0
    above = list(table.before[-_TITLE_REACH:])
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        inside, below = _without_foot(lines[start:end], words)
        head, rows = _without_head(inside, words)
        after = (*below, *(table.after if end == len(lines) else ()))
        yield _piece((*above, *head), rows, after, (number, table.source), words)
        above = [text for text in below if _NUMBERED.fullmatch(text)]


def _without_head(lines: Sequence[Line], words: BudgetWords) -> tuple[list[str], Sequence[Line]]:
    """Take off the rows that say title, number and unit."""
    head: list[str] = []
    for row, line in enumerate(lines):
        text = _only_text(line)
        if line and not (text and (_is_name(text, words) or any(line.fullmatch(text) for line in _HEAD))):
            return head, lines[row:]
        head += [text] if text else []
    return head, ()


def _without_foot(lines: Sequence[Line], words: BudgetWords) -> tuple[Sequence[Line], list[str]]:
    """Take off the rows below the table: its notes, and the number of the next table."""
    end = len(lines)
    foot: list[str] = []
    while end and (not lines[end - 1] or _is_foot(_only_text(lines[end - 1]), words)):
        text = _only_text(lines[end - 1])
        foot += [text] if text else []
        end -= 1
    return lines[:end], foot[::-1]


def _is_foot(text: str | None, words: BudgetWords) -> bool:
    if text is None:
        return False
    return text.startswith(words.notes) or any(line.fullmatch(text) for line in (_NUMBERED, _ATTACHED))


def _piece(
    above: Sequence[str],
    lines: Sequence[Line],
    below: Sequence[str],
    where: tuple[int | None, Source],
    words: BudgetWords,
) -> Piece:
    """Make a piece of what stands above, in and below it; of several titles above the nearest is its own."""
    at = max(_titles(above, words), default=None)
    units = (_UNIT.search(text) for text in above[at or 0 :])
    unit = next((found["unit"] for found in units if found), None)
    note = _note(below, words)
    if at is None:
        return Piece(None, "", unit, lines, note, *where)
    title = f"{above[at - 1]} {above[at]}" if _is_numbered(above, at) else above[at]
    return Piece(words.kind_titled(above[at]), " ".join(title.split()), unit, lines, note, *where)


def _note(below: Sequence[str], words: BudgetWords) -> str | None:
    """Give the notes and sentences directly below a table."""
    spoken: list[str] = []
    for text in below[:_NOTE_REACH]:
        if not (text.startswith(words.notes) or (text.endswith("。") and not is_title(text, words))):
            break
        spoken.append(text)
    return "\n".join(spoken) or None


def _only_text(line: Line) -> str | None:
    """Give the text of a row that has only one."""
    return next(iter(line.values())).text if len(line) == 1 else None


def _untabled(paragraphs: Sequence[Paragraph], tables: int, words: BudgetWords) -> Iterator[tuple[int, Piece]]:
    """Find titles that unit or note follow but no table: what has only a heading row is no table to readers.

    ``tables`` is the number of tables in the document. Gives with each title how many tables stand before it.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    titled = _titles(texts, words)
    for place, following in pairwise([*titled, len(paragraphs)]):
        start = paragraphs[place]
        end = paragraphs[following].tables_before if following < len(paragraphs) else tables
        below = [p.text for p in paragraphs[place + 1 : following] if p.tables_before == start.tables_before]
        unit = _UNIT.search(below[0]) if below else None
        is_table = bool(unit) or bool(below and below[0].startswith(words.notes))
        if is_table and end == start.tables_before:
            above = texts[max(place - 1, 0) : place + 1] + below[: 1 if unit else 0]
            notes = next((below[at:] for at, text in enumerate(below) if text.startswith(words.notes)), ())
            yield start.tables_before, _piece(above, (), notes, (None, start.source), words)
