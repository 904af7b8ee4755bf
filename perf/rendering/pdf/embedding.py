"""Put the used glyphs of the fonts into the file, and turn text into the codes that draw them.

Every character gets a code of its own in the order of first use, two bytes each. The table that leads back from
codes to characters is exact for every character, beyond U+FFFF and for those drawn as a box too.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from perf.rendering.pdf.file import PdfFile
from perf.rendering.pdf.fonts import Face, Typeface

_FULL_WIDTH = 1000
_SYMBOLIC = 4


class EmbeddedFont:
    """One font of the file, growing while text is drawn.

    Args:
        name: how pages name it, such as ``F1``.
        face: the font it is cut from.
    """

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self._face = face
        self._glyphs = [0]
        self._characters = [""]
        self._widths = [face.width(0)]

    def add(self, character: str, glyph: int, width: int) -> str:
        """Give a character the next code, as four hexadecimal digits; ``width`` in 1/1000 of the type size."""
        self._glyphs.append(glyph)
        self._widths.append(width)
        self._characters.append(character)
        return f"{len(self._glyphs) - 1:04x}"

    def write(self, file: PdfFile) -> str:
        """Write the font's objects and give the reference to it."""
        face = self._face
        tag = _tag("".join(self._characters))
        name = f"{tag}+{face.file.postscript_name}"
        program = face.outlines.subset(self._glyphs, name)
        subtype = face.outlines.pdf_subtype
        if subtype == "CIDFontType0":
            key, embedded = "FontFile3", file.add_stream(program, "/Subtype/CIDFontType0C")
        else:
            key, embedded = "FontFile2", file.add_stream(program, f"/Length1 {len(program)}")
        metrics = face.file.metrics
        box = " ".join(map(str, metrics.bounding_box))
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {metrics.ascent}/Descent {metrics.descent}/CapHeight {metrics.cap_height}/StemV 80"
            f"/{key} {embedded.reference}>>"
        )
        widths = _unusual_widths(self._widths)
        identity = "/CIDToGIDMap/Identity" if key == "FontFile2" else ""
        descendant = file.add(
            f"<</Type/Font/Subtype/{subtype}/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/DW {_FULL_WIDTH}/W[{widths}]/FontDescriptor {descriptor.reference}{identity}>>"
        )
        to_unicode = file.add_stream(_to_unicode(self._characters))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant.reference}]/ToUnicode {to_unicode.reference}>>"
        ).reference


class _Codes(dict[str, str]):
    """Codes of the characters that the first font of a chain draws. ``LookupError`` for all others."""

    def __init__(self, typeface: Typeface, font: EmbeddedFont) -> None:
        super().__init__()
        self._typeface = typeface
        self._font = font

    def __missing__(self, character: str) -> str:
        glyph = self._typeface.find(character)
        if glyph.font != 0:
            raise LookupError(character)
        code = self[character] = self._font.add(character, glyph.number, self._typeface.widths[character])
        return code


class FontUse:
    """Which fonts a file uses, and their characters' codes."""

    def __init__(self) -> None:
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._first: dict[Typeface, tuple[EmbeddedFont, _Codes]] = {}
        self._others: dict[tuple[EmbeddedFont, str], str] = {}

    def encode(self, text: str, typeface: Typeface) -> list[tuple[str, str]]:
        """Turn text into stretches of one font each: the font's name, and the codes in hexadecimal digits."""
        if typeface not in self._first:
            font = self._font(typeface.faces[0])
            self._first[typeface] = font, _Codes(typeface, font)
        font, codes = self._first[typeface]
        try:
            return [(font.name, "".join(map(codes.__getitem__, text)))]
        except LookupError:
            stretches = groupby((self._code(character, typeface, codes) for character in text), key=lambda one: one[0])
            return [(name, "".join(code for _name, code in stretch)) for name, stretch in stretches]

    def _code(self, character: str, typeface: Typeface, codes: _Codes) -> tuple[str, str]:
        glyph = typeface.find(character)
        font = self._font(typeface.faces[glyph.font])
        if glyph.font == 0:
            return font.name, codes[character]
        key = font, character
        if key not in self._others:
            self._others[key] = font.add(character, glyph.number, typeface.widths[character])
        return font.name, self._others[key]

    def _font(self, face: Face) -> EmbeddedFont:
        if face not in self._fonts:
            self._fonts[face] = EmbeddedFont(f"F{len(self._fonts)}", face)
        return self._fonts[face]

    def write(self, file: PdfFile) -> str:
        """Write all fonts and give the font dictionary that pages use."""
        return "".join(f"/{font.name} {font.write(file)}" for font in self._fonts.values())


def _unusual_widths(widths: list[int]) -> str:
    runs = groupby(enumerate(widths), key=lambda pair: pair[1] == _FULL_WIDTH)
    unusual = (list(run) for is_full, run in runs if not is_full)
    return "".join(f"{run[0][0]}[{' '.join(str(width) for _code, width in run)}]" for run in unusual)


def _tag(characters: str) -> str:
    """Give the six letters that mark a subset; the same characters give the same letters."""
    number = int.from_bytes(sha256(characters.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _to_unicode(characters: list[str]) -> bytes:
    """Write the table from codes back to characters."""
    head = (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
        "/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><ffff>"
        "endcodespacerange\n"
    )
    tail = "endcmap CMapName currentdict/CMap defineresource pop end end"
    return f"{head}{''.join(_ranges(characters))}{tail}".encode("ascii")


def _ranges(characters: list[str]) -> Iterator[str]:
    """Write the characters of up to 100 codes at a time, none of whose runs crosses a code's first byte."""
    for start in range(0, len(characters), 256):
        block = characters[start : start + 256]
        first = 1 if start == 0 else start
        targets = "".join(f"<{character.encode('utf-16-be').hex()}>" for character in block if character)
        if targets:
            yield f"1 beginbfrange<{first:04x}><{start + len(block) - 1:04x}>[{targets}]endbfrange\n"
