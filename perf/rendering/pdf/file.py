"""The PDF file itself: numbered objects, cross references, trailer, written by ReportLab's document layer.

ReportLab's canvas and its fonts are not used: they cannot embed the outlines of OpenType fonts, write characters
beyond U+FFFF wrongly for searching, and know neither tags nor PDF/A. Its document layer takes any object, so
everything above it is written here as the PDF standard has it.
"""

from hashlib import md5

from isal import isal_zlib
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFInfo, PDFObject

_COMPRESSION = 2
"""Half the time of zlib's usual level for some percent more bytes."""


class IndirectObject(PDFObject):
    """A numbered object of the file.

    Attributes:
        reference: how other objects name it, such as ``12 0 R``.
        content: its bytes as they stand in the file; may be set any time before the file is written.
    """

    __RefOnly__ = 1
    __slots__ = ("__InternalName__", "content", "reference")

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.reference = ""

    def format(self, _document: object) -> bytes:
        """Give the bytes to ReportLab."""
        return self.content


class _Catalog(IndirectObject):
    """The root of the file."""


class _Information(PDFInfo):
    """The information dictionary; ReportLab's own states a date and words that the metadata would have to repeat."""

    __RefOnly__ = 1

    def __init__(self, title: str, producer: str) -> None:
        super().__init__()
        self._content = f"<</Producer {text_string(producer)}/Title {text_string(title)}>>".encode("ascii")

    def format(self, _document: object) -> bytes:
        return self._content


class PdfFile(PDFDocument):
    """A file in the making. The same calls give the same bytes: it holds no date and no chance."""

    def __init__(self) -> None:
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self.Catalog = _Catalog()
        self._digest = md5(usedforsecurity=False)

    def add(self, content: str = "") -> IndirectObject:
        """Add an object; its content may be set later."""
        added = IndirectObject(content.encode("ascii"))
        self.Reference(added)  # type: ignore[no-untyped-call]  # the stub leaves this method without types
        added.reference = f"{self.objectcounter} 0 R"
        return added

    def add_stream(self, content: bytes, entries: str = "", *, compressed: bool = True) -> IndirectObject:
        """Add a stream; ``entries`` are what its dictionary holds beside length and filter."""
        self._digest.update(content)
        if compressed:
            content = isal_zlib.compress(content, _COMPRESSION)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("ascii")
        added = self.add()
        added.content = b"".join((head, content, b"\nendstream"))
        return added

    def write(self, catalog: str, title: str, producer: str) -> bytes:
        """Give the finished file.

        Args:
            catalog: what its root dictionary holds.
            title: title in the information dictionary.
            producer: name of the program.
        """
        self.info = _Information(title, producer)
        self.Catalog.content = f"<</Type/Catalog{catalog}>>".encode("ascii")
        self.updateSignature(self._digest.digest())
        return self.format()


def text_string(text: str) -> str:
    """Write a text string for readers: UTF-16 with its mark, as hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"
