"""Fonts: what is cut out of them is what they hold, and every character finds a glyph."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from pylopdf_fonts_zh_cn import sans_path, serif_path

from perf.rendering.pdf.charstrings import Routines, UnreadableGlyphError, flatten
from perf.rendering.pdf.compact_font import EMPTY_GLYPH
from perf.rendering.pdf.font_file import FontError
from perf.rendering.pdf.fonts import Face, hei, is_invisible, prepare_fonts, song
from tests.font_tools import (
    CFFFontSet,
    DecomposingRecordingPen,
    FontBuilder,
    RecordingPen,
    T2CharStringPen,
    TTFont,
    TTGlyphPen,
)

SAMPLE = "绩效目标表（万元）≥95%ABCfij“”——①𬭎䶮㛃"


def small_truetype(path: Path, *, fs_type: int = 0, variable: bool = False) -> Path:
    """Make a font of four glyphs, one of them composed of another: A, B, Á (for 绩)."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A", "B", "Aacute"])
    builder.setupCharacterMap({0x41: "A", 0x42: "B", 0x7EE9: "Aacute", 0x1F600: "B"})
    glyphs = {}
    for place, name in enumerate((".notdef", "A", "B")):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        pen.lineTo((100 * (place + 1), 0))
        pen.lineTo((100, 700))
        pen.closePath()
        glyphs[name] = pen.glyph()
    composed = TTGlyphPen({"A": glyphs["A"], "B": glyphs["B"]})
    composed.addComponent("B", (1, 0, 0, 1, 0, 0))
    composed.addComponent("A", (0.5, 0, 0, 0.5, 300, 900))
    builder.setupGlyf(glyphs | {"Aacute": composed.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (600, 0), "B": (650, 0), "Aacute": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small-Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    builder.save(path)
    return path


def named_compact(path: Path) -> Path:
    """Make an OpenType font whose glyphs have names, not CIDs."""
    pen = T2CharStringPen(600, None)
    pen.moveTo((10, 20))
    pen.curveTo((30, 40), (50, 60), (70, 80))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({0x41: "A"})
    program = pen.getCharString()
    builder.setupCFF("Named-Regular", {"FullName": "Named"}, {".notdef": program, "A": program}, {"nominalWidthX": 0})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Named", "styleName": "Regular", "psName": "Named-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.mark.parametrize("path", [serif_path(), sans_path()])
def test_glyphs_cut_out_of_a_shipped_font_are_drawn_exactly_as_in_it(path: Path) -> None:
    face = Face(path)
    program = face.outlines.subset([0, *map(face.glyph, SAMPLE)], "ABCDEF+Test")
    small, whole = CFFFontSet(), TTFont(path)
    small.decompile(BytesIO(program), None)
    outlines, names = whole.getGlyphSet(), whole.getBestCmap()
    for code, character in enumerate(SAMPLE, 1):
        cut, original = RecordingPen(), RecordingPen()
        glyph = small[0].CharStrings[f"cid{code:05d}"]
        glyph.draw(cut)
        outlines[names[ord(character)]].draw(original)
        assert cut.value == original.value
        assert glyph.width == whole["hmtx"][names[ord(character)]][0] == face.width(face.glyph(character))


def test_every_character_map_entry_of_the_shipped_font_is_found() -> None:
    face, font = Face(serif_path()), TTFont(serif_path())
    assert all(face.glyph(chr(code)) == font.getGlyphID(name) for code, name in font.getBestCmap().items())
    assert [face.glyph(character) for character in "\u0001\u2028\U0010fffd"] == [0, 0, 0]


def test_a_truetype_font_is_cut_with_the_glyphs_that_others_are_composed_of(tmp_path: Path) -> None:
    path = small_truetype(tmp_path / "small.ttf")
    face = Face(path)
    assert (face.glyph("绩"), face.glyph("😀"), face.glyph("C")) == (3, 2, 0)
    small = TTFont(BytesIO(face.outlines.subset([0, face.glyph("绩"), EMPTY_GLYPH], "ABCDEF+Small")))
    names, whole = small.getGlyphOrder(), TTFont(path)
    cut, original = DecomposingRecordingPen(small.getGlyphSet()), DecomposingRecordingPen(whole.getGlyphSet())
    small.getGlyphSet()[names[1]].draw(cut)
    whole.getGlyphSet()["Aacute"].draw(original)
    assert cut.value == original.value
    assert [small["hmtx"][name][0] for name in names[:3]] == [500, 1000, 0]


def test_a_font_with_named_glyphs_is_cut_too(tmp_path: Path) -> None:
    face = Face(named_compact(tmp_path / "named.otf"))
    small = CFFFontSet()
    small.decompile(BytesIO(face.outlines.subset([0, face.glyph("A"), EMPTY_GLYPH], "ABCDEF+Named")), None)
    pen = RecordingPen()
    small[0].CharStrings["cid00001"].draw(pen)
    assert pen.value[0] == ("moveTo", ((10, 20),))
    empty = small[0].CharStrings["cid00002"]
    empty.draw(RecordingPen())
    assert empty.width == 0


def test_a_font_named_in_the_settings_comes_first_and_the_shipped_ones_help_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_truetype(tmp_path / "own.ttf")
    monkeypatch.setenv("JIXIAO_FONT_SONG", f"{path}{os.pathsep}{sans_path()}")
    typeface = song()
    assert [face.file.path for face in typeface.faces] == [path, sans_path(), serif_path(), sans_path()]
    assert (typeface.find("绩").font, typeface.find("效").font) == (0, 1)
    monkeypatch.setenv("JIXIAO_FONT_HEI", str(path))
    assert hei().faces[0].file.path == path


def test_rare_characters_have_glyphs_and_unknown_ones_a_box() -> None:
    typeface = song()
    assert all(typeface.has(character) for character in "𬭎䶮㛃")
    assert not typeface.has("😀")
    assert typeface.find("😀") == typeface.find("□")


def test_marks_without_ink_take_no_room() -> None:
    for character in "\u200b\u200d\u2028\ufeff\ufe0f\U000e0100\u202e":
        assert is_invisible(character)
        assert song().widths[character] == 0
    assert song().widths["绩"] == 1000


@pytest.mark.parametrize("content", [b"", b"not a font", b"OTTO" + b"\xff" * 40, serif_path().read_bytes()[:3000]])
def test_a_file_that_is_no_font_is_refused_with_its_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "字体.otf"
    path.write_bytes(content)
    with pytest.raises(FontError, match="字体"):
        Face(path)


@pytest.mark.parametrize(("fs_type", "variable", "message"), [(2, False, "授权"), (0, True, "可变字体")])
def test_fonts_that_may_not_or_cannot_be_embedded_are_refused(
    fs_type: int, variable: bool, message: str, tmp_path: Path
) -> None:
    path = small_truetype(tmp_path / "own.ttf", fs_type=fs_type, variable=variable)
    with pytest.raises(FontError, match=message):
        Face(path)


def test_a_wrong_setting_is_found_before_the_first_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_FONT_HEI", str(tmp_path / "missing.ttf"))
    with pytest.raises(FontError, match=r"missing\.ttf"):
        prepare_fonts()


@pytest.mark.parametrize(
    ("program", "routines"),
    [
        (b"\x0a", [b"\x0b"]),
        (b"\x8b\x0a", [b"\x0b"]),
        (b"\x20\x0a", [b"\x20\x0a"]),
        (b"\x8b\x8b\x0c\x0a\x0e", []),
        (b"\xff\x00", []),
    ],
)
def test_glyph_programs_that_make_no_sense_are_refused(program: bytes, routines: list[bytes]) -> None:
    with pytest.raises(UnreadableGlyphError):
        flatten(program, Routines(routines), Routines([]))


def test_a_number_left_by_one_subroutine_may_name_the_next() -> None:
    routines = Routines([b"\x21\x0b", b"\x8b\x16\x0b"])
    program = b"\x8b\x16\x20\x0a\x0a\x0e"
    for _ in range(2):
        assert flatten(program, routines, Routines([])) == b"\x8b\x16\x8b\x16\x0e"


def test_masks_keep_their_length_inside_subroutines() -> None:
    """Nine stems need masks of two bytes, whatever those bytes say."""
    stems = b"\x8b" * 18 + b"\x12"
    routines = Routines([b"\x13\x0a\x0b\x8b\x16\x0b"])
    assert flatten(stems + b"\x20\x0a\x0e", routines, Routines([])) == stems + b"\x13\x0a\x0b\x8b\x16\x0e"
