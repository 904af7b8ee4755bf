"""Text of cells and paragraphs as it is kept: exact inside, free of what no form can print."""

import re

_OUTER = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\ufeff\u200b\u2060"
"""White space of any width, byte order mark, zero width space, word joiner: meaningless at the ends of a text."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Give the text without outer white space and control characters; line ends become ``\n``.

    A tab inside becomes a space. Everything else inside stays exactly as written.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _CONTROL.sub("", text)
    return text.strip(_OUTER)


def is_table_title(text: str) -> bool:
    """Tell a line that names a new table, such as 部门预算项目支出绩效自评表（2023年度）."""
    return len(text) <= 60 and "绩效" in text and "表" in text and not text.endswith(("。", "；", "："))
