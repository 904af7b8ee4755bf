"""Cut a small CFF font out of a large one (the outlines of ``.otf`` files).

The glyphs keep their curves and hints byte for byte; only calls of shared subroutines are written out. What comes
out is a CID-keyed font program as PDF embeds it (``CIDFontType0C``), its characters numbered 0, 1, 2 … in the
order asked for.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from mmap import mmap
from typing import NamedTuple

from perf.rendering.pdf.charstrings import Routines, UnreadableGlyphError, flatten, number_bytes
from perf.rendering.pdf.font_file import FontError, FontFile

EMPTY_GLYPH = -1
"""Stands in a list of glyphs for one that draws nothing and takes no room."""

_BOUNDING_BOX = b"\x05"
_CHARSET = b"\x0f"
_CHAR_STRINGS = b"\x11"
_PRIVATE = b"\x12"
_LOCAL_ROUTINES = b"\x13"
_NOMINAL_WIDTH = b"\x15"
_FONT_MATRIX = b"\x0c\x07"
_ROS = b"\x0c\x1e"
_CID_COUNT = b"\x0c\x22"
_PARTS = b"\x0c\x24"
_PART_SELECT = b"\x0c\x25"
_FONT_NAME = b"\x0c\x26"
_END_CHAR = b"\x0e"
_FIRST_OWN_STRING = 391


class _Index:
    """A CFF INDEX, read in place: its items are found by their offsets when asked for."""

    def __init__(self, data: mmap, start: int) -> None:
        self._data = data
        self._count = int.from_bytes(data[start : start + 2], "big")
        self._size = data[start + 2] if self._count else 1
        self._offsets = start + 3
        self._base = self._offsets + (self._count + 1) * self._size - 1
        self.end = self._base + self._offset(self._count) if self._count else start + 2

    def _offset(self, number: int) -> int:
        place = self._offsets + number * self._size
        return int.from_bytes(self._data[place : place + self._size], "big")

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        if number >= self._count:
            raise IndexError(number)
        size = self._size
        place = self._offsets + number * size
        pair = self._data[place : place + 2 * size]
        start, end = int.from_bytes(pair[:size], "big"), int.from_bytes(pair[size:], "big")
        return self._data[self._base + start : self._base + end]


class _Entry(NamedTuple):
    """One entry of a CFF DICT: its operands as written, and those of them that are integers."""

    raw: bytes
    numbers: tuple[int, ...]


def _read_dictionary(data: bytes) -> dict[bytes, _Entry]:
    entries: dict[bytes, _Entry] = {}
    start = position = 0
    numbers: list[int] = []
    while position < len(data):
        first = data[position]
        if first <= 21:
            stop = position + (2 if first == 12 else 1)
            entries[data[position:stop]] = _Entry(data[start:position], tuple(numbers))
            start, numbers = stop, []
        else:
            stop = _end_of_operand(data, position)
            numbers.append(_integer(data[position:stop]))
        position = stop
    return entries


def _end_of_operand(data: bytes, position: int) -> int:
    first = data[position]
    if first == 30:  # a real number: half-bytes up to the half-byte 15
        while data[position + 1] & 0xF != 0xF and data[position + 1] >> 4 != 0xF:
            position += 1
        return position + 2
    return position + {28: 3, 29: 5}.get(first, 1 if first < 247 else 2)


def _integer(operand: bytes) -> int:
    first = operand[0]
    if first in {28, 29}:
        return int.from_bytes(operand[1:], "big", signed=True)
    if first == 30:
        return 0
    if first < 247:
        return first - 139
    return (first - 247) * 256 + operand[1] + 108 if first < 251 else -(first - 251) * 256 - operand[1] - 108


class _Part:
    """One FD of a CID-keyed font: hint settings and subroutines that some of the glyphs share."""

    def __init__(self, data: mmap, table: int, entries: dict[bytes, _Entry]) -> None:
        size, offset = entries[_PRIVATE].numbers
        start = table + offset
        private = _read_dictionary(data[start : start + size])
        routines = private.pop(_LOCAL_ROUTINES, None)
        self.routines = Routines(_Index(data, start + routines.numbers[0]) if routines else ())
        self.private = b"".join(entry.raw + operator for operator, entry in private.items())
        nominal = private.get(_NOMINAL_WIDTH)
        self.nominal_width = nominal.numbers[0] if nominal else 0
        matrix = entries.get(_FONT_MATRIX)
        self.matrix = matrix.raw + _FONT_MATRIX if matrix else b""


class CompactOutlines:
    """The glyphs of the ``CFF`` table of a font file."""

    pdf_subtype = "CIDFontType0"

    def __init__(self, file: FontFile) -> None:
        self._path = file.path
        data, table = file.data, file.table_offset("CFF ")
        names = _Index(data, table + data[table + 2])
        tops = _Index(data, names.end)
        strings = _Index(data, tops.end)
        self._shared = Routines(_Index(data, strings.end))
        top = _read_dictionary(tops[0])
        self._programs = _Index(data, table + top[_CHAR_STRINGS].numbers[0])
        self._top = b"".join(top[key].raw + key for key in (_FONT_MATRIX, _BOUNDING_BOX) if key in top)
        self._select: _PartSelect | None = None
        if _PARTS in top:
            parts = _Index(data, table + top[_PARTS].numbers[0])
            self._parts = [_Part(data, table, _read_dictionary(parts[number])) for number in range(len(parts))]
            self._select = _PartSelect(data, table + top[_PART_SELECT].numbers[0], len(self._programs))
        else:
            self._parts = [_Part(data, table, {_PRIVATE: top[_PRIVATE]})]
        self._flat: dict[int, tuple[int, bytes]] = {}

    def glyph(self, number: int) -> tuple[int, bytes]:
        """Give the part of the font that a glyph belongs to, and its program without subroutine calls."""
        found = self._flat.get(number)
        if found is None:
            if number == EMPTY_GLYPH:
                found = 0, number_bytes(-self._parts[0].nominal_width) + _END_CHAR
            else:
                part = self._select[number] if self._select else 0
                found = part, self._flatten(number, self._parts[part])
            self._flat[number] = found
        return found

    def _flatten(self, number: int, part: _Part) -> bytes:
        try:
            return flatten(self._programs[number], part.routines, self._shared)
        except (UnreadableGlyphError, IndexError) as problem:
            raise FontError(f"{self._path} 的第{number}个字形无法读取，请换用其他字体。") from problem

    def subset(self, glyphs: Sequence[int], name: str) -> bytes:
        """Write a font of these glyphs; the first should be glyph 0, which stands for a missing one.

        Args:
            glyphs: numbers of glyphs, or :data:`EMPTY_GLYPH`; a glyph may stand more than once.
            name: the PostScript name, subset prefix included.
        """
        parts, programs = zip(*map(self.glyph, glyphs), strict=True)
        used = sorted(set(parts))
        renumbered = {part: number for number, part in enumerate(used)}
        select = b"\0" + bytes(renumbered[part] for part in parts)
        return _write_font(name.encode("ascii"), self._top, select, programs, [self._parts[part] for part in used])


class _PartSelect:
    """Which part each glyph belongs to (FDSelect)."""

    def __init__(self, data: mmap, start: int, glyph_count: int) -> None:
        self._firsts: Sequence[int] = range(glyph_count)
        if data[start] == 0:
            self._parts: Sequence[int] = data[start + 1 : start + 1 + glyph_count]
            return
        count = int.from_bytes(data[start + 1 : start + 3], "big")
        ranges = list(struct.iter_unpack(">HB", data[start + 3 : start + 3 + 3 * count]))
        self._firsts = [first for first, _part in ranges]
        self._parts = [part for _first, part in ranges]

    def __getitem__(self, glyph: int) -> int:
        return self._parts[bisect_right(self._firsts, glyph) - 1]


def _write_font(name: bytes, top: bytes, select: bytes, programs: Sequence[bytes], parts: Sequence[_Part]) -> bytes:
    count = len(programs)
    head = b"\x01\0\x04\x04" + _write_index([name])
    tail = _write_index([b"Adobe", b"Identity", name]) + b"\0\0"
    charset = b"\x02\0\x01" + (count - 2).to_bytes(2, "big") if count > 1 else b"\0"
    outlines = _write_index(programs)

    def top_dictionary(places: Iterator[int]) -> bytes:
        keys = (_CHARSET, _PART_SELECT, _CHAR_STRINGS, _PARTS)
        ros = number_bytes(_FIRST_OWN_STRING) + number_bytes(_FIRST_OWN_STRING + 1) + number_bytes(0) + _ROS
        offsets = b"".join(_place(next(places)) + key for key in keys)
        return _write_index([ros + top + _place(count) + _CID_COUNT + offsets])

    start = len(head) + len(top_dictionary(iter((0, 0, 0, 0)))) + len(tail)
    *places, parts_place = accumulate(map(len, (charset, select, outlines)), initial=start)
    size_of_parts = len(_write_parts(parts, 0))
    body = (
        head,
        top_dictionary(iter((*places, parts_place))),
        tail,
        charset,
        select,
        outlines,
        _write_parts(parts, parts_place + size_of_parts),
        *(part.private for part in parts),
    )
    return b"".join(body)


def _write_parts(parts: Sequence[_Part], place: int) -> bytes:
    dictionaries = []
    for part in parts:
        size = len(part.private)
        font_name = number_bytes(_FIRST_OWN_STRING + 2) + _FONT_NAME
        dictionaries.append(font_name + part.matrix + _place(size) + _place(place) + _PRIVATE)
        place += size
    return _write_index(dictionaries)


def _place(value: int) -> bytes:
    """Write a number in five bytes whatever its size, so that a dictionary's length is known before its content."""
    return b"\x1d" + value.to_bytes(4, "big")


def _write_index(items: Sequence[bytes]) -> bytes:
    offsets = tuple(accumulate(map(len, items), initial=1))
    return struct.pack(f">HB{len(offsets)}I", len(items), 4, *offsets) + b"".join(items)
