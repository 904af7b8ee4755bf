"""What a file is, told by its content; its name may say anything."""

import re
from enum import StrEnum

from perf.reading import compound
from perf.reading.packages import DAMAGED, Package
from perf.reading.results import ContentError


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"


_FORMATS = "docx、xlsx、xls、et、pdf、html、txt 或 json"

_OTHERS = (
    (b"\x89PNG", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF8", "图片（GIF）"),
    (b"BM", "图片（BMP）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（gz）"),
    (b"ID3", "音频"),
    (b"{\\rtf", "RTF 文档"),
    (b"OFD", "OFD 文件"),
)

_HTML = re.compile(
    r"<(?:!doctype\s+html|!--|(?:html|head|body|meta|title|style|table|div|section|article|main|h[1-6]|p)\b)"
)
_XML = re.compile(r"<\?xml\b[^>]*>\s*")
_JSON = re.compile(r'\{\s*["}]|\[\s*["\[{\]]')
_OUTER = "\ufeff \t\r\n"


def sniff(data: bytes) -> Format:
    """Tell the format of a file's content; refuses an empty file and what is none of the formats."""
    if not data.strip(b"\0 \t\r\n"):
        raise ContentError("文件是空的，请检查是否传错或没有保存")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK"):
        return _zip_format(data)
    if data.startswith(compound.MAGIC):
        return _compound_format(data)
    for magic, name in _OTHERS:
        if data.startswith(magic) and (b"\0" in data[:4096] or len(magic) > 2):
            raise _unsupported(name)
    if data[4:8] == b"ftyp":
        raise _unsupported("视频或音频")
    return _text_format(data)


def _unsupported(what: str) -> ContentError:
    return ContentError(f"这是{what}，不是能读的表格文件，请换成 {_FORMATS} 文件")


def _zip_format(data: bytes) -> Format:
    package = Package(data)
    main = package.main_part()
    if main.startswith("word/"):
        return Format.DOCX
    if main.startswith("xl/") and main.endswith(".xml"):
        return Format.XLSX
    if main.startswith("xl/"):
        raise ContentError("这是 xlsb 工作簿，请用 WPS 或 Excel 另存为 .xlsx 后再试")
    if main.startswith("ppt/"):
        raise _unsupported("演示文稿")
    if "[Content_Types].xml" in package.names:
        raise ContentError(DAMAGED)
    if "content.xml" in package.names:
        raise ContentError("这是 OpenDocument 文件，请另存为 .docx 或 .xlsx 后再试")
    if "OFD.xml" in package.names:
        raise ContentError("这是 OFD 文件，请转换为 pdf 或 docx 后再试")
    raise ContentError(f"这是压缩包，请解压后逐个选择里面的 {_FORMATS} 文件")


def _compound_format(data: bytes) -> Format:
    try:
        names = compound.root_names(data)
    except compound.CompoundError as error:
        raise ContentError(DAMAGED) from error
    if "EncryptedPackage" in names:
        raise ContentError("文件已加密，请取消打开密码另存后再试")
    if names & {"Workbook", "Book"}:
        return Format.XLS
    if "WordDocument" in names:
        raise ContentError("这是旧版 .doc 或 .wps 文档，请用 WPS 或 Word 另存为 .docx 后再试")
    raise _unsupported("旧版 Office 的其他文件")


def _text_format(data: bytes) -> Format:
    """Tell html and json from plain text by how they begin."""
    start = data[:4096].replace(b"\0", b"").decode("utf-8", "ignore").lstrip(_OUTER).lower()
    if declaration := _XML.match(start):
        if not start.startswith("<html", declaration.end()) and "<!doctype html" not in start:
            raise ContentError(f"这是 XML 文件，不能直接读，请另存为 {_FORMATS} 文件")
        return Format.HTML
    if _HTML.match(start):
        return Format.HTML
    return Format.JSON if _JSON.match(start) else Format.TEXT
