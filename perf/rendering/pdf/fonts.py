"""The two faces a page is set in, each a chain of fonts in which every character finds its glyph.

Song is the text face, Hei the face of the title. The shipped fonts are Noto Serif SC and Noto Sans SC; an office
that has its own licensed fonts names them in the settings ``JIXIAO_FONT_SONG`` and ``JIXIAO_FONT_HEI`` (paths of
TTF, TTC or OTF files; several are separated as in ``PATH``). What the first font lacks comes from the next one, and
what no font has is drawn as a box whose text can still be searched and copied.
"""

import os
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn

from perf.rendering.pdf.compact_font import EMPTY_GLYPH, CompactOutlines
from perf.rendering.pdf.font_file import FontError, FontFile
from perf.rendering.pdf.truetype import TrueTypeOutlines

_BOX = "□"
_MISSING_SPACES = {"\u00a0": " ", "\u3000": " "}
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class Face:
    """One font file, opened once for the whole process.

    Args:
        path: a TTF, TTC or OTF file.

    Raises:
        FontError: the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.file = FontFile(path)
        if not self.file.has("CFF ") and not self.file.has("glyf"):
            raise FontError(f"{path} 没有可用的字形轮廓，请换用 TTF、TTC 或 OTF 字体。")
        self.outlines = CompactOutlines(self.file) if self.file.has("CFF ") else TrueTypeOutlines(self.file)

    def glyph(self, character: str) -> int:
        """Give the glyph of a character, 0 where the font has none."""
        return self.file.characters.glyph(character)

    def width(self, glyph: int) -> int:
        """Give the advance width of a glyph in 1/1000 of the type size."""
        if glyph == EMPTY_GLYPH:
            return 0
        return round(self.file.advance(glyph) * 1000 / self.file.units_per_em)


class Glyph(NamedTuple):
    """Where a character is found: the font's place in the chain, and the glyph's number in that font."""

    font: int
    number: int


class _Widths(dict[str, int]):
    """Widths of characters in 1/1000 of the type size, looked up once each."""

    def __init__(self, typeface: "Typeface") -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, character: str) -> int:
        font, number = self._typeface.find(character)
        width = self[character] = self._typeface.faces[font].width(number)
        return width


class Typeface:
    """A chain of fonts; the first that has a character draws it.

    Attributes:
        faces: the fonts, first choice first. The last ones are the shipped fonts.
        widths: from a character to its width in 1/1000 of the type size.
    """

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.faces = faces
        self.widths: dict[str, int] = _Widths(self)
        self._found: dict[str, Glyph] = {}

    def find(self, character: str) -> Glyph:
        """Say which font draws a character, and with which glyph; a box stands for what no font has."""
        glyph = self._found.get(character)
        if glyph is None:
            glyph = self._found[character] = self._search(character)
        return glyph

    def _search(self, character: str) -> Glyph:
        if is_invisible(character):
            return Glyph(0, EMPTY_GLYPH)
        found = self._first_with(character)
        if found is None and character in _MISSING_SPACES:
            found = self._first_with(_MISSING_SPACES[character])
        return found or self._first_with(_BOX) or Glyph(0, EMPTY_GLYPH)

    def has(self, character: str) -> bool:
        """Say whether any font of the chain draws this character itself."""
        return is_invisible(character) or self._first_with(character) is not None

    def _first_with(self, character: str) -> Glyph | None:
        for place, face in enumerate(self.faces):
            number = face.glyph(character)
            if number:
                return Glyph(place, number)
        return None


def is_invisible(character: str) -> bool:
    """Say whether a character has no ink and no width: direction marks, joiners, variation selectors, line breaks."""
    code = ord(character)
    if code < 0x7F or 0x2E80 <= code < 0xD800:
        return False
    if unicodedata.category(character) in {"Cf", "Zl", "Zp"}:
        return True
    return any(code in selectors for selectors in _VARIATION_SELECTORS)


@lru_cache(maxsize=16)
def _open(path: Path) -> Face:
    return Face(path)


@lru_cache(maxsize=8)
def _typeface(paths: tuple[Path, ...]) -> Typeface:
    return Typeface(tuple(_open(path) for path in paths))


def _named(setting: str) -> tuple[Path, ...]:
    return tuple(Path(path) for path in os.environ.get(setting, "").split(os.pathsep) if path)


def song() -> Typeface:
    """Give the text face: ``JIXIAO_FONT_SONG`` where set, then the shipped fonts."""
    return _typeface((*_named("JIXIAO_FONT_SONG"), pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()))


def hei() -> Typeface:
    """Give the face of titles: ``JIXIAO_FONT_HEI`` where set, then the shipped fonts."""
    return _typeface((*_named("JIXIAO_FONT_HEI"), pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path()))


def prepare_fonts() -> None:
    """Open all fonts now, so that a wrong setting is found before the first page; nothing else needs preparing.

    Raises:
        FontError: a font named in the settings cannot be used.
    """
    song()
    hei()
