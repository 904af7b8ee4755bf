"""What makes the file an archival one (PDF/A-3b): metadata, the meaning of its one colour, attached data."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from xml.sax.saxutils import escape

from perf.rendering.pdf.file import PdfFile, text_string

PRODUCER = "Jixiao"
LANGUAGE = "zh-CN"
_FIXED_DATE = "D:20000101000000Z"
"""Files must state a date for what they embed; a clock would make every output another file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Data that travels inside the PDF.

    Attributes:
        name: file name, with its ending.
        data: the bytes.
        description: what it is, for people.
        media_type: such as ``application/json``.
    """

    name: str
    data: bytes
    description: str
    media_type: str = "application/json"


def catalog_entries(file: PdfFile, title: str, structure: str, attachments: Sequence[Attachment]) -> str:
    """Write the objects of an archival file and give what the root dictionary says of them.

    Args:
        file: the file.
        title: title of the document, the same as in the information dictionary.
        structure: reference to the structure tree.
        attachments: what to embed; their names differ.
    """
    # Metadata stays uncompressed, so that archives can find it without a PDF reader.
    metadata = file.add_stream(_metadata(title), "/Type/Metadata/Subtype/XML", compressed=False)
    profile = file.add_stream(grey_profile(), "/N 1")
    intent = file.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(Grey, gamma 2.2)/Info(Grey, gamma 2.2)"
        f"/DestOutputProfile {profile.reference}>>"
    )
    return (
        f"/Lang({LANGUAGE})/MarkInfo<</Marked true>>/StructTreeRoot {structure}/Metadata {metadata.reference}"
        f"/OutputIntents[{intent.reference}]/ViewerPreferences<</DisplayDocTitle true>>{_attach(file, attachments)}"
    )


def _attach(file: PdfFile, attachments: Sequence[Attachment]) -> str:
    if not attachments:
        return ""
    references: dict[str, str] = {}
    for attachment in attachments:
        if attachment.name in references:
            raise ValueError(f"附件“{attachment.name}”出现了两次，请换一个名字。")
        references[attachment.name] = _embed(file, attachment)
    names = "".join(f"{text_string(name)} {references[name]}" for name in sorted(references, key=_name_order))
    return f"/AF[{' '.join(references.values())}]/Names<</EmbeddedFiles<</Names[{names}]>>>>"


def _name_order(name: str) -> bytes:
    return name.encode("utf-16-be", "replace")


def _embed(file: PdfFile, attachment: Attachment) -> str:
    subtype = attachment.media_type.replace("/", "#2F")
    checksum = md5(attachment.data, usedforsecurity=False).hexdigest()
    data = file.add_stream(
        attachment.data,
        f"/Type/EmbeddedFile/Subtype/{subtype}/Params<</Size {len(attachment.data)}/CheckSum<{checksum}>"
        f"/ModDate({_FIXED_DATE})>>",
    ).reference
    name = text_string(attachment.name)
    return file.add(
        f"<</Type/Filespec/F {name}/UF {name}/Desc {text_string(attachment.description)}/AFRelationship/Data"
        f"/EF<</F {data}/UF {data}>>>>"
    ).reference


def _metadata(title: str) -> bytes:
    words = escape(title)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()


def grey_profile() -> bytes:
    """Write an ICC profile (version 2.1) of a grey screen with gamma 2.2, which gives black ink its meaning."""
    white = struct.pack(">4s4x3I", b"XYZ ", 0xF6D6, 0x10000, 0xD32D)  # D50
    curve = struct.pack(">4s4xIH2x", b"curv", 1, round(2.2 * 256))
    name = b"Grey gamma 2.2\0"
    description = struct.pack(">4s4xI", b"desc", len(name)) + name + bytes(78)
    licence = struct.pack(">4s4x", b"text") + b"Public domain\0"
    tags = {b"cprt": licence, b"desc": description, b"kTRC": curve, b"wtpt": white}
    directory, body = [struct.pack(">I", len(tags))], b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        directory.append(struct.pack(">4sII", tag, start + len(body), len(data)))
        body += data + b"\0" * (-len(data) % 4)
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    header = struct.pack(
        ">I4xI4s4s4s12s4s4xI16x8x3I48x",
        start + len(body),
        0x02100000,
        b"mntr",
        b"GRAY",
        b"XYZ ",
        date,
        b"acsp",
        0,
        0xF6D6,
        0x10000,
        0xD32D,
    )
    return header[:128] + b"".join(directory) + body
