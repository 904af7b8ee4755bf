"""JSON that a PDF carries inside itself, as the ones published by this system do."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFStream, resolve1

from perf.reading.limits import JSON_BYTES, JSON_OBJECTS
from perf.reading.results import Payload

_DEEPEST = 16


def json_attachments(document: PDFDocument) -> tuple[Payload, ...]:
    """Give the embedded files whose name ends in ``.json``, in the order of the PDF's list of names.

    One that is too large to be ours is passed over: the page is read all the same.
    """
    names = _entry(document.catalog, "Names")
    found = []
    for specification in _leaves(_entry(names, "EmbeddedFiles"), 0):
        name = _text(_entry(specification, "UF") or _entry(specification, "F"))
        stream = _entry(_entry(specification, "EF"), "F")
        if name.lower().endswith(".json") and isinstance(stream, PDFStream):
            data = stream.get_data()
            if len(data) <= JSON_BYTES and data.count(b"{") <= JSON_OBJECTS:
                found.append(Payload(data, name))
    return tuple(found)


def _entry(value: Any, key: str) -> Any:
    """Give an entry of a dictionary, or ``None`` where there is no such thing."""
    value = resolve1(value)
    return resolve1(value.get(key)) if isinstance(value, dict) else None


def _leaves(tree: Any, depth: int) -> Iterator[Any]:
    """Give the values of a tree of names."""
    names, kids = _entry(tree, "Names"), _entry(tree, "Kids")
    if isinstance(names, list):
        yield from (resolve1(value) for value in names[1::2])
    if isinstance(kids, list) and depth < _DEEPEST:
        for kid in kids:
            yield from _leaves(kid, depth + 1)


def _text(value: Any) -> str:
    """Decode a text string of PDF: UTF-16 with its mark, else one byte a character."""
    if not isinstance(value, bytes):
        return ""
    return value.decode("utf-16", "replace") if value[:2] in {b"\xfe\xff", b"\xff\xfe"} else value.decode("latin-1")
