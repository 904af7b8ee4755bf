"""Files that people bring by mistake or in malice, made here so that none lies in the repository."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import openpyxl

from tests.reading.files_written_here import docx_of_rows, part_of, with_parts, xlsx, xlsx_of_rows
from tests.reading.pdf_written_here import Drawn, DrawnPage, pdf_of

SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"
ROWS = [["指标", "≥", "95"]] * 40


def small_pdf(password: str | None = None) -> bytes:
    """Give a PDF with one table."""
    return pdf_of(DrawnPage([Drawn(0, 0, "甲"), Drawn(0, 1, "乙")]), password=password)


def compound(*names: str) -> bytes:
    """Give an OLE compound file with these streams, all of them empty."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHH", header, 24, 62, 3, 0xFFFE, 9)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = 1 + (len(names) + 4) // 4
    chain = [0xFFFFFFFD, *range(2, sectors), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    entries = [_entry("Root Entry", 5, child=1 if names else 0xFFFFFFFF)]
    entries += [
        _entry(name, 2, right=number + 1 if number < len(names) else 0xFFFFFFFF)
        for number, name in enumerate(names, start=1)
    ]
    directory = b"".join(entries).ljust((sectors - 1) * 512, b"\0")
    return bytes(header) + table + directory


def _entry(name: str, kind: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(written)] = written
    struct.pack_into("<HB", entry, 64, len(written), kind)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, right, child)
    return bytes(entry)


def zip_of(parts: dict[str, bytes]) -> bytes:
    """Give a zip archive."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def far_cell() -> bytes:
    """A cell in the last row and column that a sheet can have."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0]["A1"] = "甲"
        workbook.worksheets[0]["XFD1048576"] = "乙"

    return xlsx(fill)


def far_cell_without_address() -> bytes:
    """A far cell whose address is written so that a quick look does not find it."""
    sheet = part_of(far_cell(), SHEET).replace(b'r="XFD1048576"', b'r="&#88;FD1048576"')
    return with_parts(far_cell(), {SHEET: sheet})


def wide_merge() -> bytes:
    """One cell merged over 702 columns and 3,000 rows."""
    data = xlsx_of_rows([["甲", "乙"]])
    sheet = part_of(data, SHEET).replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:ZZ3000"/></mergeCells>'
    )
    return with_parts(data, {SHEET: sheet})


def lying_sizes() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(with_parts(docx_of_rows([["a", "b"]]), {DOCUMENT: b"<w>" + b" " * 110_000_000 + b"</w>"}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.find(signature)
        while start >= 0:
            if struct.unpack_from("<I", data, start + place)[0] > 100_000_000:
                struct.pack_into("<I", data, start + place, 1000)
            start = data.find(signature, start + 4)
    return bytes(data)


def with_doctype(data: bytes, part: str) -> bytes:
    """Give an office file whose part declares entities."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    declaration, _, rest = part_of(data, part).partition(b"?>")
    return with_parts(data, {part: declaration + b"?>" + bomb + rest})


def encrypted_zip() -> bytes:
    """A docx whose entries say that they are encrypted."""
    data = bytearray(docx_of_rows([["a", "b"]]))
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.find(signature)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def endless_pdf() -> bytes:
    """A PDF whose page unpacks to 700 MB."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = head + block * 700 + packer.flush()
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    body += b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    return body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def with_external_link() -> bytes:
    """A workbook that refers to a file on another machine: harmless, and read."""
    data = xlsx_of_rows([["甲", "乙"]])
    relations = part_of(data, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://example/externalLink" Target="file:///etc/passwd" '
        b'TargetMode="External"/></Relationships>',
    )
    return with_parts(data, {"xl/_rels/workbook.xml.rels": relations})


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "only white space": (lambda: b" \r\n\t\n", "文件是空的"),
    "only zeros": (lambda: bytes(5000), "文件是空的"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    "program": (lambda: b"MZ\x90\x00" + bytes(range(256)) * 4, "程序"),
    "video": (lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(100), "视频"),
    "noise": (lambda: bytes((n * 7919) % 256 for n in range(5000)), "不是能识别的文字"),
    "rtf": (lambda: rb"{\rtf1\ansi x}", "RTF"),
    "plain xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "XML"),
    "zip of files": (lambda: zip_of({"a.txt": b"x"}), "压缩包"),
    "empty zip": (lambda: zip_of({}), "压缩包"),
    "open document": (lambda: zip_of({"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
    "old word document": (lambda: compound("WordDocument", "1Table"), "另存为 .docx"),
    "encrypted office file": (lambda: compound("EncryptionInfo", "EncryptedPackage"), "已加密"),
    "old slides": (lambda: compound("PowerPoint Document"), "旧版 Office"),
    "empty compound file": (compound, "旧版 Office"),
    "damaged compound file": (lambda: compound("Workbook")[:600], "已损坏"),
    "damaged xls": (lambda: compound("Workbook"), "已损坏"),
    "encrypted zip": (encrypted_zip, "已加密"),
    "truncated docx": (lambda: docx_of_rows(ROWS)[:-500], "已损坏"),
    "truncated xlsx": (lambda: xlsx_of_rows(ROWS)[:3000], "已损坏"),
    "damaged docx": (lambda: with_parts(docx_of_rows(ROWS), {DOCUMENT: b"<w:document><w:body>"}), "已损坏"),
    "damaged xlsx": (lambda: with_parts(xlsx_of_rows(ROWS), {SHEET: b"<worksheet><sheetData><row>"}), "已损坏"),
    "docx without a body": (lambda: with_parts(docx_of_rows(ROWS), {DOCUMENT: b"<document/>"}), "已损坏"),
    "encrypted pdf": (lambda: small_pdf("secret"), "密码"),
    "truncated pdf": (lambda: small_pdf()[:-400], "已损坏"),
    "pdf of nothing": (lambda: b"%PDF-1.7\n%%EOF", "已损坏"),
    "truncated json": (lambda: b'{"tables": [', "不是有效的 JSON"),
    "deep json": (lambda: b'["' + b'",[' * 100_000, "JSON"),
    "deeply nested json": (lambda: b"[" * 200_000, "JSON"),
    "deep html": (lambda: b"<html>" + b"<div>" * 5000 + b"<table><tr><td>a<td>b", "嵌套太深"),
    "nested tables": (lambda: b"<table><tr><td>a<td>" * 20, "层"),
    "zip bomb": (lambda: with_parts(docx_of_rows(ROWS), {"x.xml": bytes(105_000_000)}), "压缩炸弹"),
    "bomb of high ratio": (lambda: with_parts(docx_of_rows(ROWS), {"x.xml": bytes(30_000_000)}), "压缩炸弹"),
    "bomb with lying sizes": (lying_sizes, "已损坏"),
    "too many entries": (lambda: zip_of({f"{n}.xml": b"" for n in range(1001)}), "1001个部件"),
    "path out of the archive": (lambda: zip_of({"../../etc/x": b""}), "路径"),
    "absolute path": (lambda: zip_of({"/etc/x": b""}), "路径"),
    "docx with entities": (lambda: with_doctype(docx_of_rows(ROWS), DOCUMENT), "DOCTYPE"),
    "xlsx with entities": (lambda: with_doctype(xlsx_of_rows(ROWS), SHEET), "DOCTYPE"),
    "xlsx with entities in its texts": (lambda: with_doctype(xlsx_of_rows(ROWS), "xl/workbook.xml"), "DOCTYPE"),
    "far cell": (far_cell, "XFD1048576"),
    "far cell in disguise": (far_cell_without_address, ""),
    "wide merged cell": (wide_merge, "合并单元格"),
    "too many rows": (lambda: "\n".join(["a\tb"] * 10_000).encode(), "表格有10000行，超过上限5000行"),
    "too many rows of a workbook": (lambda: xlsx_of_rows([["a", "b"]] * 10_000), "超出能读的范围（5000行、60列）"),
    "endless rows": (lambda: b"a\tb\n" * 1_000_000, "超过上限5000行"),
    "endless columns": (lambda: b"a\t" * 5_000_000, "第1行：表格有5000001列"),
    "endless page": (lambda: b"<html><table>" + b"<tr><td>a" * 600_000, "1200002个标签"),
    "large json": (lambda: b'{"tables": [' + b"[]," * 3_000_000 + b"[]]}", "JSON 有8.6MB，超过上限8MB"),
    "json of many items": (lambda: b'{"tables": [' + b"{}," * 20_000 + b"{}]}", "JSON 有20002项"),
    "large noise": (lambda: bytes(range(256)) * 100_000, "不是能识别的文字"),
    "too many columns": (lambda: xlsx_of_rows([["x"] * 61]), "BI1"),
    "too many cells": (lambda: "\n".join(["\t".join("x" * 50)] * 4_010).encode(), "200000个"),
    "endless cell": (f"a\tb\nc\t{'字' * 20_001}".encode, "20001个字"),
    "endless pdf": (endless_pdf, ""),
}
"""For each bad file: how it is made, and words that its refusal must hold."""


@cache
def bad_file(kind: str) -> bytes:
    """Give one of the bad files; making some of them takes a second, so each is made once."""
    return BAD_FILES[kind][0]()
