"""Cut a small TrueType font out of a large one (the outlines of most ``.ttf`` and ``.ttc`` files)."""

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate

from perf.rendering.pdf.compact_font import EMPTY_GLYPH
from perf.rendering.pdf.font_file import FontFile

_WORDS_ARE_ARGUMENTS = 0x0001
_SCALE = 0x0008
_MORE_COMPONENTS = 0x0020
_TWO_SCALES = 0x0040
_MATRIX = 0x0080
_HINTING = ("cvt ", "fpgm", "prep")


class TrueTypeOutlines:
    """The glyphs of the ``glyf`` table of a font file."""

    pdf_subtype = "CIDFontType2"

    def __init__(self, file: FontFile) -> None:
        self._file = file
        self._start = file.table_offset("glyf")
        long_offsets = struct.unpack_from(">h", file.table("head"), 50)[0] == 1
        self._places = file.table_offset("loca")
        self._place_size, self._place_unit = (4, 1) if long_offsets else (2, 2)

    def glyph(self, number: int) -> bytes:
        """Give the record of a glyph as the font holds it; a glyph that draws nothing has none."""
        if number == EMPTY_GLYPH:
            return b""
        place = self._places + number * self._place_size
        pair = self._file.data[place : place + 2 * self._place_size]
        first, last = struct.unpack(">2I" if self._place_size == 4 else ">2H", pair)
        start = self._start
        return self._file.data[start + first * self._place_unit : start + last * self._place_unit]

    def subset(self, glyphs: Sequence[int], _name: str) -> bytes:
        """Write a font of these glyphs; those that they are composed of follow at the end.

        Args:
            glyphs: numbers of glyphs, or :data:`EMPTY_GLYPH`; a glyph may stand more than once.
            _name: not written, for a TrueType program in a PDF needs no name table.
        """
        numbers = list(glyphs)
        renumbered = {number: place for place, number in reversed(list(enumerate(numbers)))}
        # The list of numbers grows while this walks through it: components are added behind what needs them.
        records = [_pad(self._renumber_components(self.glyph(number), numbers, renumbered)) for number in numbers]
        return _write_font(self._tables(numbers, records))

    def _renumber_components(self, record: bytes, numbers: list[int], renumbered: dict[int, int]) -> bytes:
        if not record.startswith(b"\xff\xff"):
            return record
        changed = bytearray(record)
        for place in _component_places(record):
            component = struct.unpack_from(">H", record, place)[0]
            if component not in renumbered:
                renumbered[component] = len(numbers)
                numbers.append(component)
            struct.pack_into(">H", changed, place, renumbered[component])
        return bytes(changed)

    def _tables(self, numbers: Sequence[int], records: Sequence[bytes]) -> dict[str, bytes]:
        file, count = self._file, len(numbers)
        head, hhea, maxp = (bytearray(file.table(tag)) for tag in ("head", "hhea", "maxp"))
        head[50:52] = b"\0\x01"  # long offsets
        hhea[34:36] = maxp[4:6] = count.to_bytes(2, "big")
        advances = (0 if number == EMPTY_GLYPH else file.advance(number) for number in numbers)
        bearings = (struct.unpack_from(">h", record, 2)[0] if record else 0 for record in records)
        tables = {
            "glyf": b"".join(records),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">Hh", *pair) for pair in zip(advances, bearings, strict=True)),
            "loca": struct.pack(f">{count + 1}I", *accumulate(map(len, records), initial=0)),
            "maxp": bytes(maxp),
        }
        return tables | {tag: file.table(tag) for tag in _HINTING if file.has(tag)}


def _component_places(record: bytes) -> Iterator[int]:
    """Find the glyph numbers inside the record of a composed glyph."""
    position, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags = struct.unpack_from(">H", record, position)[0]
        yield position + 2
        position += 8 if flags & _WORDS_ARE_ARGUMENTS else 6
        if flags & _SCALE:
            position += 2
        elif flags & _TWO_SCALES:
            position += 4
        elif flags & _MATRIX:
            position += 8


def _pad(record: bytes) -> bytes:
    return record + b"\0" * (-len(record) % 4)


def _write_font(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    directory = [struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))]
    place = 12 + 16 * count
    for tag, table in sorted(tables.items()):
        words = _pad(table)
        checksum = sum(struct.unpack(f">{len(words) // 4}I", words)) & 0xFFFFFFFF
        directory.append(struct.pack(">4sIII", tag.encode("ascii"), checksum, place, len(table)))
        place += len(words)
    return b"".join(directory) + b"".join(_pad(table) for _tag, table in sorted(tables.items()))
