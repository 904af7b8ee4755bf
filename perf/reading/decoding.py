"""From bytes to text, in the encodings that Chinese offices write."""

import codecs
import re

from perf.reading.results import ContentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = "内容不是能识别的文字或表格，请上传 docx、xlsx、xls、et、pdf、html、txt 或 json 文件"
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.02
_SAMPLE = 500_000


def decode(data: bytes) -> str:
    r"""Give the text of UTF-8, UTF-16 (with its mark, or mostly ASCII without) or GB18030; line ends become ``\n``.

    Refuses what is no text, and a text with damaged characters, naming the line.
    """
    text = _decoded(data)
    head = text[:10_000]
    if "\0" in head or len(_CONTROL.findall(head)) > 2 + len(head) * _MOST_CONTROLS:
        raise ContentError(_NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if unmarked := _unmarked_utf16(data):
        return _strictly(data, unmarked)
    if _looks_binary(data):
        raise ContentError(_NOT_TEXT)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or _is_mostly_utf8(data, error.start):
            raise _damaged(data, error.start, "utf-8") from error
    return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, error.start, encoding) from error


def _damaged(data: bytes, start: int, encoding: str) -> ContentError:
    line = data[:start].decode(encoding, "replace").count("\n") + 1
    return ContentError(f"第{line}行有损坏的字符，文件可能没有传完整，请重新导出后再试")


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without its mark by the zero bytes of its tabs, digits and line ends."""
    head = data[:4096]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high > len(head) // 20 and not low:
        return "utf-16-le"
    if low > len(head) // 20 and not high:
        return "utf-16-be"
    return None


def _is_mostly_utf8(data: bytes, start: int) -> bool:
    """Tell damaged UTF-8 from another encoding: at most one broken character in twenty around the first."""
    text = data[max(0, start - _SAMPLE) : start + _SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 20 <= sum(1 for character in text if character > "\x7f")


def _looks_binary(data: bytes) -> bool:
    head = data[:4096]
    return sum(1 for byte in head if byte < 9 or 14 <= byte < 26) * 100 > len(head)
