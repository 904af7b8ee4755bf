"""Read the tables of a TrueType or OpenType file that printing needs, straight from the file's bytes.

The two shipped fonts hold 31,000 characters each in 20 MB. A page uses some hundred of them, so nothing is
parsed before it is asked for: the file is mapped into memory and each glyph is fetched by its offset.
"""

import mmap
import re
import struct
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from perf.plain_words import PlainWordsError

_COLLECTION = b"ttcf"
_RESTRICTED_LICENCE = 0x0002


class FontError(PlainWordsError):
    """A font file cannot be used; the message says which one and why, in Chinese."""


class FontMetrics(NamedTuple):
    """Measures of a font as PDF wants them, in 1/1000 of the type size."""

    ascent: int
    descent: int
    cap_height: int
    bounding_box: tuple[int, int, int, int]


class CharacterMap:
    """From Unicode characters to glyph numbers, as runs that are searched and never expanded.

    Args:
        subtable: bytes of a ``cmap`` subtable of format 4 or 12.
    """

    def __init__(self, subtable: bytes) -> None:
        if subtable[:2] == b"\0\x0c":
            self._runs = _runs_of_format_12(subtable)
        else:
            self._runs = _runs_of_format_4(subtable)
        self._starts = [run[0] for run in self._runs]

    def glyph(self, character: str) -> int:
        """Give the glyph of one character, 0 where the font has none."""
        code = ord(character)
        position = bisect_right(self._starts, code) - 1
        if position < 0:
            return 0
        start, end, first, step = self._runs[position]
        if code > end:
            return 0
        return first + (code - start) * step


_Runs = list[tuple[int, int, int, int]]
"""First character, last character, glyph of the first, and the step from one glyph to the next (0 or 1)."""


def _runs_of_format_12(subtable: bytes) -> _Runs:
    groups = struct.unpack_from(">I", subtable, 12)[0]
    end = 16 + 12 * groups
    return sorted((start, stop, glyph, 1) for start, stop, glyph in struct.iter_unpack(">III", subtable[16:end]))


def _runs_of_format_4(subtable: bytes) -> _Runs:
    segments = struct.unpack_from(">H", subtable, 6)[0] // 2
    columns = [struct.unpack_from(f">{segments}H", subtable, place) for place in _format_4_places(segments)]
    runs: _Runs = []
    for position, (end, start, delta, offset) in enumerate(zip(*columns, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if offset:
                place = 16 + 6 * segments + 2 * position + offset + 2 * (code - start)
                glyph = int.from_bytes(subtable[place : place + 2], "big")
                if not glyph:
                    continue
            runs.append((code, code, (glyph + delta) & 0xFFFF, 0))
    return sorted(runs)


def _format_4_places(segments: int) -> tuple[int, int, int, int]:
    return 14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments


class FontFile:
    """One font of a ``.ttf``, ``.otf`` or ``.ttc`` file (of a collection, the first).

    Args:
        path: where the file lies.

    Raises:
        FontError: the file is missing, is no font, is a variable font, or forbids embedding.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise FontError(f"打不开字体文件 {path}：请检查路径和读取权限。") from problem
        try:
            self._tables = self._read_directory()
            self._read_measures()
        except (struct.error, KeyError, IndexError) as problem:
            raise FontError(f"{path} 不是完整的字体文件，请换用 TTF、TTC 或 OTF 字体。") from problem
        self._refuse_unusable()

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        start = struct.unpack_from(">I", self.data, 12)[0] if self.data[:4] == _COLLECTION else 0
        count = struct.unpack_from(">H", self.data, start + 4)[0]
        records = (struct.unpack_from(">4sIII", self.data, start + 12 + 16 * number) for number in range(count))
        return {tag.decode("latin-1"): (offset, length) for tag, _sum, offset, length in records}

    def _read_measures(self) -> None:
        head = self.table("head")
        hhea = self.table("hhea")
        self.units_per_em: int = struct.unpack_from(">H", head, 18)[0]
        self.glyph_count: int = struct.unpack_from(">H", self.table("maxp"), 4)[0]
        self._bounding_box = struct.unpack_from(">4h", head, 36)
        self._ascent, self._descent = struct.unpack_from(">2h", hhea, 4)
        self._full_metrics: int = struct.unpack_from(">H", hhea, 34)[0]
        self._advances = self._tables["hmtx"][0]
        self.characters = CharacterMap(self._unicode_subtable())

    def _refuse_unusable(self) -> None:
        if "fvar" in self._tables:
            raise FontError(f"{self.path} 是可变字体，请换用固定字重的字体文件。")
        if self.has("OS/2") and struct.unpack_from(">H", self.table("OS/2"), 8)[0] & 0xF == _RESTRICTED_LICENCE:
            raise FontError(f"{self.path} 的授权不允许嵌入文件，请换用其他字体。")

    def has(self, tag: str) -> bool:
        """Say whether the font has this table."""
        return tag in self._tables

    def table(self, tag: str) -> bytes:
        """Give the bytes of one table; ``KeyError`` where the font has none of that name."""
        offset, length = self._tables[tag]
        return self.data[offset : offset + length]

    def table_offset(self, tag: str) -> int:
        """Give the place of a table in :attr:`data`."""
        return self._tables[tag][0]

    def advance(self, glyph: int) -> int:
        """Give the advance width of a glyph in font units."""
        number = min(glyph, self._full_metrics - 1)
        return int(struct.unpack_from(">H", self.data, self._advances + 4 * number)[0])

    @property
    def metrics(self) -> FontMetrics:
        """The measures that a PDF font descriptor states."""
        scale = 1000 / self.units_per_em
        ascent, descent = round(self._ascent * scale), round(self._descent * scale)
        left, bottom, right, top = (round(edge * scale) for edge in self._bounding_box)
        return FontMetrics(ascent, descent, round(ascent * 0.7), (left, bottom, right, top))

    @property
    def postscript_name(self) -> str:
        """The font's own name, letters, digits and hyphens only."""
        names = self.table("name")
        count, start = struct.unpack_from(">HH", names, 2)
        for number in range(count):
            platform, _encoding, _language, name_id, length, offset = struct.unpack_from(">6H", names, 6 + 12 * number)
            if name_id == 6:
                raw = names[start + offset : start + offset + length]
                name = raw.decode("utf-16-be" if platform in {0, 3} else "latin-1", "ignore")
                return re.sub(r"[^A-Za-z0-9-]", "", name) or "Font"
        return re.sub(r"[^A-Za-z0-9-]", "", self.path.stem) or "Font"

    def _unicode_subtable(self) -> bytes:
        cmap = self.table("cmap")
        found: dict[int, int] = {}
        for number in range(struct.unpack_from(">H", cmap, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
            if platform == 0 or (platform == 3 and encoding in {1, 10}):
                found.setdefault(struct.unpack_from(">H", cmap, offset)[0], offset)
        for wanted in (12, 4):
            if wanted in found:
                return cmap[found[wanted] :]
        raise FontError(f"{self.path} 没有统一码字符表，请换用其他字体。")
