"""fontTools, the independent reader of fonts that tests and benchmarks hold our own against; it has no types."""

from importlib import import_module
from typing import Any

CFFFontSet: Any = import_module("fontTools.cffLib").CFFFontSet
FontBuilder: Any = import_module("fontTools.fontBuilder").FontBuilder
Cu2QuPen: Any = import_module("fontTools.pens.cu2quPen").Cu2QuPen
DecomposingRecordingPen: Any = import_module("fontTools.pens.recordingPen").DecomposingRecordingPen
RecordingPen: Any = import_module("fontTools.pens.recordingPen").RecordingPen
T2CharStringPen: Any = import_module("fontTools.pens.t2CharStringPen").T2CharStringPen
TTGlyphPen: Any = import_module("fontTools.pens.ttGlyphPen").TTGlyphPen
TTFont: Any = import_module("fontTools.ttLib").TTFont
